package org.salespipeline.forecast.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.salespipeline.calendar.FiscalCalendar;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.calendar.Granularity;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.forecast.measure.MeasureTable.Trend;
import org.salespipeline.forecast.view.PipelineView;

class TrendsTest {

    private static final List<FiscalPeriod> MONTHS =
            FiscalCalendar.calendarYear().periods(LocalDate.of(2026, 1, 1), Granularity.MONTH, 12);

    /** Ada brings in 5 deals a month, from August on 9, and Bob 4 all the time. */
    private static PipelineView view(String day) {
        List<OpportunityLog> logs = new ArrayList<>();
        for (int month = 1; month <= 12; month++) {
            for (int deal = 0; deal < (month < 8 ? 5 : 9); deal++) {
                logs.add(log("ada", month, deal));
            }
            for (int deal = 0; deal < 4; deal++) {
                logs.add(log("bob", month, deal));
            }
        }
        return Stories.view(day, logs.toArray(OpportunityLog[]::new));
    }

    private static OpportunityLog log(String owner, int month, int deal) {
        String day = String.format(Locale.ROOT, "%02d-%02d", month, deal + 1);
        return Stories.log(owner + month + "-" + deal, day + " qualify", day + " owner " + owner);
    }

    @Test
    void aFigureThatChangedIsToldWithSinceWhen() {
        List<Trend> trends =
                Measures.inflow().by("owner").in(MONTHS).of(view("2026-12-31")).trends("deals");
        assertThat(trends).hasSize(2);
        Trend ada = trends.get(0);
        assertThat(ada.segments()).containsExactly("ada");
        assertThat(ada.since()).contains(MONTHS.get(7));
        assertThat(ada.before()).isEqualTo(5);
        assertThat(ada.after()).isEqualTo(9);
        // of 792 orders two have the five months together at one end
        assertThat(ada.pValue()).isLessThan(0.01);
        assertThat(ada.falseDiscoveryRate()).isEqualTo(2 * ada.pValue());
        Trend bob = trends.get(1);
        assertThat(bob.since()).isEmpty();
        assertThat(bob.pValue()).isEqualTo(1);
    }

    @Test
    void aPeriodThatGoesOnIsNoChange() {
        MeasureTable<Figures.Inflow> table =
                Measures.inflow().in(MONTHS.subList(0, 5)).of(view("2026-05-02"));
        assertThat(table.trends("deals")).extracting(Trend::since).containsExactly(Optional.empty());
        assertThat(Measures.inflow()
                        .in(MONTHS.subList(0, 4))
                        .of(view("2026-04-02"))
                        .trends("deals"))
                .isEmpty();
    }

    @Test
    void refusesWhatIsNoFigureOrHasNoPeriods() {
        PipelineView view = view("2026-12-31");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Measures.inflow().in(MONTHS).of(view).trends("luck"))
                .withMessage(
                        "unknown figure luck; the measure has [deals, without amount, deals per day, amount at entry, "
                                + "amount now, generated per day]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Measures.inflow().of(view).trends("deals"))
                .withMessage("trends must be asked of a measure over periods, was inflow, by entry into the pipeline");
    }
}
