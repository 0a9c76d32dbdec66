package org.salespipeline.forecast.backtest;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.salespipeline.forecast.statistics.PairedLosses;

/** Rows that are looked at together, with their p-values corrected for that. */
final class Corrected {

    private Corrected() {}

    static List<Leaderboard.DealRow> deals(List<Leaderboard.DealRow> rows) {
        return rows(
                rows,
                Leaderboard.DealRow::versus,
                (row, versus) -> new Leaderboard.DealRow(
                        row.horizonDays(),
                        row.strategy(),
                        row.origins(),
                        row.cases(),
                        row.rate(),
                        row.brier(),
                        row.logLoss(),
                        row.bias(),
                        row.calibrationError(),
                        row.slope(),
                        versus));
    }

    static List<Leaderboard.TotalRow> totals(List<Leaderboard.TotalRow> rows) {
        return rows(
                rows,
                Leaderboard.TotalRow::versus,
                (row, versus) -> new Leaderboard.TotalRow(
                        row.leadDays(),
                        row.strategy(),
                        row.origins(),
                        row.periods(),
                        row.unanswered(),
                        row.wape(),
                        row.bias(),
                        row.loss(),
                        row.coverage(),
                        versus));
    }

    private static <R> List<R> rows(
            List<R> rows, Function<R, Leaderboard.Versus> versus, BiFunction<R, Leaderboard.Versus, R> with) {
        double[] tested = rows.stream()
                .map(versus)
                .flatMapToDouble(one -> one.pValue().stream())
                .toArray();
        double[] corrected = PairedLosses.holm(tested);
        List<R> answers = new ArrayList<>();
        int next = 0;
        for (R row : rows) {
            Leaderboard.Versus own = versus.apply(row);
            answers.add(
                    own.pValue().isEmpty()
                            ? row
                            : with.apply(
                                    row,
                                    new Leaderboard.Versus(
                                            own.rival(),
                                            own.origins(),
                                            own.difference(),
                                            own.interval(),
                                            OptionalDouble.of(corrected[next++]))));
        }
        return answers;
    }
}
