package org.salespipeline.forecast.backtest;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.salespipeline.forecast.view.DealChanges;
import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.forecast.view.DealColumns.StageRef;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.stage.StageId;

/**
 * Shares of what became of deals that were open on past days.
 *
 * <p>The past days lie four weeks apart, at most a year back, and only those count whose horizon has ended by the moment of
 * the view: no outcome is looked at that was not known then, and no deal counts as open because its horizon was cut off.
 */
final class LandmarkRates implements DealModel.Fitted {

    /** How many deals the share of all deals weighs beside the deals of a stage. */
    static final int STRENGTH = 20;

    private static final int SPACING = 28;
    private static final int LANDMARKS = 13;

    private final PipelineView view;
    private final boolean byStage;
    private final Map<Integer, Tallies> byHorizon = new HashMap<>();

    private LandmarkRates(PipelineView view, boolean byStage) {
        this.view = view;
        this.byStage = byStage;
    }

    static DealModel ofAll() {
        return view -> new LandmarkRates(view, false);
    }

    static DealModel byStage() {
        return view -> new LandmarkRates(view, true);
    }

    @Override
    public DealModel.Chances[] chances(int row, int... horizonDays) {
        DealColumns deals = view.deals();
        StageId stage = deals.stages().get(deals.stage(row)).stage().id();
        DealModel.Chances[] chances = new DealModel.Chances[horizonDays.length];
        double win = 0;
        double lose = 0;
        for (int i = 0; i < chances.length; i++) {
            DealModel.Chances own = tallies(horizonDays[i]).chances(stage, byStage);
            // each horizon has landmarks of its own, so that a longer one may come out lower by chance
            win = Math.max(win, own.win());
            lose = Math.max(lose, own.lose());
            double sum = Math.max(1, win + lose);
            chances[i] = new DealModel.Chances(win / sum, lose / sum);
        }
        return chances;
    }

    private synchronized Tallies tallies(int horizon) {
        return byHorizon.computeIfAbsent(horizon, this::count);
    }

    private Tallies count(int horizon) {
        Tallies tallies = new Tallies();
        DealColumns deals = view.deals();
        long last = view.asOfDate().toEpochDay() - horizon;
        for (int row = 0; row < deals.size(); row++) {
            StageRef end = deals.stages().get(deals.stage(row));
            long closed = end.isOpen() ? Long.MAX_VALUE : deals.closeDay(row);
            if (!end.counts() || closed == DealColumns.NO_DAY) {
                continue;
            }
            for (int i = 0; i < LANDMARKS; i++) {
                long day = last - (long) i * SPACING;
                if (deals.createdDay(row) <= day && closed > day) {
                    boolean done = closed <= day + horizon;
                    stageOn(row, day).ifPresent(stage -> tallies.add(stage, done && end.isWon(), done));
                }
            }
        }
        return tallies;
    }

    /** The stage in the pipeline in which the deal stood at the end of a day; empty if it was not in the pipeline. */
    private Optional<StageId> stageOn(int row, long day) {
        DealChanges changes = view.changes();
        int step = changes.firstStep(row + 1);
        while (--step >= changes.firstStep(row)) {
            if (changes.stepDay(step) <= day) {
                StageRef stage = changes.stages().get(changes.stage(step));
                return stage.stage().kind().isInPipeline()
                        ? Optional.of(stage.stage().id())
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static final class Tallies {

        private final Tally all = new Tally();
        private final Map<StageId, Tally> stages = new HashMap<>();

        void add(StageId stage, boolean won, boolean done) {
            all.add(won, done);
            stages.computeIfAbsent(stage, unused -> new Tally()).add(won, done);
        }

        DealModel.Chances chances(StageId stage, boolean byStage) {
            double win = (all.won + .5) / (all.all + 1.5);
            double lose = (all.lost + .5) / (all.all + 1.5);
            Tally own = stages.get(stage);
            if (!byStage || own == null) {
                return new DealModel.Chances(win, lose);
            }
            return new DealModel.Chances(
                    (own.won + STRENGTH * win) / (own.all + STRENGTH),
                    (own.lost + STRENGTH * lose) / (own.all + STRENGTH));
        }
    }

    private static final class Tally {
        private double won;
        private double lost;
        private double all;

        void add(boolean wasWon, boolean wasDone) {
            all++;
            won += wasWon ? 1 : 0;
            lost += wasDone && !wasWon ? 1 : 0;
        }
    }
}
