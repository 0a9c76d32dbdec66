package org.salespipeline.forecast.inflow;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.salespipeline.forecast.statistics.SeriesModel;
import org.salespipeline.forecast.statistics.SeriesModels;

/** Coming cohorts times the rates at which they emerge, see {@link NewBusinessModels#cohortEmergence(SeriesModel)}. */
record Emergence(Development development, SeriesModel arrivals) implements Recipe {

    private static final SeriesModel FALLBACK = SeriesModels.meanOf(4);

    @Override
    public OptionalDouble revenue(Cohorts known, int ahead) {
        if (!isKnown(known, ahead)) {
            return OptionalDouble.empty();
        }
        double[] exposures = coming(known, ahead);
        double[] whole =
                development.rates(known.whole().revenue(), known.whole().exposure());
        double[] late = development.rates(known.late().revenue(), known.late().exposure());
        double sum = exposures[0] * late[ahead];
        for (int cohort = 1; cohort <= ahead; cohort++) {
            sum += exposures[cohort] * whole[ahead - cohort];
        }
        return OptionalDouble.of(sum);
    }

    /** Whether a cohort with exposure is as old as the one that will have come in first. */
    private static boolean isKnown(Cohorts known, int ahead) {
        double sum = 0;
        for (int cohort = 0; cohort + ahead < known.periods(); cohort++) {
            sum += known.whole().exposure()[cohort];
        }
        return sum > 0;
    }

    /** Exposure that still comes in: in the rest of the running period, then in the periods after it. */
    private double[] coming(Cohorts known, int ahead) {
        double[] past = known.whole().exposure();
        double lateShare = Arrays.stream(known.late().exposure()).sum()
                / Arrays.stream(past).sum();
        double usual = ahead(past, 1);
        double[] coming = new double[ahead + 1];
        coming[0] = lateShare * (known.soFar() + lateShare * usual);
        double[] series = Arrays.copyOf(past, past.length + 1);
        series[past.length] = known.soFar() + coming[0];
        for (int cohort = 1; cohort <= ahead; cohort++) {
            coming[cohort] = ahead(series, cohort);
        }
        return coming;
    }

    private double ahead(double[] series, int steps) {
        SeriesModel model = series.length < arrivals.fewest() ? FALLBACK : arrivals;
        return Math.max(0, model.fit(series).ahead(steps));
    }
}
