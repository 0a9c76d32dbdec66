package org.salespipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.salespipeline.stage.ProcessVersions.StageMap;

class ProcessVersionsTest {

    private static final Instant JULY = Instant.parse("2026-07-01T00:00:00Z");
    private static final Instant AUGUST = Instant.parse("2026-08-01T00:00:00Z");

    private static SalesProcess process(String... open) {
        SalesProcess.Builder process = SalesProcess.builder("enterprise");
        List.of(open).forEach(process::open);
        return process.won("won").lost("lost").build();
    }

    private static final SalesProcess QUALIFY_PROPOSE = process("qualify", "propose");
    private static final SalesProcess QUALIFY_PROVE_OFFER = process("qualify", "prove", "offer");

    private static final ProcessVersions TWO = ProcessVersions.of(QUALIFY_PROPOSE)
            .then(JULY, QUALIFY_PROVE_OFFER, StageMap.sameNames().with("propose", "offer"));

    @Test
    void numbersTheVersionsAndTellsEachItsFamily() {
        assertThat(TWO.all()).extracting(SalesProcess::version).containsExactly(1, 2);
        assertThat(TWO.latest().versions()).isSameAs(TWO);
        assertThat(TWO.first()).isEqualTo(QUALIFY_PROPOSE);
        assertThat(TWO.latest()).isNotEqualTo(QUALIFY_PROVE_OFFER);
        assertThat(QUALIFY_PROPOSE.versions().all()).containsExactly(QUALIFY_PROPOSE);
    }

    @Test
    void aVersionIsInForceFromItsFirstInstantOn() {
        assertThat(TWO.at(JULY.minusNanos(1)).version()).isEqualTo(1);
        assertThat(TWO.at(JULY).version()).isEqualTo(2);
        assertThat(TWO.at(Instant.MAX).version()).isEqualTo(2);
        assertThat(TWO.inForceFrom(1)).isEmpty();
        assertThat(TWO.inForceFrom(2)).contains(JULY);
    }

    @Test
    void mapsStagesThroughAllVersionsBetween() {
        ProcessVersions three = TWO.then(
                AUGUST,
                process("qualify", "close"),
                StageMap.sameNames().with("prove", "close").with("offer", "close"));

        assertThat(three.map(StageId.of("propose"), 1, 3)).isEqualTo(StageId.of("close"));
        assertThat(three.map(StageId.of("propose"), 1, 1)).isEqualTo(StageId.of("propose"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> three.map(StageId.of("close"), 3, 1))
                .withMessage("process enterprise: stages map to later versions, from 3 to 1 goes back");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> three.version(4))
                .withMessage("process enterprise: unknown version 4, known are 1 to 3");
    }

    @Test
    void aMapNamesEverythingThatIsWrongWithIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProcessVersions.of(process("qualify", "propose", "negotiate"))
                        .then(
                                JULY,
                                process("qualify"),
                                StageMap.sameNames()
                                        .with("negotiate", "close")
                                        .with("archive", "lost")
                                        .with("won", "lost")))
                .withMessage(
                        "process enterprise: the map to the next version is not sound: the last version has no stage"
                                + " archive; stage propose goes nowhere, say with(..); stage negotiate goes nowhere, the next"
                                + " version has no stage close; stage won of kind WON must not become lost of kind LOST, a"
                                + " migration changes no outcome");
    }

    @Test
    void versionsComeIntoForceOneAfterTheOther() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TWO.then(JULY, QUALIFY_PROVE_OFFER, StageMap.sameNames()))
                .withMessage(
                        "process enterprise: version 3 must come into force after version 2 did (2026-07-01T00:00:00Z),"
                                + " was 2026-07-01T00:00:00Z");
        SalesProcess other = SalesProcess.builder("partner")
                .open("a")
                .won("won")
                .lost("lost")
                .build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TWO.then(AUGUST, other, StageMap.sameNames()))
                .withMessage("process enterprise: the next version must have the same id, was partner");
    }

    @Test
    void printsOneLinePerVersion() {
        assertThat(TWO).hasToString("""
                enterprise
                  1: [qualify, propose, won, lost]
                  2 from 2026-07-01T00:00:00Z: [qualify, prove, offer, won, lost]""");
    }

    @Test
    void familiesOfEqualVersionsTimesAndMapsAreEqual() {
        ProcessVersions again = ProcessVersions.of(QUALIFY_PROPOSE)
                .then(JULY, QUALIFY_PROVE_OFFER, StageMap.sameNames().with("propose", "offer"));
        ProcessVersions elsewhere = ProcessVersions.of(QUALIFY_PROPOSE)
                .then(JULY, QUALIFY_PROVE_OFFER, StageMap.sameNames().with("propose", "prove"));

        assertThat(TWO).isEqualTo(again).hasSameHashCodeAs(again).isNotEqualTo(elsewhere);
    }
}
