package org.salespipeline.forecast.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.forecast.measure.Figures.Comparison;
import org.salespipeline.forecast.view.PipelineView;

class ComparisonTest {

    /** Ada wins 1 of 10, Bob 11 of 14; of Ada's losses 7 are for the price, of Bob's 1. */
    private static PipelineView view() {
        List<OpportunityLog> logs = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            String reason = i < 8 ? "lost price" : "lost timing";
            logs.add(deal("A" + i, "ada", i == 0 ? "won" : reason));
        }
        for (int i = 0; i < 14; i++) {
            String reason = i == 11 ? "lost price" : "lost competitor";
            logs.add(deal("B" + i, "bob", i < 11 ? "won" : reason));
        }
        return Stories.view("2026-03-01", logs.toArray(OpportunityLog[]::new));
    }

    private static OpportunityLog deal(String id, String owner, String end) {
        return Stories.log(id, "01-01 qualify", "01-01 owner " + owner, "01-01 EUR 10.00", "02-01 " + end);
    }

    @Test
    void aRowIsTestedAgainstTheRest() {
        MeasureTable<Comparison> table = Measures.winLoss().by("owner").of(view());
        Comparison ada = table.rows().get(0).figures();
        assertThat(ada.share().orElseThrow().value()).isEqualTo(0.1);
        assertThat(ada.rest()).hasValue(11.0 / 14);
        assertThat(ada.amount()).isEqualTo(Money.parse("EUR 10.00"));
        assertThat(ada.pValue().orElseThrow()).isCloseTo(0.0027594561852200836, within(1e-12));
        // two tests that may depend on each other in any way: 1 + 1/2
        assertThat(ada.falseDiscoveryRate().orElseThrow()).isCloseTo(1.5 * 0.0027594561852200836, within(1e-12));
        assertThat(table.total().pValue()).isEmpty();
        assertThat(table.total().deals()).isEqualTo(12);
    }

    @Test
    void reasonsAreSharesOfTheLosses() {
        MeasureTable<Comparison> table = Measures.lossReasons().by("owner").of(view());
        assertThat(table.keys()).containsExactly("owner", "loss reason");
        assertThat(table.rows())
                .extracting(row -> row.keys(table) + " " + row.figures().deals() + " of "
                        + row.figures().of())
                .containsExactly(
                        "[ada, competitor] 0 of 9",
                        "[ada, price] 7 of 9",
                        "[ada, timing] 2 of 9",
                        "[bob, competitor] 2 of 3",
                        "[bob, price] 1 of 3",
                        "[bob, timing] 0 of 3");
    }

    @Test
    void competitorsAreSharesOfTheLossesToo() {
        PipelineView view = Stories.view(
                "2026-03-01",
                Stories.log("A", "01-01 qualify", "01-01 EUR 10.00", "02-01 lost price to Rival"),
                Stories.log("B", "01-01 qualify", "01-01 EUR 20.00", "02-01 lost timing to Rival"),
                Stories.log("C", "01-01 qualify", "01-01 EUR 40.00", "02-01 lost price"),
                Stories.log("D", "01-01 qualify", "01-01 EUR 80.00", "02-01 won"));
        MeasureTable<Comparison> table =
                Measures.lossesToCompetitors().by("lost for").of(view);
        assertThat(table.keys()).containsExactly("lost for", "lost to");
        assertThat(table.totals())
                .extracting(row -> row.own() + " " + row.figures().deals() + " of "
                        + row.figures().of() + ", " + row.figures().amount())
                .containsExactly("[(none)] 1 of 3, EUR 40.00", "[Rival] 2 of 3, EUR 30.00");
        assertThat(table.rows())
                .extracting(row -> row.keys(table) + " " + row.figures().deals())
                .containsExactly("[price, (none)] 1", "[price, Rival] 1", "[timing, (none)] 0", "[timing, Rival] 1");
    }

    @Test
    void aSingleRowHasNothingToBeComparedWith() {
        Comparison all = Measures.winLoss().of(view()).rows().get(0).figures();
        assertThat(all.pValue()).isEmpty();
        assertThat(all.rest()).isEmpty();
        assertThat(all.of()).isEqualTo(24);
    }

    /** The parts know different reasons. */
    @Test
    void reasonsOfPartsAreSharesOfTheLossesOfAll() {
        PipelineView one = Stories.view("2026-03-01", deal("A", "ada", "lost price"));
        PipelineView other = Stories.view("2026-03-01", deal("B", "ada", "lost timing"));
        Measure.Part<Comparison> part = Measures.lossReasons().partOf(one);
        part.merge(Measures.lossReasons().partOf(other));
        assertThat(part.table().totals())
                .extracting(row -> row.own() + " " + row.figures().deals() + " of "
                        + row.figures().of())
                .containsExactly("[price] 1 of 2", "[timing] 1 of 2");
    }
}
