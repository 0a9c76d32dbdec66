package org.salespipeline.forecast.measure;

import java.util.List;
import java.util.Locale;
import org.salespipeline.forecast.measure.Measures.BackwardMoves;
import org.salespipeline.forecast.measure.Measures.Skips;
import org.salespipeline.forecast.measure.StageFigures.TimeInStage;
import org.salespipeline.forecast.statistics.EventCurve;
import org.salespipeline.forecast.view.DealChanges;
import org.salespipeline.forecast.view.DealColumns.StageRef;

/** How long deals stay in each open stage. */
record TimeInStageRecipe(BackwardMoves backward, Skips skips, Clock clock) implements Recipe<TimeInStage> {

    /** Causes of leaving, and the counts of them; 0 is for visits that go on. */
    static final int THERE = 0;

    static final int FORWARD = 1;
    static final int WON = 2;
    static final int LOST = 3;
    static final int BACK = 4;
    static final int OUT = 5;
    private static final int CAUSES = 5;

    private static final int SKIPPED = CAUSES + 1;
    private static final int DAYS_OF_LEFT = SKIPPED + 1;
    private static final int DAYS_OF_ALL = DAYS_OF_LEFT + 1;

    @Override
    public String title() {
        return "time in stage, " + words(backward) + ", skips " + words(skips) + clock.words();
    }

    static String words(Enum<?> policy) {
        return policy.name().toLowerCase(Locale.ROOT).replace('_', ' ');
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
        return Sums.Shape.ofCounts(DAYS_OF_ALL + 1).times(CAUSES);
    }

    @Override
    public Reader reader(Population population) {
        return new VisitReader(population, this);
    }

    /** How a deal left the stage of a step for the one of the next. */
    static int causeOf(Population population, StageKeys keys, int step, int next) {
        StageRef ref = population.stageOf(next);
        if (ref.isWon()) {
            return WON;
        }
        if (ref.isLost()) {
            return LOST;
        }
        if (!ref.isOpen()) {
            return OUT;
        }
        DealChanges changes = population.changes;
        return keys.of(changes.stage(next)) > keys.of(changes.stage(step)) ? FORWARD : BACK;
    }

    /** Walks through the visits of each deal. */
    private static final class VisitReader implements Reader {

        private final Population population;
        private final DealChanges changes;
        private final TimeInStageRecipe recipe;
        private final StageKeys keys;
        private final boolean[] wasThere;

        VisitReader(Population population, TimeInStageRecipe recipe) {
            this.population = population;
            this.changes = population.changes;
            this.recipe = recipe;
            keys = StageKeys.of(changes.stages());
            wasThere = new boolean[keys.keys().size()];
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
            int end = changes.firstStep(row + 1);
            int furthest = StageKeys.NONE;
            int passed = StageKeys.NONE;
            for (int step = changes.firstStep(row); step < end; ) {
                int key = keys.of(changes.stage(step));
                int next = step + 1;
                while (next < end && key != StageKeys.NONE && keys.of(changes.stage(next)) == key) {
                    // the same stage again: the visit goes on
                    next++;
                }
                int reached = population.stageOf(step).isWon() ? Integer.MAX_VALUE : key;
                if (recipe.skips == Skips.ZERO_DURATION && reached > passed) {
                    skip(step, passed, reached, slots);
                }
                passed = Math.max(passed, reached);
                if (key != StageKeys.NONE) {
                    if (isTaken(row, key, furthest, next)) {
                        add(step, next, end, slots);
                    }
                    wasThere[key] = true;
                    furthest = Math.max(furthest, key);
                }
                step = next;
            }
            forget(row);
        }

        private void forget(int row) {
            for (int step = changes.firstStep(row); step < changes.firstStep(row + 1); step++) {
                int key = keys.of(changes.stage(step));
                if (key != StageKeys.NONE) {
                    wasThere[key] = false;
                }
            }
        }

        private boolean isTaken(int row, int key, int furthest, int next) {
            return switch (recipe.backward) {
                case EVERY_VISIT -> true;
                case FIRST_ENTRY -> !wasThere[key];
                case FURTHEST_REACHED -> key > furthest;
                case LAST_VISIT -> !comesBack(row, key, next);
            };
        }

        private boolean comesBack(int row, int key, int from) {
            for (int step = from; step < changes.firstStep(row + 1); step++) {
                if (keys.of(changes.stage(step)) == key) {
                    return true;
                }
            }
            return false;
        }

        /** Stages of the process between the furthest one up to now and the one that was reached. */
        private void skip(int step, int passed, int reached, Slots slots) {
            int place = population.placeOf(changes.stepDay(step));
            for (int key : keys.ofVersion(changes.stage(step))) {
                if (key > passed && key < reached && place != Population.NO_PLACE) {
                    Sums sums = slots.of(place, key);
                    sums.count(SKIPPED);
                    sums.count(FORWARD);
                    sums.times[0].add(0, FORWARD);
                }
            }
        }

        private void add(int step, int next, int end, Slots slots) {
            int day = changes.stepDay(step);
            int place = population.placeOf(day);
            if (place == Population.NO_PLACE) {
                return;
            }
            int cause = next == end ? THERE : causeOf(population, keys, step, next);
            int left = next == end ? population.today : changes.stepDay(next);
            if ((long) left - day > Population.LONGEST_DAYS) {
                population.leaveOut("for a century or longer in a stage");
                return;
            }
            long days = recipe.clock.days(day, left);
            Sums sums = slots.of(place, keys.of(changes.stage(step)));
            sums.count(cause);
            sums.add(DAYS_OF_ALL, days);
            sums.add(DAYS_OF_LEFT, cause == THERE ? 0 : days);
            sums.times[0].add((int) days, cause);
        }
    }

    @Override
    public Finish<TimeInStage> finish(List<Sums> peers, Setting setting) {
        return (sums, window) -> {
            EventCurve staying = sums.times[0].counts().kaplanMeier();
            long visits = sums.times[0].counts().total();
            long left = visits - sums.counts[THERE];
            return ImmutableTimeInStage.builder()
                    .visits(visits)
                    .stillThere(sums.counts[THERE])
                    .movedForward(sums.counts[FORWARD])
                    .won(sums.counts[WON])
                    .lost(sums.counts[LOST])
                    .movedBack(sums.counts[BACK])
                    .endedOtherwise(sums.counts[OUT])
                    .skipped(sums.counts[SKIPPED])
                    .totalDays(sums.counts[DAYS_OF_ALL])
                    .meanDays(Durations.mean(sums.counts[DAYS_OF_LEFT], left))
                    .medianDays(Durations.quantile(staying, 0.5))
                    .medianInterval(staying.quantileInterval(0.5, setting.confidence()))
                    .ninetiethDays(Durations.quantile(staying, 0.9))
                    .build();
        };
    }
}
