package org.salespipeline.forecast.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.Stage;

class PipelineSummaryTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 8, 15);
    private static final SalesProcess PROCESS = SalesProcess.builder("enterprise")
            .stage(Stage.open("qualify")
                    .winProbability(0.10)
                    .stagnantAfterDays(30)
                    .build())
            .open("propose", 0.40)
            .stage(Stage.open("verbal").stagnantAfterDays(5).build())
            .won("won")
            .lost("lost")
            .build();

    private final PipelineSummary summary = PipelineSummary.of(PipelineView.ofDeals(
            List.of(
                    deal("A", "qualify", "2026-08-15").amount("EUR 100.05").build(),
                    deal("B", "qualify", "2026-07-16").amount("EUR 200.00").build(),
                    deal("C", "qualify", "2026-07-15").amount("USD 300.00").build(),
                    deal("D", "qualify", "2026-07-01").build(),
                    deal("E", "propose", "2026-08-01").amount("EUR 1000.00").build(),
                    deal("F", "won", "2026-08-01")
                            .amount("EUR 50.00")
                            .actualClose("2026-08-01")
                            .build(),
                    deal("G", "propose", "2026-08-01")
                            .amount("EUR 7777.00")
                            .deleted()
                            .build()),
            TODAY));

    private static Opportunity.Builder deal(String id, String stage, String entered) {
        return Opportunity.open(id, PROCESS, Instant.parse("2026-05-01T08:00:00Z"))
                .stage(stage)
                .stageEnteredAt(Instant.parse(entered + "T09:00:00Z"));
    }

    @Test
    void countsAndAddsUpByStageAndCurrency() {
        PipelineSummary.StageLine qualify = summary.stages().get(0);
        assertThat(qualify.deals()).isEqualTo(4);
        assertThat(qualify.withoutAmount()).isEqualTo(1);
        assertThat(qualify.amounts()).containsExactly(Money.parse("EUR 300.05"), Money.parse("USD 300.00"));
        // 300.05 x 0.10 is 30.005, a trace above it once 0.10 is taken to 40 binary digits; with 400 at 0.40 a trace
        // below
        assertThat(qualify.weighted()).containsExactly(Money.parse("EUR 30.01"), Money.parse("USD 30.00"));
        assertThat(summary.openAmounts()).containsExactly(Money.parse("EUR 1300.05"), Money.parse("USD 300.00"));
        assertThat(summary.weightedAmounts()).containsExactly(Money.parse("EUR 430.00"), Money.parse("USD 30.00"));
    }

    @Test
    void agesAreCountedInDaysAndStagnantIsWhatIsOlderThanTheLimit() {
        // entered 0, 30, 31 and 45 days ago
        PipelineSummary.StageLine qualify = summary.stages().get(0);
        assertThat(qualify.medianAgeDays()).isEqualTo(OptionalDouble.of(30.5));
        assertThat(qualify.stagnant()).isEqualTo(OptionalLong.of(2));
        assertThat(qualify.stagnantShare()).isEqualTo(OptionalDouble.of(0.5));
    }

    @Test
    void aStageWithoutALimitHasNoStagnantShare() {
        PipelineSummary.StageLine propose = summary.stages().get(1);
        assertThat(propose.stagnant()).isEmpty();
        assertThat(propose.stagnantShare()).isEmpty();
    }

    @Test
    void emptyStagesAreShownInTheOrderOfTheProcess() {
        assertThat(summary.stages().stream().map(line -> line.stage().id().value()))
                .containsExactly("qualify", "propose", "verbal", "won", "lost");
        assertThat(summary.stages().get(2).deals()).isZero();
        assertThat(summary.stages().get(2).stagnant()).isEqualTo(OptionalLong.of(0));
        assertThat(summary.stages().get(2).stagnantShare()).isEmpty();
        assertThat(summary.stages().get(3).medianAgeDays()).isEmpty();
    }

    @Test
    void printsAPicture() {
        assertThat(summary.toString()).isEqualTo("""
                        pipeline as of 2026-08-15

                        stage      deals                   amount               weighted  median days  stagnant
                        enterprise
                          qualify      4  EUR 300.05 + USD 300.00  EUR 30.01 + USD 30.00         30.5      50 %  ##############################
                          propose      1             EUR 1,000.00             EUR 400.00           14  no limit  ########
                          verbal       0
                          won          1                EUR 50.00                                                ########
                          lost         0

                        open in total      EUR 1,300.05 + USD 300.00
                        weighted in total  EUR 430.00 + USD 30.00
                        """);
    }

    @Test
    void anEmptyPipelineIsNoTrouble() {
        PipelineSummary empty = PipelineSummary.of(PipelineView.ofDeals(List.of(), TODAY));
        assertThat(empty.stages()).isEmpty();
        assertThat(empty.toString()).contains("open in total      none");
    }
}
