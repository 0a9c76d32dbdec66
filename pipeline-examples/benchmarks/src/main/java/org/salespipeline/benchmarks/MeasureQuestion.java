package org.salespipeline.benchmarks;

import java.util.List;
import org.joda.money.Money;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.forecast.measure.Figures;
import org.salespipeline.forecast.measure.Figures.CycleLength;
import org.salespipeline.forecast.measure.Figures.DealSize;
import org.salespipeline.forecast.measure.Figures.Inflow;
import org.salespipeline.forecast.measure.Figures.Pushes;
import org.salespipeline.forecast.measure.Figures.Slip;
import org.salespipeline.forecast.measure.Figures.Velocity;
import org.salespipeline.forecast.measure.Figures.WinRate;
import org.salespipeline.forecast.measure.Measure;
import org.salespipeline.forecast.measure.Measures;
import org.salespipeline.forecast.measure.Measures.Cohort;
import org.salespipeline.forecast.measure.StageFigures.Conversion;
import org.salespipeline.forecast.measure.StageFigures.Flow;
import org.salespipeline.forecast.measure.StageFigures.TimeInStage;

/**
 * One measure, beside what one asks a database for the same numbers; intervals, shrinkage and medians that watch open deals
 * are what the library tells on top.
 *
 * <p>Every statement gives the quarter, the three dimensions, the own keys of the measure and then the numbers of {@code told},
 * for combinations that have any.
 *
 * @param ownKeys how many columns name the stages of a row
 */
record MeasureQuestion<F extends Figures>(String name, Measure<F> measure, Numbers<F> told, int ownKeys, String sql) {

    private static final String KEYS = "owner, region, product";

    /** The numbers of a row that both sides have to agree on. */
    @FunctionalInterface
    interface Numbers<F> {
        List<Long> of(F figures, long daysOfPeriod);
    }

    static List<MeasureQuestion<?>> all() {
        return List.of(
                winRate(),
                cycleLength(),
                timeInStage(),
                conversion(),
                flow(),
                velocity(),
                dealSize(),
                inflow(),
                pushes(),
                slip());
    }

    MeasureQuestion<F> in(List<FiscalPeriod> periods) {
        Measure<F> asked = measure.by("owner", "region", "product").in(periods);
        return new MeasureQuestion<>(name, asked, told, ownKeys, sql);
    }

    private static long minor(Money amount) {
        return amount.getAmountMinorLong();
    }

    private static MeasureQuestion<WinRate> winRate() {
        return new MeasureQuestion<>(
                "win rate",
                Measures.winRate(Cohort.CLOSED),
                (found, days) ->
                        List.of(found.won(), found.lost(), minor(found.wonAmount()), minor(found.lostAmount())),
                0,
                "SELECT place(closed) AS quarter, " + KEYS
                        + ", count(*) FILTER (stage = 3), count(*) FILTER (stage = 4), "
                        + "coalesce(sum(amount) FILTER (stage = 3), 0), coalesce(sum(amount) FILTER (stage = 4), 0) "
                        + "FROM deals WHERE place(closed) >= 0 GROUP BY ALL");
    }

    private static MeasureQuestion<CycleLength> cycleLength() {
        return new MeasureQuestion<>(
                "cycle length",
                Measures.cycleLength(Cohort.CLOSED),
                (found, days) -> List.of(found.won(), found.lost(), (long)
                        found.medianDaysToWin().orElse(-1)),
                0,
                "SELECT place(closed) AS quarter, " + KEYS
                        + ", count(*) FILTER (stage = 3), count(*) FILTER (stage = 4), "
                        + "coalesce(quantile_disc(closed - created, 0.5) FILTER (stage = 3), -1) "
                        + "FROM deals WHERE place(closed) >= 0 GROUP BY ALL");
    }

