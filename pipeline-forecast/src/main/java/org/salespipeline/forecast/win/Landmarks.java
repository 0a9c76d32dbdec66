package org.salespipeline.forecast.win;

import java.util.ArrayList;
import java.util.List;
import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.forecast.view.DealColumns.StageRef;
import org.salespipeline.forecast.view.PipelineView;

/**
 * The open deals of earlier moments of one view, each moment as it was known then, and how these deals went on as far as the
 * view knows. Moments lie whole weeks before that of the view, the latest first.
 */
final class Landmarks {

    /** Weeks ahead that are learned from; later ones go on as the last. */
    static final int WEEKS = 26;

    static final int DAYS = 7;

    private static final int MOST_MOMENTS = 80;
    private static final int FEWEST_MOMENTS = 12;
    private static final int LONGEST_WEEKS = 160;
    private static final long DEAL_READS = 12_000_000;

    final int asOfDay;
    final List<Moment> moments;
    final int won;
    final int lost;

    private Landmarks(int asOfDay, List<Moment> moments, int won, int lost) {
        this.asOfDay = asOfDay;
        this.moments = moments;
        this.won = won;
        this.lost = lost;
    }

    /**
     * One earlier moment.
     *
     * @param open the deals that were open then
     * @param weeksKnown whole weeks from then to the view
     * @param outcome what became of each deal, as {@link Outcomes} numbers it; GONE too where the deal is not known any more
     * @param week in which it did, from 0
     * @param nextStage where the deal stood a week later, an index into the stages of the outcomes
     */
    @SuppressWarnings("ArrayRecordComponent") // never leaves the package, never compared
    record Moment(OpenDeals open, int weeksKnown, byte[] outcome, int[] week, int[] nextStage) {}

    static Landmarks of(PipelineView view) {
        int asOfDay = Math.toIntExact(view.asOfDate().toEpochDay());
        DealColumns deals = view.deals();
        int first = asOfDay;
        int won = 0;
        int lost = 0;
        for (int row = 0; row < deals.size(); row++) {
            first = Math.min(first, Math.max(deals.createdDay(row), asOfDay - LONGEST_WEEKS * DAYS));
            StageRef stage = deals.stages().get(deals.stage(row));
            won += stage.isWon() ? 1 : 0;
            lost += stage.isLost() ? 1 : 0;
        }
        int weeks = (asOfDay - first) / DAYS;
        long affordable = Math.max(FEWEST_MOMENTS, Math.min(MOST_MOMENTS, DEAL_READS / Math.max(1, deals.size())));
        int stride = (int) Math.max(1, -Math.floorDiv(-weeks, affordable));
        Outcomes outcomes = new Outcomes(view);
        List<Moment> moments = new ArrayList<>();
        // a view of a table of deals knows nothing earlier: then there is nothing to learn from, and no moment
        for (int back = 1; back <= weeks; back += stride) {
            OpenDeals open = OpenDeals.of(view.asOf(view.asOfDate().minusDays((long) back * DAYS)));
            if (open.size() > 0) {
                moments.add(moment(open, back, outcomes));
            }
        }
        return new Landmarks(asOfDay, moments, won, lost);
    }

    /** Whole weeks from the first moment to the view. */
    int weeks() {
        return moments.isEmpty() ? 0 : moments.get(moments.size() - 1).weeksKnown();
    }

    /** How many times a deal was seen open that is won or lost by now. */
    long decidedLater() {
        long decided = 0;
        for (Moment moment : moments) {
            for (byte outcome : moment.outcome) {
                decided += outcome == Outcomes.WON || outcome == Outcomes.LOST ? 1 : 0;
            }
        }
        return decided;
    }

    private static Moment moment(OpenDeals open, int back, Outcomes outcomes) {
        byte[] outcome = new byte[open.size()];
        int[] week = new int[open.size()];
        int[] nextStage = new int[open.size()];
        outcomes.rewind();
        for (int i = 0; i < outcome.length; i++) {
            if (outcomes.find(open.deals, open.rows[i], open.asOfDay)) {
                outcome[i] = (byte) outcomes.outcome;
                week[i] = outcomes.outcome == Outcomes.OPEN ? back : (outcomes.day - open.asOfDay - 1) / DAYS;
                nextStage[i] = outcomes.stageAfterAWeek();
            } else {
                outcome[i] = Outcomes.GONE;
            }
        }
        return new Moment(open, back, outcome, week, nextStage);
    }
}
