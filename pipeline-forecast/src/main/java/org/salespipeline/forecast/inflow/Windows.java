package org.salespipeline.forecast.inflow;

import java.util.OptionalDouble;
import org.salespipeline.forecast.statistics.SeriesModel;

/** Takes like windows of past periods for a series. */
record Windows(SeriesModel model) implements Recipe {

    @Override
    public OptionalDouble revenue(Cohorts known, int ahead) {
        int count = known.periods() - ahead;
        if (count < Math.max(1, model.fewest())) {
            return OptionalDouble.empty();
        }
        double[] past = new double[count];
        for (int origin = 0; origin < count; origin++) {
            past[origin] = known.newRevenue(origin, ahead);
        }
        return OptionalDouble.of(model.fit(past).ahead(ahead + 1));
    }
}