    private static MeasureQuestion<TimeInStage> timeInStage() {
        return new MeasureQuestion<>(
                "time in stage",
                Measures.timeInStage(),
                (found, days) -> List.of(
                        found.visits(),
                        found.stillThere(),
                        found.movedForward(),
                        found.won(),
                        found.lost(),
                        found.totalDays()),
                1,
                "SELECT place(day) AS quarter, " + KEYS + ", s.stage, count(*), count(*) FILTER (next_day IS NULL), "
                        + "count(*) FILTER (next_stage < 3), count(*) FILTER (next_stage = 3), "
                        + "count(*) FILTER (next_stage = 4), sum(coalesce(next_day, today()) - day) "
                        + "FROM steps s JOIN deals USING (deal) WHERE s.stage < 3 AND place(day) >= 0 GROUP BY ALL");
    }

    private static MeasureQuestion<Conversion> conversion() {
        String entries = "WITH entry AS (SELECT deal, min(day) AS s0, min(day) FILTER (stage IN (1, 2, 3)) AS s1, "
                + "min(day) FILTER (stage IN (2, 3)) AS s2, min(day) FILTER (stage = 3) AS s3 FROM steps GROUP BY deal), "
                + "known AS (SELECT e.*, " + KEYS + ", stage FROM entry e JOIN deals USING (deal)) ";
        StringBuilder sql = new StringBuilder(entries);
        for (int from = 0; from < 3; from++) {
            for (int to = from + 1; to <= 3; to++) {
                sql.append(from == 0 && to == 1 ? "" : " UNION ALL ")
                        .append("SELECT place(s" + from + ") AS quarter, " + KEYS + ", " + from + ", " + to)
                        .append(", count(*), count(s" + to + "), ")
                        .append("count(*) FILTER (s" + to + " IS NULL AND stage < 3), ")
                        .append("count(*) FILTER (s" + to + " IS NULL AND stage = 4) ")
                        .append("FROM known WHERE place(s" + from + ") >= 0 GROUP BY ALL");
            }
        }
        return new MeasureQuestion<>(
                "conversion",
                Measures.conversion(),
                (found, days) -> List.of(found.entered(), found.reached(), found.open(), found.lost()),
                2,
                sql.toString());
    }

    private static MeasureQuestion<Flow> flow() {
        return new MeasureQuestion<>(
                "flow",
                Measures.flow(),
                (found, days) -> List.of(found.present(), found.movedForward(), found.won(), found.lost()),
                1,
                "SELECT quarter, " + KEYS
                        + ", s.stage, count(*), count(*) FILTER (next_day < until AND next_stage < 3), "
                        + "count(*) FILTER (next_day < until AND next_stage = 3), "
                        + "count(*) FILTER (next_day < until AND next_stage = 4) "
                        + "FROM steps s JOIN quarters ON day < until AND coalesce(next_day, today()) >= first "
                        + "JOIN deals USING (deal) WHERE s.stage < 3 GROUP BY ALL");
    }

    private static MeasureQuestion<Velocity> velocity() {
        return new MeasureQuestion<>(
                "velocity",
                Measures.velocity(),
                (found, days) -> List.of(
                        found.open(),
                        found.won(),
                        found.lost(),
                        Math.round(found.meanOpen() * days),
                        minor(found.meanWonAmount().orElse(Money.zero(MeasureDeals.CURRENCY)))),
                0,
                "WITH open AS (SELECT quarter, " + KEYS
                        + ", count(*) FILTER (coalesce(ended, today() + 1) >= until) AS n, "
                        + "sum(least(coalesce(ended, today() + 1), until) - greatest(created, first)) AS days "
                        + "FROM deals JOIN quarters ON created < until AND coalesce(ended, today() + 1) > first GROUP BY ALL), "
                        + "done AS (SELECT place(closed) AS quarter, " + KEYS + ", count(*) FILTER (stage = 3) AS won, "
                        + "count(*) FILTER (stage = 4) AS lost, sum(amount) FILTER (stage = 3) AS amount "
                        + "FROM deals WHERE place(closed) >= 0 GROUP BY ALL) "
                        + "SELECT quarter, " + KEYS + ", coalesce(n, 0), coalesce(won, 0), coalesce(lost, 0), "
                        + "coalesce(days, 0), CASE WHEN won > 0 THEN half_even(amount, won) ELSE 0 END "
                        + "FROM open FULL JOIN done USING (quarter, " + KEYS + ")");
    }

