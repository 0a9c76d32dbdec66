package org.salespipeline.forecast.backtest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.salespipeline.forecast.backtest.DealPrediction.Outcome;
import org.salespipeline.forecast.statistics.ChanceOutcomes;

/** Scores what was said of deals; holds about nine bytes for each prediction. */
final class DealBoard {

    private static final int BINS = 10;

    /** By horizon, then by strategy. */
    private final Map<Integer, Map<String, Cell>> cells = new TreeMap<>();

    private static final class Cell {

        private final OriginLosses losses = new OriginLosses();
        private final BitSet won = new BitSet();
        private double[] chances = new double[16];
        private int size;

        void add(DealPrediction prediction, boolean wasWon) {
            if (size == chances.length) {
                chances = Arrays.copyOf(chances, size + size / 2);
            }
            won.set(size, wasWon);
            chances[size++] = prediction.win();
            double error = prediction.win() - (wasWon ? 1 : 0);
            losses.add(prediction.said().asOf(), "deals", error * error, 1);
        }

        ChanceOutcomes outcomes() {
            boolean[] happened = new boolean[size];
            for (int i = 0; i < size; i++) {
                happened[i] = won.get(i);
            }
            return ChanceOutcomes.of(Arrays.copyOf(chances, size), happened);
        }
    }

    void add(DealPrediction prediction) {
        prediction
                .outcome()
                .ifPresent(outcome -> cells.computeIfAbsent(prediction.said().horizonDays(), unused -> new TreeMap<>())
                        .computeIfAbsent(prediction.said().strategy(), unused -> new Cell())
                        .add(prediction, outcome == Outcome.WON));
    }

    List<Leaderboard.DealRow> rows() {
        List<Leaderboard.DealRow> rows = new ArrayList<>();
        cells.forEach((horizon, byStrategy) -> {
            List<Leaderboard.DealRow> own = new ArrayList<>();
            byStrategy.forEach((strategy, cell) -> own.add(row(horizon, strategy, cell, byStrategy)));
            own.sort(Comparator.comparingDouble(Leaderboard.DealRow::brier)
                    .thenComparing(Leaderboard.DealRow::strategy));
            rows.addAll(Corrected.deals(own));
        });
        return rows;
    }

    private static Leaderboard.DealRow row(int horizon, String strategy, Cell cell, Map<String, Cell> all) {
        ChanceOutcomes outcomes = cell.outcomes();
        OriginLosses rival = all.getOrDefault(Backtest.BASE_RATE, new Cell()).losses;
        return new Leaderboard.DealRow(
                horizon,
                strategy,
                cell.losses.origins(),
                outcomes.size(),
                outcomes.rate(),
                outcomes.brier(),
                outcomes.logLoss(),
                outcomes.bias(),
                outcomes.expectedCalibrationError(BINS),
                outcomes.line().slope(),
                cell.losses.versus(Backtest.BASE_RATE, rival, horizon));
    }
}
