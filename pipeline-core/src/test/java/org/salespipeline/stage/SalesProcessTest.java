package org.salespipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class SalesProcessTest {

    private static final StageId QUALIFY = StageId.of("qualify");
    private static final StageId PROPOSE = StageId.of("propose");
    private static final StageId NEGOTIATE = StageId.of("negotiate");
    private static final StageId WON = StageId.of("won");
    private static final StageId LOST = StageId.of("lost");

    private static SalesProcess.Builder enterprise() {
        return SalesProcess.builder("enterprise")
                .open("qualify", 0.10)
                .open("propose", 0.40)
                .open("negotiate", 0.70)
                .won("won")
                .lost("lost");
    }

    @Test
    void chainsItsOpenStagesWhenNoMoveIsDeclared() {
        SalesProcess process = enterprise().build();

        assertThat(process.next(QUALIFY)).containsExactly(PROPOSE, LOST);
        assertThat(process.next(PROPOSE)).containsExactly(NEGOTIATE, LOST);
        assertThat(process.next(NEGOTIATE)).containsExactly(WON, LOST);
        assertThat(process.next(WON)).isEmpty();
    }

    @Test
    void beginsAtTheFirstOpenStage() {
        assertThat(enterprise().build().first().id()).isEqualTo(QUALIFY);
        assertThat(SalesProcesses.leadToDeal().first().kind()).isEqualTo(StageKind.PRE_PIPELINE);
    }

    @Test
    void declaredMovesReplaceTheChainButNotTheLosses() {
        SalesProcess process = enterprise()
                .move("qualify", "propose")
                .move("qualify", "negotiate")
                .move("propose", "won")
                .move("negotiate", "won")
                .build();

        assertThat(process.next(QUALIFY)).containsExactly(PROPOSE, NEGOTIATE, LOST);
        assertThat(process.next(PROPOSE)).containsExactly(WON, LOST);
        assertThat(process.allows(PROPOSE, NEGOTIATE)).isFalse();
        assertThat(process.reaches(QUALIFY, WON)).isTrue();
        assertThat(process.reaches(WON, QUALIFY)).isFalse();
    }

    @Test
    void everyOpenStageLeadsToTheOtherTerminals() {
        SalesProcess process = SalesProcesses.leadToDeal();

        assertThat(process.allows(StageId.of("lead"), StageId.of("disqualified")))
                .isTrue();
        assertThat(process.allows(StageId.of("quote"), StageId.of("disqualified")))
                .isTrue();
    }

    @Test
    void findsStagesByTheirId() {
        SalesProcess process = enterprise().build();

        assertThat(process.indexOf(NEGOTIATE)).isEqualTo(2);
        assertThat(process.indexOf(StageId.of("archive"))).isEqualTo(-1);
        assertThat(process.find(StageId.of("archive"))).isEmpty();
        assertThat(process.stage(WON).kind()).isEqualTo(StageKind.WON);
    }

    @Test
    void listsItsStagesToWhoAsksForAnUnknownOne() {
        SalesProcess process = enterprise().build();
        String message = "unknown stage archive; process enterprise has [qualify, propose, negotiate, won, lost]";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> process.stage(StageId.of("archive")))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> process.allows(QUALIFY, StageId.of("archive")))
                .withMessage(message);
    }

    @Test
    void isEqualToAProcessOfTheSameParts() {
        assertThat(enterprise().build()).isEqualTo(enterprise().build());
        assertThat(enterprise().build().hashCode())
                .isEqualTo(enterprise().build().hashCode());
        assertThat(enterprise().build())
                .isNotEqualTo(enterprise().other("recycled").build());
        assertThat(enterprise().build())
                .isNotEqualTo(enterprise()
                        .move("qualify", "propose")
                        .move("propose", "negotiate")
                        .move("propose", "won")
                        .move("negotiate", "won")
                        .build());
    }

    @Test
    void isEqualHoweverItsGraphWasDeclared() {
        assertThat(enterprise()
                        .move("qualify", "propose")
                        .move("propose", "negotiate")
                        .move("negotiate", "won")
                        .build())
                .isEqualTo(enterprise().build());
    }

    @Test
    void namesEveryProblemAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SalesProcess.builder("broken")
                        .open("qualify", 0.1)
                        .open("qualify", 0.2)
                        .open("orphan", 0.3)
                        .won("won")
                        .won("second-won")
                        .lost("lost")
                        .move("qualify", "won")
                        .move("qualify", "qualify")
                        .move("won", "qualify")
                        .move("qualfy", "archive")
                        .build())
                .withMessage("process broken is not sound: stage qualify is declared more than once; "
                        + "move qualify to qualify leads nowhere; "
                        + "move won to qualify starts at a closed stage, reopening is no way forward; "
                        + "move qualfy to archive starts at an unknown stage; "
                        + "move qualfy to archive ends at an unknown stage; "
                        + "open stage orphan cannot reach a won stage, declare a move; "
                        + "stage orphan cannot be reached from qualify, declare a move; "
                        + "stage second-won cannot be reached from qualify, declare a move");
    }

    @Test
    void refusesAProcessWithoutStages() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SalesProcess.builder("empty").build())
                .withMessage("process empty is not sound: it has no open stage, add one with open(..); "
                        + "it has no won stage, add one with won(..); it has no lost stage, add one with lost(..)");
    }

    @Test
    void refusesAStageOfAnotherKindWhereAnOpenOneIsMeant() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> SalesProcess.builder("p").open(Stage.won("won").build()))
                .withMessage("process p: stage won must be of kind OPEN, was WON; use stage(..) for any kind");
    }

    @Test
    void warnsAboutWhatIsSoundButDoubtful() {
        List<ProcessFinding> warnings = SalesProcess.builder("p")
                .stage(Stage.open("qualify")
                        .winProbability(0.5)
                        .stagnantAfterDays(10)
                        .build())
                .stage(Stage.open("propose").stagnantAfterDays(10).build())
                .open("negotiate", 0.25)
                .won("won")
                .lost("lost")
                .build()
                .warnings();

        assertThat(warnings)
                .extracting(ProcessFinding::kind)
                .containsExactly(
                        ProcessFinding.Kind.NO_WIN_PROBABILITY,
                        ProcessFinding.Kind.FALLING_WIN_PROBABILITY,
                        ProcessFinding.Kind.NO_STAGNATION_LIMIT);
        assertThat(warnings.get(0))
                .hasToString("stage propose has no win probability, so a forecast by stages leaves its deals out;"
                        + " set winProbability");
        assertThat(warnings.get(1))
                .hasToString("stage negotiate has win probability 0.25, below the 0.5 of a stage before it;"
                        + " correct one of the two or change the order");
        assertThat(warnings.get(2))
                .hasToString("stage negotiate has no stagnation limit, so its deals never count as stagnant;"
                        + " set stagnantAfterDays");
    }

    @Test
    void thePresetsGiveNoReasonToWarn() {
        assertThat(SalesProcesses.newBusiness().warnings()).isEmpty();
        assertThat(SalesProcesses.leadToDeal().warnings()).isEmpty();
    }

    @Test
    void printsOneLinePerStage() {
        SalesProcess process = SalesProcess.builder("tiny")
                .open("talk")
                .won("won")
                .lost("lost")
                .build();

        assertThat(process).hasToString("tiny\n  talk [OPEN] -> won, lost\n  won [WON]\n  lost [LOST]");
    }
}
