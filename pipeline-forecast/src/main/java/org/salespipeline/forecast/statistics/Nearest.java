package org.salespipeline.forecast.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The model that was nearest to the next value before, see {@link SeriesModels#nearest}. */
final class Nearest implements SeriesModel {

    private static final int MEAN_OF = 4;
    private static final int FEWEST_BEFORE = 7;
    private static final int MOST_ASKED = 12;
    private static final double CLEAR = 0.95;

    private final SeriesModel usual = SeriesModels.meanOf(MEAN_OF);
    private final List<SeriesModel> rivals = new ArrayList<>();

    Nearest(int season) {
        rivals.add(SeriesModels.ses());
        rivals.add(SeriesModels.dampedHolt());
        rivals.add(SeriesModels.theta(season));
        if (season > 1) {
            rivals.add(SeriesModels.ets(season));
            rivals.add(SeriesModels.seasonalNaive(season));
        }
    }

    @Override
    public Fitted fit(double... values) {
        double[] series = SeriesModels.checked(values, 1);
        int first = Math.max(FEWEST_BEFORE, series.length - MOST_ASKED);
        SeriesModel nearest = usual;
        if (series.length > FEWEST_BEFORE) {
            double least = CLEAR * error(usual, series, first);
            for (SeriesModel rival : rivals) {
                double error = rival.fewest() > first ? Double.POSITIVE_INFINITY : error(rival, series, first);
                if (error < least) {
                    least = error;
                    nearest = rival;
                }
            }
        }
        return nearest.fit(series);
    }

    private static double error(SeriesModel model, double[] series, int first) {
        double sum = 0;
        for (int t = first; t < series.length; t++) {
            sum += Math.abs(series[t] - model.fit(Arrays.copyOf(series, t)).ahead(1));
        }
        return sum;
    }
}
