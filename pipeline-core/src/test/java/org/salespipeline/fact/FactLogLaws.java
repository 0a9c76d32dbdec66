package org.salespipeline.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import org.salespipeline.testkit.QuantityArbitraries;

/** The generators hold the edge cases themselves; combined by the engine they would crowd out everything else. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE, tries = 500)
class FactLogLaws {

    private static final Comparator<Fact<Note>> RECORDED =
            Comparator.<Fact<Note>, Instant>comparing(Fact::recordedAt).thenComparingLong(Fact::sequence);
    private static final Comparator<Fact<Note>> VALID = Comparator.<Fact<Note>, Instant>comparing(Fact::validAt)
            .thenComparing(Fact::recordedAt)
            .thenComparingLong(Fact::sequence);

    @Provide
    Arbitrary<Instant> times() {
        return QuantityArbitraries.instants();
    }

    /** Facts in no order, with times that often tie and sequences that need not follow the recorded times. */
    @Provide
    Arbitrary<List<Fact<Note>>> facts() {
        Arbitrary<Note> notes = notes();
        Arbitrary<Long> sequences = Arbitraries.oneOf(
                Arbitraries.longs().between(0, 40), Arbitraries.longs().between(0, Long.MAX_VALUE - 100));
        return Combinators.combine(notes, QuantityArbitraries.instants(), sequences)
                .as((note, recordedAt, sequence) -> new Fact<>(note, recordedAt, sequence))
                .list()
                .uniqueElements(Fact::sequence)
                .ofMaxSize(20);
    }

    /** Batches of events by the time at which they are learned. */
    @Provide
    Arbitrary<List<List<Note>>> batches() {
        return notes().list().ofMaxSize(4).list().ofMaxSize(8);
    }

    /** Rising times, ties included, enough for all batches. */
    @Provide
    Arbitrary<List<Instant>> risingTimes() {
        return QuantityArbitraries.instants()
                .list()
                .ofSize(8)
                .map(times -> times.stream().sorted().toList());
    }

    private static Arbitrary<Note> notes() {
        return Combinators.combine(
                        QuantityArbitraries.instants(), QuantityArbitraries.actors(), Arbitraries.of("a", "b", "c"))
                .as(Note::new);
    }

    @Property(tries = 1000)
    void nothingRecordedLaterLeaksIn(
            @ForAll("facts") List<Fact<Note>> facts,
            @ForAll("facts") List<Fact<Note>> others,
            @ForAll("times") Instant valid,
            @ForAll("times") Instant cut) {
        List<Fact<Note>> known =
                facts.stream().filter(fact -> !fact.recordedAt().isAfter(cut)).toList();
        Map<Long, Fact<Note>> otherFuture = new LinkedHashMap<>();
        others.stream()
                .filter(fact -> fact.recordedAt().isAfter(cut))
                .forEach(fact -> otherFuture.put(fact.sequence(), fact));
        known.forEach(fact -> otherFuture.put(fact.sequence(), fact));

        FactLog<Note> log = FactLog.of(facts);
        for (FactLog<Note> changed : List.of(FactLog.of(known), FactLog.of(otherFuture.values()))) {
            assertThat(changed.asOf(valid, cut)).isEqualTo(log.asOf(valid, cut));
            assertThat(changed.recordedBy(cut)).isEqualTo(log.recordedBy(cut));
            assertThat(changed.recordedBy(cut)).hasToString(log.recordedBy(cut).toString());
        }
    }

    @Property(tries = 1000)
    void theAnswerIsWhatFilteringAndSortingGives(
            @ForAll("facts") List<Fact<Note>> facts, @ForAll("times") Instant valid, @ForAll("times") Instant cut) {
        List<Fact<Note>> expected = facts.stream()
                .filter(fact -> fact.recordedAt().compareTo(cut) <= 0)
                .filter(fact -> fact.validAt().compareTo(valid) <= 0)
                .sorted(VALID)
                .toList();
        assertThat(FactLog.of(facts).asOf(valid, cut)).isEqualTo(expected);
    }

    @Property
    void theOrderInWhichFactsAreGivenChangesNothing(@ForAll("facts") List<Fact<Note>> facts, @ForAll long seed) {
        List<Fact<Note>> shuffled = new ArrayList<>(facts);
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(FactLog.of(shuffled)).isEqualTo(FactLog.of(facts)).hasSameHashCodeAs(FactLog.of(facts));
        assertThat(FactLog.of(facts).facts()).isSortedAccordingTo(RECORDED).containsExactlyInAnyOrderElementsOf(facts);
    }

    @Property
    void whatWasKnownIsAPrefix(@ForAll("facts") List<Fact<Note>> facts, @ForAll("times") Instant cut) {
        FactLog<Note> log = FactLog.of(facts);
        FactLog<Note> known = log.recordedBy(cut);
        assertThat(log.facts().subList(0, known.size())).isEqualTo(known.facts());
        assertThat(known.facts()).allMatch(fact -> !fact.recordedAt().isAfter(cut));
        assertThat(log.facts().subList(known.size(), log.size()))
                .allMatch(fact -> fact.recordedAt().isAfter(cut));
        assertThat(known).isEqualTo(FactLog.of(known.facts()));
    }

    @Property
    void askingTheLogOfThenIsAskingAboutThen(
            @ForAll("facts") List<Fact<Note>> facts,
            @ForAll("times") Instant valid,
            @ForAll("times") Instant cut,
            @ForAll("times") Instant earlier) {
        FactLog<Note> log = FactLog.of(facts);
        assertThat(log.recordedBy(cut).asOf(valid, Instant.MAX)).isEqualTo(log.asOf(valid, cut));
        Instant first = cut.isBefore(earlier) ? cut : earlier;
        assertThat(log.recordedBy(cut).recordedBy(earlier)).isEqualTo(log.recordedBy(first));
    }

    @Property
    void aLaterValidTimeOnlyAddsAtTheEnd(
            @ForAll("facts") List<Fact<Note>> facts,
            @ForAll("times") Instant one,
            @ForAll("times") Instant other,
            @ForAll("times") Instant cut) {
        FactLog<Note> log = FactLog.of(facts);
        List<Fact<Note>> early = log.asOf(one.isBefore(other) ? one : other, cut);
        List<Fact<Note>> late = log.asOf(one.isBefore(other) ? other : one, cut);
        assertThat(late.subList(0, early.size())).isEqualTo(early);
    }

    @Property
    void aGrownLogEqualsOneMadeOfItsFacts(
            @ForAll("batches") List<List<Note>> batches,
            @ForAll("risingTimes") List<Instant> times,
            @ForAll("times") Instant valid,
            @ForAll("times") Instant cut) {
        FactLog<Note> grown = grown(FactLog.empty(), batches, times);
        FactLog<Note> made = FactLog.of(grown.facts());
        assertThat(grown).isEqualTo(made).hasSameHashCodeAs(made).hasToString(made.toString());
        assertThat(grown.asOf(valid, cut)).isEqualTo(made.asOf(valid, cut));
        assertThat(grown.facts())
                .extracting(Fact::event)
                .containsExactlyElementsOf(
                        batches.stream().flatMap(List::stream).toList());
        assertThat(grown.facts())
                .extracting(Fact::sequence)
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @Property
    void eventsOfOneInstantKeepTheirOrder(
            @ForAll("batches") List<List<Note>> batches, @ForAll("risingTimes") List<Instant> times) {
        List<Fact<Note>> answer = grown(FactLog.empty(), batches, times).asOf(Instant.MAX, Instant.MAX);
        List<Note> inOrder = batches.stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Note::validAt)) // stable, so ties stay as they were appended
                .toList();
        assertThat(answer).extracting(Fact::event).containsExactlyElementsOf(inOrder);
    }

    @Property
    void aPrefixAndThenTheRestIsTheWhole(
            @ForAll("batches") List<List<Note>> batches,
            @ForAll("risingTimes") List<Instant> times,
            @ForAll("times") Instant cut) {
        FactLog<Note> whole = grown(FactLog.empty(), batches, times);
        int learned = (int) times.stream().filter(time -> !time.isAfter(cut)).count();
        int done = Math.min(learned, batches.size());
        FactLog<Note> prefix = whole.recordedBy(cut);
        FactLog<Note> again = grown(prefix, batches.subList(done, batches.size()), times.subList(done, times.size()));
        assertThat(again).isEqualTo(whole);
    }

    @Property
    void branchesOfOneLogDoNotSeeEachOther(
            @ForAll("facts") List<Fact<Note>> facts,
            @ForAll("batches") List<List<Note>> left,
            @ForAll("batches") List<List<Note>> right) {
        FactLog<Note> trunk = FactLog.of(facts);
        String before = trunk.toString();
        List<Instant> ends = Collections.nCopies(8, Instant.MAX);
        FactLog<Note> one = grown(trunk, left, ends);
        FactLog<Note> other = grown(trunk, right, ends);
        FactLog<Note> alone = grown(FactLog.of(facts), left, ends);

        assertThat(one).isEqualTo(alone);
        assertThat(other).isEqualTo(grown(FactLog.of(facts), right, ends));
        assertThat(one.asOf(Instant.MAX, Instant.MAX)).isEqualTo(alone.asOf(Instant.MAX, Instant.MAX));
        assertThat(trunk).hasToString(before);
    }

    private static FactLog<Note> grown(FactLog<Note> from, List<List<Note>> batches, List<Instant> times) {
        FactLog<Note> log = from;
        for (int i = 0; i < batches.size(); i++) {
            log = log.append(batches.get(i), times.get(i));
        }
        return log;
    }
}
