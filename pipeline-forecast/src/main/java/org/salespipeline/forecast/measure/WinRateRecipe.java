package org.salespipeline.forecast.measure;

import java.util.List;
import java.util.Optional;
import org.salespipeline.forecast.measure.Figures.Estimate;
import org.salespipeline.forecast.measure.Figures.WinRate;
import org.salespipeline.forecast.measure.Measures.Cohort;
import org.salespipeline.forecast.statistics.Proportion;
import org.salespipeline.forecast.statistics.Shrinkage.BetaBinomial;
import org.salespipeline.forecast.view.DealColumns.StageRef;
import org.salespipeline.stage.StageId;

/** Won of decided deals. */
record WinRateRecipe(Cohort cohort, Optional<StageId> from) implements Recipe<WinRate> {

    private static final int WON = 0;
    private static final int LOST = 1;
    private static final int OPEN = 2;
    private static final int OTHER = 3;
    private static final int WITHOUT_AMOUNT = 4;

    @Override
    public String title() {
        return "win rate, " + TimeInStageRecipe.words(cohort) + " cohort"
                + from.map(stage -> ", from stage " + stage).orElse("");
    }

    @Override
    public List<String> ownKeys() {
        return List.of();
    }

    @Override
    public boolean usesAmounts() {
        return true;
    }

    @Override
    public Sums.Shape shape() {
        return Sums.Shape.ofCounts(5).amounts(2).doubles(2);
    }

    @Override
    public Reader reader(Population population) {
        return new OutcomeReader(population, cohort, from.map(stage -> new Arrivals(population, stage)));
    }

    private record OutcomeReader(Population population, Cohort cohort, Optional<Arrivals> arrivals) implements Reader {

        @Override
        public List<List<String>> own() {
            return List.of(List.of());
        }

        @Override
        public void read(int row, Slots slots) {
            StageRef stage = population.stage(row);
            int outcome = outcome(stage);
            if (cohort == Cohort.CLOSED && (outcome == OPEN || !stage.counts())) {
                return;
            }
            int came = arrivals.map(found -> found.day(row)).orElse(population.deals.createdDay(row));
            if (came == Arrivals.NEVER) {
                population.leaveOut("that never came to stage "
                        + arrivals.map(Arrivals::stage).orElseThrow());
                return;
            }
            int place = cohort == Cohort.CREATED ? population.placeOf(came) : population.placeOfClose(row);
            if (place != Population.NO_PLACE) {
                add(row, outcome, slots.of(place, 0));
            }
        }

        private static int outcome(StageRef stage) {
            if (stage.isWon()) {
                return WON;
            }
            if (stage.isLost()) {
                return LOST;
            }
            return stage.isOpen() ? OPEN : OTHER;
        }

        private void add(int row, int outcome, Sums sums) {
            sums.count(outcome);
            if (outcome == WON || outcome == LOST) {
                if (population.deals.hasAmount(row)) {
                    long amount = population.deals.amountMinor(row);
                    sums.amounts[outcome].add(amount);
                    sums.doubles[outcome].add((double) amount * amount);
                } else {
                    sums.count(WITHOUT_AMOUNT);
                }
            }
        }
    }

    @Override
    public Finish<WinRate> finish(List<Sums> peers, Setting setting) {
        Optional<BetaBinomial> law =
                Rates.law(peers.stream().map(WinRateRecipe::decided).toList());
        return (sums, window) -> {
            Proportion counts = decided(sums);
            return ImmutableWinRate.builder()
                    .won(sums.counts[WON])
                    .lost(sums.counts[LOST])
                    .open(sums.counts[OPEN])
                    .other(sums.counts[OTHER])
                    .withoutAmount(sums.counts[WITHOUT_AMOUNT])
                    .wonAmount(setting.money(sums.amounts[WON].rounded()))
                    .lostAmount(setting.money(sums.amounts[LOST].rounded()))
                    .byCount(Rates.estimate(counts, setting.confidence()))
                    .byAmount(byAmount(sums, setting.confidence()))
                    .shrunk(law.map(found -> Rates.shrunk(found, counts, setting.confidence())))
                    .build();
        };
    }

    private static Proportion decided(Sums sums) {
        return new Proportion(sums.counts[WON], sums.counts[WON] + sums.counts[LOST]);
    }

    private static Optional<Estimate> byAmount(Sums sums, double confidence) {
        double won = sums.amounts[WON].result().doubleValue();
        double all = sums.amounts[WON].result().add(sums.amounts[LOST].result()).doubleValue();
        double squares = sums.doubles[WON].result() + sums.doubles[LOST].result();
        return Rates.ofAmounts(won, all, squares, confidence);
    }
}
