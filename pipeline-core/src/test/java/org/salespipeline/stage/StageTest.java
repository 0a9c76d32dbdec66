package org.salespipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.salespipeline.quantity.Probability;

class StageTest {

    @Test
    void isNamedAfterItsIdUnlessToldOtherwise() {
        assertThat(Stage.open("propose").build().name()).isEqualTo("propose");
        assertThat(Stage.open("propose").name("Proposal sent").build().name()).isEqualTo("Proposal sent");
    }

    @Test
    void takesItsCategoryFromItsKind() {
        assertThat(Stage.prePipeline("lead").build().category()).isEqualTo(ForecastCategory.OMITTED);
        assertThat(Stage.open("propose").build().category()).isEqualTo(ForecastCategory.PIPELINE);
        assertThat(Stage.won("won").build().category()).isEqualTo(ForecastCategory.CLOSED);
        assertThat(Stage.lost("lost").build().category()).isEqualTo(ForecastCategory.OMITTED);
        assertThat(Stage.other("recycled").build().category()).isEqualTo(ForecastCategory.OMITTED);
    }

    @Test
    void keepsTheCategoryThatWasSet() {
        Stage stage = Stage.open("negotiate").category(ForecastCategory.COMMIT).build();

        assertThat(stage.category()).isEqualTo(ForecastCategory.COMMIT);
    }

    @Test
    void takesAPlainFractionForAChance() {
        assertThat(Stage.open("propose").winProbability(0.4).build().winProbability())
                .contains(Probability.of(0.4));
    }

    @Test
    void refusesAChanceForAClosedStage() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stage.won("won").winProbability(1).build())
                .withMessageStartingWith("stage won: a closed stage must have no win probability, was 1");
    }

    @Test
    void refusesAStagnationLimitThatIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stage.open("propose").stagnantAfterDays(0).build())
                .withMessage("stage propose: stagnantAfterDays must be above 0, was 0; leave it out for no limit");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stage.lost("lost").stagnantAfterDays(3).build())
                .withMessage("stage lost: a closed stage must have no stagnation limit, was 3 days");
    }

    @Test
    void refusesToCountAnOpenStageAsClosed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Stage.open("signed").category(ForecastCategory.CLOSED).build())
                .withMessage("stage signed: category CLOSED must be of a WON stage, was of kind OPEN");
    }

    @Test
    void refusesBlankNamesAndIds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stage.open(" "))
                .withMessage("stage id must not be blank, was \" \"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stage.open("propose").name("").build())
                .withMessage("stage propose: name must not be blank, was \"\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProcessId.of(""))
                .withMessage("process id must not be blank, was \"\"");
    }

    @Test
    void everyKindIsEitherOpenOrClosed() {
        assertThat(StageKind.values()).allMatch(kind -> kind.isOpen() != kind.isClosed());
        assertThat(StageKind.PRE_PIPELINE.isOpen()).isTrue();
        assertThat(StageKind.PRE_PIPELINE.isInPipeline()).isFalse();
        assertThat(StageKind.OPEN.isInPipeline()).isTrue();
    }
}
