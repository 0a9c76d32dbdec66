package org.salespipeline.forecast.strategy;

import com.google.common.collect.ImmutableList;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.forecast.view.DealColumns.StageRef;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.forecast.win.WinChances;
import org.salespipeline.forecast.win.WinModel;

/**
 * Days in past periods that lie as far from the beginning of their period as today does, what the model said on each of them,
 * having learned from what was known then alone, and what came.
 */
final class PastOrigins {

    private static final int MOST = 8;

    /** Periods in which fewer deals than this were decided tell nothing. */
    private static final int FEWEST_DECIDED = 5;

    private final PipelineView known;
    private final FiscalPeriod current;
    private final ImmutableList<Origin> latestFirst;

    private PastOrigins(PipelineView known, FiscalPeriod current, ImmutableList<Origin> latestFirst) {
        this.known = known;
        this.current = current;
        this.latestFirst = latestFirst;
    }

    /**
     * One day to look back from.
     *
     * @param periodsAgo 1 for the period before the current one
     * @param view as it was known at the end of the day
     * @param chances what was said then, to the end of the period
     * @param rowNow the row in the known view of each deal of the chances, or −1
     */
    @SuppressWarnings("ArrayRecordComponent") // never leaves the package, never compared
    record Origin(int periodsAgo, LocalDate day, PipelineView view, WinChances chances, int[] rowNow) {}

    static PastOrigins of(PipelineView known, FiscalPeriod like, WinModel model) {
        LocalDate tomorrow = known.asOfDate().plusDays(1);
        FiscalPeriod current = like.calendar().periodOf(tomorrow, like.granularity());
        long elapsed = tomorrow.toEpochDay() - current.start().toEpochDay();
        LocalDate first = firstDecision(known);
        List<Origin> origins = new ArrayList<>();
        FiscalPeriod period = current;
        for (int ago = 1; ago <= MOST; ago++) {
            period = period.calendar().previous(period);
            LocalDate last = period.lastDay().minusDays(1);
            LocalDate day = period.start().minusDays(1).plusDays(elapsed);
            day = day.isAfter(last) ? last : day;
            if (!day.isAfter(first)) {
                break;
            }
            origins.add(origin(known, period, ago, day, model));
        }
        return new PastOrigins(known, current, ImmutableList.copyOf(origins));
    }

    private static Origin origin(PipelineView known, FiscalPeriod period, int ago, LocalDate day, WinModel model) {
        PipelineView view = known.asOf(day);
        int toEnd = Math.toIntExact(period.lastDay().toEpochDay() - day.toEpochDay());
        WinChances chances = model.fit(view).chances(view, toEnd);
        int[] rowNow = new int[chances.size()];
        int row = 0;
        for (int i = 0; i < rowNow.length; i++) {
            String wanted = view.deals().id(chances.dealRow(i)).value();
            while (row < known.deals().size() && known.deals().id(row).value().compareTo(wanted) < 0) {
                row++;
            }
            boolean found =
                    row < known.deals().size() && known.deals().id(row).value().equals(wanted);
            rowNow[i] = found ? row : -1;
        }
        return new Origin(ago, day, view, chances, rowNow);
    }

    /** The day by which enough deals were decided for a model to have learned. */
    private static LocalDate firstDecision(PipelineView known) {
        DealColumns deals = known.deals();
        int[] days = new int[FEWEST_DECIDED];
        java.util.Arrays.fill(days, Integer.MAX_VALUE);
        for (int row = 0; row < deals.size(); row++) {
            StageRef stage = deals.stages().get(deals.stage(row));
            int day = deals.closeDay(row);
            if ((stage.isWon() || stage.isLost()) && day != DealColumns.NO_DAY && day < days[FEWEST_DECIDED - 1]) {
                days[FEWEST_DECIDED - 1] = day;
                java.util.Arrays.sort(days);
            }
        }
        return days[FEWEST_DECIDED - 1] == Integer.MAX_VALUE
                ? LocalDate.MAX
                : LocalDate.ofEpochDay(days[FEWEST_DECIDED - 1]);
    }

    PipelineView known() {
        return known;
    }

    /** The period of tomorrow. */
    FiscalPeriod current() {
        return current;
    }

    List<Origin> latestFirst() {
        return latestFirst;
    }

    /** Periods from the current one to another, below 0 for a past one. */
    int ahead(FiscalPeriod period) {
        int ahead = 0;
        FiscalPeriod at = current;
        while (at.start().isBefore(period.start())) {
            at = at.calendar().next(at);
            ahead++;
        }
        while (at.start().isAfter(period.start())) {
            at = at.calendar().previous(at);
            ahead--;
        }
        return ahead;
    }

    /** The period that lies as many ahead of that of the origin. */
    FiscalPeriod target(Origin origin, int ahead) {
        FiscalPeriod period = current;
        for (int i = 0; i < origin.periodsAgo; i++) {
            period = period.calendar().previous(period);
        }
        for (int i = 0; i < ahead; i++) {
            period = period.calendar().next(period);
        }
        return period;
    }

    /** Whether the deal in a row of the known view was won in the days after {@code from}, up to {@code to}. */
    boolean isWon(int row, LocalDate from, LocalDate to) {
        DealColumns deals = known.deals();
        int day = deals.closeDay(row);
        return deals.stages().get(deals.stage(row)).isWon()
                && day != DealColumns.NO_DAY
                && day > from.toEpochDay()
                && day <= to.toEpochDay();
    }
}
