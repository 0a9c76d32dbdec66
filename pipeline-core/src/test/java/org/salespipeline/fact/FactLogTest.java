package org.salespipeline.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FactLogTest {

    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant APRIL = Instant.parse("2026-04-01T00:00:00Z");
    private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");

    private static final Note CREATED = Note.at("2026-03-01T00:00:00Z", "created");
    private static final Note RAISED = Note.at("2026-04-01T00:00:00Z", "raised to 20");
    private static final Note CORRECTED = Note.at("2026-03-15T00:00:00Z", "it was 12 all along");

    /** In May we learn what had been true since the middle of March. */
    private static final FactLog<Note> LOG = FactLog.<Note>empty()
            .append(List.of(CREATED), MARCH)
            .append(List.of(RAISED), APRIL)
            .append(List.of(CORRECTED), MAY);

    @Test
    void keepsFactsInTheOrderInWhichTheyWereLearned() {
        assertThat(LOG.facts())
                .containsExactly(
                        new Fact<>(CREATED, MARCH, 0), new Fact<>(RAISED, APRIL, 1), new Fact<>(CORRECTED, MAY, 2));
    }

    @Test
    void answersInTheOrderInWhichFactsBecameTrue() {
        assertThat(LOG.asOf(MAY, MAY)).extracting(Fact::event).containsExactly(CREATED, CORRECTED, RAISED);
    }

    @Test
    void knowsNothingThatWasLearnedLater() {
        assertThat(LOG.asOf(MAY, APRIL)).extracting(Fact::event).containsExactly(CREATED, RAISED);
        assertThat(LOG.asOf(MAY, APRIL.minusNanos(1))).extracting(Fact::event).containsExactly(CREATED);
        assertThat(LOG.asOf(MAY, MARCH.minusNanos(1))).isEmpty();
    }

    @Test
    void leavesOutWhatWasNotYetTrue() {
        assertThat(LOG.asOf(Instant.parse("2026-03-20T00:00:00Z"), MAY))
                .extracting(Fact::event)
                .containsExactly(CREATED, CORRECTED);
    }

    @Test
    void givesTheLogAsItWas() {
        assertThat(LOG.recordedBy(APRIL).facts()).isEqualTo(LOG.facts().subList(0, 2));
        assertThat(LOG.recordedBy(MAY)).isSameAs(LOG);
        assertThat(LOG.recordedBy(Instant.MIN)).isEqualTo(FactLog.empty());
    }

    @Test
    void keepsTheOrderOfEventsOfOneInstant() {
        Note first = new Note(MARCH, ActorId.of("ada"), "first");
        Note second = new Note(MARCH, ActorId.of("ada"), "second");
        FactLog<Note> log =
                FactLog.<Note>empty().append(List.of(second, first), MARCH).append(List.of(second), MARCH);
        assertThat(log.asOf(MARCH, MARCH)).extracting(Fact::event).containsExactly(second, first, second);
    }

    @Test
    void refusesToLearnBeforeWhatItKnows() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LOG.append(List.of(RAISED), APRIL))
                .withMessage("recordedAt must be on or after the last fact of the log (2026-05-01T00:00:00Z), was"
                        + " 2026-04-01T00:00:00Z; a correction of the past has an early valid time, not an early recorded"
                        + " time");
    }

    @Test
    void refusesTwoFactsOfOneSequence() {
        List<Fact<Note>> twice = List.of(new Fact<>(CREATED, MARCH, 7), new Fact<>(RAISED, APRIL, 7));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FactLog.of(twice))
                .withMessage("sequence of a fact must be unique in its log, was 7 twice");
    }

    @Test
    void refusesANegativeSequence() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Fact<>(CREATED, MARCH, -1))
                .withMessage("sequence of a fact must be at least 0, was -1");
    }

    @Test
    void continuesAfterTheHighestSequenceWhereverItStands() {
        FactLog<Note> log = FactLog.of(List.of(new Fact<>(CREATED, MARCH, 9), new Fact<>(RAISED, APRIL, 4)));
        assertThat(log.append(List.of(CORRECTED), MAY).facts()).last().isEqualTo(new Fact<>(CORRECTED, MAY, 10));
        assertThat(log.recordedBy(MARCH).append(List.of(CORRECTED), MAY).facts())
                .last()
                .isEqualTo(new Fact<>(CORRECTED, MAY, 10));
    }

    @Test
    void saysWhenSequencesAreUsedUp() {
        FactLog<Note> log = FactLog.of(List.of(new Fact<>(CREATED, MARCH, Long.MAX_VALUE - 1)));
        assertThat(log.append(List.of(RAISED), APRIL).size()).isEqualTo(2);
        assertThatIllegalStateException()
                .isThrownBy(() -> log.append(List.of(RAISED, CORRECTED), APRIL))
                .withMessage("a log must end with sequence 9223372036854775807, cannot append");
        assertThat(log.size()).isEqualTo(1);
    }

    @Test
    void isUnchangedByNothing() {
        assertThat(LOG.append(List.of(), MAY)).isSameAs(LOG);
        assertThat(FactLog.of(List.<Fact<Note>>of())).isEqualTo(FactLog.empty());
        assertThat(FactLog.<Note>empty().asOf(MAY, MAY)).isEmpty();
    }

    @Test
    void givesListsThatCannotBeChanged() {
        assertThatThrownBy(() -> LOG.facts().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> LOG.asOf(MAY, MAY).clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> LOG.asOf(MAY, APRIL).clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void printsOneFactPerLine() {
        assertThat(LOG.recordedBy(MARCH))
                .hasToString(
                        "2026-03-01T00:00:00Z #0 " + "Note[validAt=2026-03-01T00:00:00Z, actor=ada, text=created]\n");
    }

    @Test
    void growsFactByFactWithoutCopyingItselfEachTime() {
        FactLog<Note> log = FactLog.empty();
        int copies = 0;
        for (int i = 0; i < 10_000; i++) {
            FactLog<Note> grown = log.append(List.of(CREATED), MARCH.plusSeconds(i));
            copies += grown.isStoredWith(log) ? 0 : 1;
            log = grown;
        }
        assertThat(copies).isBetween(1, 14); // each copy doubles the room: 2 to the 14 is above 10 000
        assertThat(log.size()).isEqualTo(10_000);
        assertThat(log.asOf(MAY, MARCH.plusSeconds(9))).hasSize(10);
    }

    @Test
    void givesEveryThreadItsOwnContinuation() {
        List<FactLog<Note>> grown = IntStream.range(0, 64)
                .parallel()
                .mapToObj(thread -> {
                    FactLog<Note> log = LOG;
                    for (int i = 0; i < 50; i++) {
                        log = log.append(List.of(Note.at("2026-03-01T00:00:00Z", "by " + thread)), MAY);
                    }
                    return log;
                })
                .toList();
        for (int thread = 0; thread < grown.size(); thread++) {
            List<Fact<Note>> added = grown.get(thread).facts().subList(3, 53);
            assertThat(added).extracting(fact -> fact.event().text()).containsOnly("by " + thread);
        }
        assertThat(LOG.size()).isEqualTo(3);
    }
}
