package org.salespipeline.forecast.measure;

import java.util.Arrays;
import java.util.List;
import org.salespipeline.forecast.measure.Measures.BackwardMoves;
import org.salespipeline.forecast.measure.Measures.Skips;
import org.salespipeline.forecast.measure.StageFigures.Conversion;
import org.salespipeline.forecast.statistics.EventCounts;
import org.salespipeline.forecast.statistics.EventCurve;
import org.salespipeline.forecast.statistics.Proportion;

/** Of deals that entered a stage, how many came to a later one. */
record ConversionRecipe(BackwardMoves backward, Skips skips) implements Recipe<Conversion> {

    private static final int REOPENED = Tries.OUTCOMES;

    /** Causes that compete: to get there, and to end without. */
    private static final int THERE = 1;

    private static final int NOT_THERE = 2;

    @Override
    public String title() {
        return "conversion, cohort of entries, " + TimeInStageRecipe.words(backward) + ", skips "
                + TimeInStageRecipe.words(skips);
    }

    @Override
    public List<String> ownKeys() {
        return List.of("process", "from", "to");
    }

    @Override
    public boolean usesAmounts() {
        return false;
    }

    @Override
    public Sums.Shape shape() {
        return Sums.Shape.ofCounts(Tries.OUTCOMES + 1).times(2);
    }

    @Override
    public Reader reader(Population population) {
        return new Tries(population, backward, skips, ConversionRecipe::add);
    }

    private static void add(Tries tries, Sums sums) {
        sums.count(tries.outcome());
        if (tries.isReopened()) {
            sums.count(REOPENED);
        }
        int cause = tries.outcome() == Tries.REACHED ? THERE : NOT_THERE;
        sums.times[0].add(tries.days(), tries.outcome() == Tries.OPEN ? EventCounts.STILL_OPEN : cause);
    }

    @Override
    public Finish<Conversion> finish(List<Sums> peers, Setting setting) {
        return (sums, window) -> {
            long entered = Arrays.stream(sums.counts, 0, Tries.OUTCOMES).sum();
            EventCurve there = sums.times[0].counts().aalenJohansen().of(THERE);
            return ImmutableConversion.builder()
                    .entered(entered)
                    .reached(sums.counts[Tries.REACHED])
                    .open(sums.counts[Tries.OPEN])
                    .lost(sums.counts[Tries.LOST])
                    .other(sums.counts[Tries.OTHER])
                    .reopened(sums.counts[REOPENED])
                    .rate(Rates.estimate(new Proportion(sums.counts[Tries.REACHED], entered), setting.confidence()))
                    .chance(Rates.atTheEnd(there, setting.confidence()))
                    .medianDays(Durations.quantile(there, 0.5))
                    .build();
        };
    }
}
