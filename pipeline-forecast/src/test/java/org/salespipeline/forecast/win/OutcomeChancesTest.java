package org.salespipeline.forecast.win;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.salespipeline.forecast.statistics.Draws;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.stage.SalesProcess;

class OutcomeChancesTest {

    private static final Instant FIRST = Instant.parse("2024-01-01T00:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 1, 1);
    private static final SalesProcess PROCESS = SalesProcess.builder("sales")
            .open("open", 0.3)
            .won("won")
            .lost("lost")
            .build();
    private static final int LEARNED = 800;
    private static final int ALL = 1200;

    /** The truth of each deal of the world with a signal. */
    private static double truth(int deal) {
        double visits = deal * 7 % 23;
        double logit = (deal % 3 == 0 ? 1.2 : -0.8) + (visits - 11) / 6;
        return 1 / (1 + StrictMath.exp(-logit));
    }

    private static boolean won(int deal, boolean signal) {
        return Draws.seeded(41).about(deal).uniform(0) < (signal ? truth(deal) : 0.35);
    }

    private static List<Opportunity> deals(boolean signal, boolean dated) {
        List<Opportunity> deals = new ArrayList<>();
        for (int deal = 0; deal < ALL; deal++) {
            boolean isWon = won(deal, signal);
            deals.add(Opportunity.open(
                            String.format(java.util.Locale.ROOT, "D%05d", deal),
                            PROCESS,
                            FIRST.plusSeconds(dated ? deal * 14_400L : 0))
                    .stage(isWon ? "won" : "lost")
                    .dimension("region", deal % 3 == 0 ? "north" : deal % 3 == 1 ? "south" : "west")
                    .dimension("visits", Integer.toString(deal * 7 % 23))
                    .dimension("contract", isWon ? "signed" : "missing")
                    .build());
        }
        return deals;
    }

    /** Without what gives the outcome away. */
    private static PipelineView view(boolean signal, boolean dated) {
        List<Opportunity> honest = new ArrayList<>();
        for (Opportunity deal : deals(signal, dated)) {
            Opportunity.Builder copy =
                    Opportunity.open(deal.id(), PROCESS, deal.createdAt()).stage(deal.stage());
            deal.dimensions().forEach((name, value) -> {
                if (!name.equals("contract")) {
                    copy.dimension(name, value);
                }
            });
            honest.add(copy.build());
        }
        return PipelineView.ofDeals(honest, TODAY);
    }

    private static int[] rows(int count) {
        return IntStream.range(0, count).toArray();
    }

    @Test
    void aSignalInKindsAndInNumbersIsFoundWithDatesAndWithoutThem() {
        for (boolean dated : new boolean[] {true, false}) {
            OutcomeChances chances = OutcomeChances.learnedFrom(view(true, dated), rows(LEARNED));
            double error = 0;
            double ofTruth = 0;
            double ofBase = 0;
            for (int row = LEARNED; row < ALL; row++) {
                error += square(chances.pWin(row) - truth(row));
                ofBase += square(0.45 - truth(row));
                ofTruth++;
            }
            // about what two dozen bins cost that are estimated from 800 deals
            assertThat(error / ofTruth).isLessThan(0.012).isLessThan(ofBase / ofTruth / 5);
            assertThat(chances.cases()).isEqualTo(LEARNED);
            assertThat(chances.warnings()).isEmpty();
        }
    }

    @Test
    void whereNothingForetellsTheOutcomeTheBaseRateIsSaidOfEveryDeal() {
        OutcomeChances chances = OutcomeChances.learnedFrom(view(false, true), rows(LEARNED));
        double rate =
                IntStream.range(0, LEARNED).filter(deal -> won(deal, false)).count() / (double) LEARNED;
        double error = 0;
        for (int row = LEARNED; row < ALL; row++) {
            error += square(chances.pWin(row) - rate);
        }
        // a thousandth of the Brier score is what may be lost by learning from noise
        assertThat(error / (ALL - LEARNED)).isLessThan(0.001);
    }

    @Test
    void whatWasWrittenWithTheOutcomeIsNamed() {
        PipelineView view = PipelineView.ofDeals(deals(true, true), TODAY);
        assertThat(OutcomeChances.learnedFrom(view, rows(LEARNED)).warnings())
                .singleElement()
                .asString()
                .startsWith("contract alone tells won from lost in 100.0 % of pairs");
    }

    @Test
    void theStrongestReasonComesFirst() {
        PipelineView view = PipelineView.ofDeals(deals(true, true), TODAY);
        List<WinChances.Part> parts =
                OutcomeChances.learnedFrom(view, rows(LEARNED)).explanation(ALL - 1);
        assertThat(parts.get(0).name()).isEqualTo("contract");
        assertThat(parts.get(0).value()).isIn("signed", "missing");
        assertThat(parts).extracting(WinChances.Part::name).contains("region", "visits");
    }

    @Test
    void theOrderInWhichDealsWereReadDoesNotMatter() {
        List<Opportunity> deals = deals(true, true);
        OutcomeChances one = OutcomeChances.learnedFrom(PipelineView.ofDeals(deals, TODAY), rows(300));
        Collections.reverse(deals);
        OutcomeChances other = OutcomeChances.learnedFrom(PipelineView.ofDeals(deals, TODAY), rows(300));
        for (int row = 0; row < ALL; row++) {
            assertThat(one.pWin(row)).isEqualTo(other.pWin(row));
        }
    }

    @Test
    void oneDealIsEnoughToSayWhatIsLikelyAndNoneIsNot() {
        PipelineView view = view(true, true);
        assertThat(OutcomeChances.learnedFrom(view, 0).pWin(1)).isBetween(0.05, 0.95);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutcomeChances.learnedFrom(view))
                .withMessageContaining("one or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutcomeChances.learnedFrom(view, ALL))
                .withMessageContaining("was 1200");
        PipelineView open = PipelineView.ofDeals(
                List.of(Opportunity.open("D1", PROCESS, FIRST).build()), TODAY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutcomeChances.learnedFrom(open, 0))
                .withMessageContaining("D1: a deal to learn from must be won or lost, was open");
    }

    private static double square(double value) {
        return value * value;
    }
}
