package org.salespipeline.forecast.backtest;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.salespipeline.forecast.statistics.DistributionScores;
import org.salespipeline.forecast.statistics.PointErrors;

/** Scores what was said of totals. */
final class TotalBoard {

    /** Lead times are told in steps of so many days. */
    private static final int STEP_DAYS = 30;

    // places of levels among TotalPrediction.LEVELS
    private static final int TENTH = 1;
    private static final int NINE_TENTHS = 5;

    /** By lead time, then by strategy. */
    private final Map<Integer, Map<String, Cell>> cells = new TreeMap<>();

    private static final class Cell {

        private final OriginLosses losses = new OriginLosses();
        private final List<Double> forecasts = new ArrayList<>();
        private final List<Double> actuals = new ArrayList<>();
        private final Set<LocalDate> periods = new HashSet<>();
        private int unanswered;
        private int laws;
        private int inside;

        void add(TotalPrediction prediction, double actual) {
            if (prediction.mean().isEmpty()) {
                unanswered++;
                return;
            }
            double mean = prediction.mean().getAsDouble();
            forecasts.add(mean);
            actuals.add(actual);
            periods.add(prediction.said().periodStart());
            losses.add(
                    prediction.said().asOf(),
                    prediction.said().periodStart().toString(),
                    loss(prediction.quantiles(), mean, actual),
                    Math.abs(actual));
            if (!prediction.quantiles().isEmpty()) {
                laws++;
                boolean covered = actual >= prediction.quantiles().get(TENTH)
                        && actual <= prediction.quantiles().get(NINE_TENTHS);
                inside += covered ? 1 : 0;
            }
        }

        private static double loss(List<Double> quantiles, double mean, double actual) {
            return quantiles.isEmpty()
                    ? Math.abs(mean - actual)
                    : DistributionScores.weightedInterval(doubles(TotalPrediction.LEVELS), doubles(quantiles), actual);
        }

        Optional<PointErrors> errors() {
            return actuals.isEmpty()
                    ? Optional.empty()
                    : Optional.of(PointErrors.of(doubles(forecasts), doubles(actuals)))
                            .filter(PointErrors::hasActuals);
        }

        private static double[] doubles(List<Double> values) {
            return values.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }

    void add(TotalPrediction prediction) {
        long lead = Math.max(0, prediction.said().leadDays());
        int step = (int) Math.max(STEP_DAYS, (lead + STEP_DAYS - 1) / STEP_DAYS * STEP_DAYS);
        prediction
                .actual()
                .ifPresent(actual -> cells.computeIfAbsent(step, unused -> new TreeMap<>())
                        .computeIfAbsent(prediction.said().strategy(), unused -> new Cell())
                        .add(prediction, actual));
    }

    List<Leaderboard.TotalRow> rows() {
        List<Leaderboard.TotalRow> rows = new ArrayList<>();
        cells.forEach((lead, byStrategy) -> {
            String rival = bestNaive(byStrategy);
            List<Leaderboard.TotalRow> own = new ArrayList<>();
            byStrategy.forEach((strategy, cell) -> own.add(row(lead, strategy, cell, rival, byStrategy)));
            own.sort(Comparator.<Leaderboard.TotalRow>comparingDouble(
                            row -> row.loss().orElse(Double.POSITIVE_INFINITY))
                    .thenComparing(Leaderboard.TotalRow::strategy));
            rows.addAll(Corrected.totals(own));
        });
        return rows;
    }

    /** The naive strategy that answered most often, and of those the one with the lowest loss. */
    private static String bestNaive(Map<String, Cell> byStrategy) {
        return byStrategy.entrySet().stream()
                .filter(entry -> Backtest.NAIVE_TOTALS.contains(entry.getKey()))
                .min(Comparator.<Map.Entry<String, Cell>>comparingInt(
                                entry -> -entry.getValue().actuals.size())
                        .thenComparingDouble(entry -> entry.getValue().losses.mean())
                        .thenComparingInt(entry -> Backtest.NAIVE_TOTALS.indexOf(entry.getKey())))
                .map(Map.Entry::getKey)
                .orElse(Backtest.NAIVE_TOTALS.get(0));
    }

    private static Leaderboard.TotalRow row(int lead, String strategy, Cell cell, String rival, Map<String, Cell> all) {
        Optional<PointErrors> errors = cell.errors();
        OriginLosses other = all.getOrDefault(rival, new Cell()).losses;
        return new Leaderboard.TotalRow(
                lead,
                strategy,
                cell.losses.origins(),
                cell.periods.size(),
                cell.unanswered,
                some(errors.map(PointErrors::wape)),
                some(errors.map(PointErrors::bias)),
                some(errors.map(unused -> cell.losses.mean())),
                cell.laws == 0 ? OptionalDouble.empty() : OptionalDouble.of(cell.inside / (double) cell.laws),
                cell.losses.versus(rival, other, lead));
    }

    private static OptionalDouble some(Optional<Double> value) {
        return value.isPresent() ? OptionalDouble.of(value.get()) : OptionalDouble.empty();
    }
}
