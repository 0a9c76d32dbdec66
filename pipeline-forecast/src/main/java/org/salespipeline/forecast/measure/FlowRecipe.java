package org.salespipeline.forecast.measure;

import java.util.List;
import org.salespipeline.forecast.measure.StageFigures.Flow;
import org.salespipeline.forecast.statistics.Proportion;

/** Of visits to a stage that went on at some time of a period, how many ended in the period, and how. */
record FlowRecipe() implements Recipe<Flow> {

    private static final int PRESENT = 0;

    @Override
    public String title() {
        return "conversion, flow";
    }

    @Override
    public List<String> ownKeys() {
        return List.of("process", "stage");
    }

    @Override
    public boolean usesAmounts() {
        return false;
    }

    @Override
    public Sums.Shape shape() {
        return Sums.Shape.ofCounts(TimeInStageRecipe.OUT + 1);
    }

    @Override
    public Reader reader(Population population) {
        return new MoveReader(population);
    }

    private static final class MoveReader implements Reader {

        private final Population population;
        private final StageKeys keys;

        MoveReader(Population population) {
            this.population = population;
            keys = StageKeys.of(population.changes.stages());
        }

        @Override
        public List<List<String>> own() {
            return keys.keys();
        }

        @Override
        public int rank(int own) {
            return keys.ranks()[own];
        }

        @Override
        public void read(int row, Slots slots) {
            Visits visits = new Visits(population, keys, row);
            while (visits.next()) {
                add(visits, slots);
            }
        }

        private void add(Visits visits, Slots slots) {
            int leftIn = visits.goesOn() ? Population.NO_PLACE : population.placeOf(visits.end());
            for (int place = 0; place < population.scope.places(); place++) {
                if (population.overlaps(place, visits.begin(), visits.end())) {
                    Sums sums = slots.of(place, visits.key());
                    sums.count(PRESENT);
                    if (place == leftIn) {
                        sums.count(visits.cause());
                    }
                }
            }
        }
    }

    @Override
    public Finish<Flow> finish(List<Sums> peers, Setting setting) {
        return (sums, window) -> {
            long present = sums.counts[PRESENT];
            long onwards = sums.counts[TimeInStageRecipe.FORWARD] + sums.counts[TimeInStageRecipe.WON];
            return ImmutableFlow.builder()
                    .present(present)
                    .movedForward(sums.counts[TimeInStageRecipe.FORWARD])
                    .won(sums.counts[TimeInStageRecipe.WON])
                    .lost(sums.counts[TimeInStageRecipe.LOST])
                    .movedBack(sums.counts[TimeInStageRecipe.BACK])
                    .endedOtherwise(sums.counts[TimeInStageRecipe.OUT])
                    .onwards(Rates.estimate(new Proportion(onwards, present), setting.confidence()))
                    .build();
        };
    }
}
