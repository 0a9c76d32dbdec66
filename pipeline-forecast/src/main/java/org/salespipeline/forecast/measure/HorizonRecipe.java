package org.salespipeline.forecast.measure;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.salespipeline.forecast.measure.Figures.Estimate;
import org.salespipeline.forecast.measure.Measures.BackwardMoves;
import org.salespipeline.forecast.measure.Measures.Skips;
import org.salespipeline.forecast.measure.StageFigures.ConversionByHorizon;
import org.salespipeline.forecast.measure.StageFigures.Horizon;
import org.salespipeline.forecast.statistics.EventCounts;
import org.salespipeline.forecast.statistics.EventCounts.Chances;
import org.salespipeline.forecast.statistics.EventCurve;
import org.salespipeline.forecast.statistics.Interval;
import org.salespipeline.forecast.statistics.Proportion;

/** Of deals that entered a stage, with which chance they come to a later one, end or stay open, by days since. */
record HorizonRecipe(List<Integer> days) implements Recipe<ConversionByHorizon> {

    @Override
    public String title() {
        return "conversion by horizon, cohort of entries";
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
        return Sums.Shape.ofCounts(Tries.OUTCOMES).times(Tries.OUTCOMES - 1);
    }

    @Override
    public Reader reader(Population population) {
        return new Tries(population, BackwardMoves.FIRST_ENTRY, Skips.IMPUTED_PASS, HorizonRecipe::add);
    }

    private static void add(Tries tries, Sums sums) {
        sums.count(tries.outcome());
        sums.times[0].add(tries.days(), cause(tries.outcome()));
    }

    /** The outcomes without the open one, numbered from 1. */
    private static int cause(int outcome) {
        return switch (outcome) {
            case Tries.OPEN -> EventCounts.STILL_OPEN;
            case Tries.REACHED -> 1;
            default -> outcome;
        };
    }

    @Override
    public Finish<ConversionByHorizon> finish(List<Sums> peers, Setting setting) {
        return (sums, window) -> {
            Chances chances = sums.times[0].counts().aalenJohansen();
            return ImmutableConversionByHorizon.builder()
                    .entered(Arrays.stream(sums.counts).sum())
                    .horizons(days.stream()
                            .map(day -> horizon(chances, day, setting.confidence()))
                            .collect(ImmutableList.toImmutableList()))
                    .build();
        };
    }

    private static Horizon horizon(Chances chances, int day, double confidence) {
        EventCurve open = chances.open();
        boolean isSeen = open.size() > 0 && (day <= open.lastTime() || open.at(open.lastTime()) == 0);
        if (!isSeen) {
            return new Horizon(day, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }
        return new Horizon(
                day,
                estimate(chances.of(cause(Tries.REACHED)), day, confidence),
                estimate(chances.of(cause(Tries.LOST)), day, confidence),
                estimate(chances.of(cause(Tries.OTHER)), day, confidence),
                estimate(open, day, confidence));
    }

    private static Optional<Estimate> estimate(EventCurve curve, int day, double confidence) {
        // before anybody left, all who entered are known to be open
        Interval interval = day < curve.time(0)
                ? new Proportion(curve.at(day) == 0 ? 0 : curve.atRisk(0), curve.atRisk(0)).exact(confidence)
                : curve.intervalAt(day, confidence);
        return Optional.of(new Estimate(curve.at(day), interval));
    }
}
