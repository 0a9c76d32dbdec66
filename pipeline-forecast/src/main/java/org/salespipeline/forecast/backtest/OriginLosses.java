package org.salespipeline.forecast.backtest;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.salespipeline.forecast.statistics.Bootstrap;
import org.salespipeline.forecast.statistics.ExactSum;
import org.salespipeline.forecast.statistics.Interval;
import org.salespipeline.forecast.statistics.PairedLosses;

/** Losses of one strategy, added up by origin and by what they are about: what two strategies both answered can be compared. */
final class OriginLosses {

    private static final int REPLICATES = 2000;
    private static final long SEED = 1;

    /** By origin, then by what it is about: the loss and how much that weighs. */
    private final Map<LocalDate, Map<String, Sums>> losses = new TreeMap<>();

    /** Exact, so that the order in which predictions come does not show. */
    private static final class Sums {
        private final ExactSum.OfDoubles loss = new ExactSum.OfDoubles();
        private final ExactSum.OfDoubles weight = new ExactSum.OfDoubles();

        double loss() {
            return loss.result();
        }

        double weight() {
            return weight.result();
        }
    }

    void add(LocalDate origin, String about, double loss, double weight) {
        Sums sums =
                losses.computeIfAbsent(origin, unused -> new TreeMap<>()).computeIfAbsent(about, unused -> new Sums());
        sums.loss.add(loss);
        sums.weight.add(weight);
    }

    int origins() {
        return losses.size();
    }

    double mean() {
        double sum = 0;
        double weight = 0;
        for (Map<String, Sums> cases : losses.values()) {
            for (Sums one : cases.values()) {
                sum += one.loss();
                weight += one.weight();
            }
        }
        return weight > 0 ? sum / weight : 0;
    }

    /**
     * This less the rival, over the cases of both.
     *
     * @param spanDays how far each origin looks; origins closer than that share what happened
     */
    Leaderboard.Versus versus(String name, OriginLosses rival, int spanDays) {
        List<LocalDate> days = new ArrayList<>();
        List<double[]> both = new ArrayList<>();
        losses.forEach((day, cases) -> {
            double[] sums = difference(cases, rival.losses.getOrDefault(day, Map.of()));
            if (sums[1] > 0) {
                days.add(day);
                both.add(sums);
            }
        });
        int n = both.size();
        if (n == 0) {
            Interval all = new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
            return new Leaderboard.Versus(name, 0, 0, all, OptionalDouble.empty());
        }
        int overlap = overlap(days, spanDays);
        double difference = ratio(both, all(n));
        Interval interval = n == 1
                ? new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)
                : Bootstrap.of(SEED, REPLICATES)
                        .inBlocksOf(Math.min(overlap, n))
                        .percentile(n, Leaderboard.CONFIDENCE, drawn -> ratio(both, drawn));
        return new Leaderboard.Versus(name, n, difference, interval, pValue(both, overlap));
    }

    private static double[] difference(Map<String, Sums> own, Map<String, Sums> rival) {
        double[] sums = new double[2];
        own.forEach((about, one) -> {
            Sums other = rival.get(about);
            if (other != null && other.weight() > 0) {
                // the same weight on both sides, unless a stored file holds more cases of one strategy
                sums[0] += one.loss() - other.loss() * (one.weight() / other.weight());
                sums[1] += one.weight();
            }
        });
        return sums;
    }

    private static OptionalDouble pValue(List<double[]> both, int overlap) {
        int n = both.size();
        if (n < PairedLosses.ENOUGH_FOR_A_TEST || n <= 2 * overlap) {
            return OptionalDouble.empty();
        }
        double[] means = new double[n];
        for (int i = 0; i < n; i++) {
            means[i] = both.get(i)[0] / both.get(i)[1];
        }
        return OptionalDouble.of(
                PairedLosses.of(means, new double[n]).dieboldMariano(overlap).pValue());
    }

    /** How many origins, on average, look at one and the same day. */
    private static int overlap(List<LocalDate> days, int spanDays) {
        if (days.size() < 2) {
            return 1;
        }
        double spacing = ChronoUnit.DAYS.between(days.get(0), days.get(days.size() - 1)) / (days.size() - 1.0);
        return (int) Math.max(1, Math.ceil(spanDays / spacing));
    }

    private static double ratio(List<double[]> both, int[] drawn) {
        double sum = 0;
        double weight = 0;
        for (int i : drawn) {
            sum += both.get(i)[0];
            weight += both.get(i)[1];
        }
        return sum / weight;
    }

    private static int[] all(int n) {
        int[] all = new int[n];
        for (int i = 0; i < n; i++) {
            all[i] = i;
        }
        return all;
    }
}