    private static MeasureQuestion<DealSize> dealSize() {
        return new MeasureQuestion<>(
                "deal size",
                Measures.dealSize(),
                (found, days) -> List.of(
                        found.won(),
                        minor(found.total()),
                        found.median().map(MeasureQuestion::minor).orElse(-1L),
                        found.largest().map(MeasureQuestion::minor).orElse(-1L)),
                0,
                "SELECT place(closed) AS quarter, " + KEYS + ", count(*), sum(amount), quantile_disc(amount, 0.5), "
                        + "max(amount) FROM deals WHERE stage = 3 AND place(closed) >= 0 GROUP BY ALL");
    }

    private static MeasureQuestion<Inflow> inflow() {
        return new MeasureQuestion<>(
                "inflow",
                Measures.inflow(),
                (found, days) -> List.of(found.deals(), minor(found.amountAtEntry()), minor(found.amountNow())),
                0,
                "WITH entry AS (SELECT deal, arg_max(minor, seq) AS minor FROM amounts JOIN deals USING (deal) "
                        + "WHERE day <= created GROUP BY deal) "
                        + "SELECT place(created) AS quarter, " + KEYS + ", count(*), sum(minor), sum(amount) "
                        + "FROM deals JOIN entry USING (deal) WHERE place(created) >= 0 GROUP BY ALL");
    }

    private static MeasureQuestion<Pushes> pushes() {
        return new MeasureQuestion<>(
                "pushes",
                Measures.pushes(),
                (found, days) -> List.of(
                        found.deals(),
                        found.pushedDeals(),
                        found.pushes(),
                        found.pullIns(),
                        found.dayPushes(),
                        found.dayPullIns()),
                0,
                "WITH moves AS (SELECT place(day) AS quarter, deal, "
                        + "count(*) FILTER (expected_month > before_month) AS pushes, "
                        + "count(*) FILTER (expected_month < before_month) AS pulls, "
                        + "count(*) FILTER (expected > before) AS later, count(*) FILTER (expected < before) AS earlier "
                        + "FROM dates WHERE before IS NOT NULL AND place(day) >= 0 GROUP BY ALL) "
                        + "SELECT quarter, " + KEYS + ", count(*), count(*) FILTER (pushes > 0), "
                        + "coalesce(sum(pushes), 0), coalesce(sum(pulls), 0), coalesce(sum(later), 0), coalesce(sum(earlier), 0) "
                        + "FROM (SELECT deal, quarter, " + KEYS + " FROM deals "
                        + "JOIN quarters ON created < until AND coalesce(ended, today() + 1) > first) "
                        + "LEFT JOIN moves USING (deal, quarter) GROUP BY ALL");
    }

    private static MeasureQuestion<Slip> slip() {
        return new MeasureQuestion<>(
                "slip",
                Measures.slip(),
                (found, days) -> List.of(
                        found.won(),
                        found.lost(),
                        found.slipped(),
                        minor(found.wonAmount()),
                        minor(found.lostAmount()),
                        minor(found.slippedAmount())),
                0,
                "WITH dated AS (SELECT deal, quarter, arg_max(expected, seq) AS expected FROM dates "
                        + "JOIN quarters ON day < first GROUP BY deal, quarter), "
                        + "valued AS (SELECT deal, quarter, arg_max(minor, seq) AS minor FROM amounts "
                        + "JOIN quarters ON day < first GROUP BY deal, quarter) "
                        + "SELECT quarter, " + KEYS + ", count(*) FILTER (stage = 3 AND ended < until), "
                        + "count(*) FILTER (stage = 4 AND ended < until), "
                        + "count(*) FILTER (ended IS NULL OR ended >= until), "
                        + "coalesce(sum(minor) FILTER (stage = 3 AND ended < until), 0), "
                        + "coalesce(sum(minor) FILTER (stage = 4 AND ended < until), 0), "
                        + "coalesce(sum(minor) FILTER (ended IS NULL OR ended >= until), 0) "
                        + "FROM dated JOIN quarters USING (quarter) JOIN deals USING (deal) "
                        + "JOIN valued USING (deal, quarter) WHERE created < first AND (ended IS NULL OR ended >= first) "
                        + "AND expected >= first AND expected < until GROUP BY ALL");
    }
}
