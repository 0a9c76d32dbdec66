package org.salespipeline.forecast.win;

import java.util.ArrayList;
import java.util.List;
import org.salespipeline.forecast.view.PipelineView;

/** Learns weekly hazards, stepping down where little is known. */
enum HazardModel implements WinModel {
    STANDARD,
    CELLS,
    ADDITIVE,
    BOOSTED;

    private static final int ENOUGH_FOR_SEGMENTS = 50;
    private static final int ENOUGH_FOR_ALL = 300;
    private static final int ENOUGH_WEEKS = 26;
    private static final double CAUTION = 4;
    private static final double[] HALF_LIVES = {6, 12, 24, Double.POSITIVE_INFINITY};
    private static final double DEFAULT_HALF_LIFE = 12;
    private static final double DAYS_OF_MONTH = 30.4375;

    @Override
    public FittedWinModel fit(PipelineView view) {
        Landmarks past = Landmarks.of(view);
        if (past.moments.isEmpty() || past.decidedLater() == 0) {
            return past.won + past.lost == 0 ? new StatedChances() : OutcomeLogit.INSTANCE.fit(view);
        }
        List<OpenDeals> seen = past.moments.stream().map(Landmarks.Moment::open).toList();
        Encoding encoding = Encoding.learn(seen);
        WeekRows rows = WeekRows.of(past, encoding);
        return new Fit(view, past, encoding, rows).fitted(this, seen);
    }

    /** What one fit works with. */
    private static final class Fit {

        private final PipelineView view;
        private final Landmarks past;
        private final Encoding encoding;
        private final WeekRows rows;
        private final int cut;

        Fit(PipelineView view, Landmarks past, Encoding encoding, WeekRows rows) {
            this.view = view;
            this.past = past;
            this.encoding = encoding;
            this.rows = rows;
            cut = Math.max(Landmarks.DAYS, Math.min(91, past.weeks() * Landmarks.DAYS / 4));
        }

        FittedWinModel fitted(HazardModel model, List<OpenDeals> seen) {
            boolean enough = past.won >= ENOUGH_FOR_ALL && past.weeks() >= ENOUGH_WEEKS;
            double halfLife = enough ? halfLife() : DEFAULT_HALF_LIFE;
            double[] weights = rows.weights(halfLife, 0);
            StageChain chain = StageChain.learn(
                    past,
                    encoding,
                    new Outcomes(view).stageNames(),
                    StageChain.stated(encoding, seen),
                    halfLife * DAYS_OF_MONTH);
            double ridge = enough ? 1 : CAUTION;
            return switch (model) {
                case CELLS -> chances(CellHazards.fit(rows, weights, chain), WinChances.Evidence.SEGMENTS);
                case ADDITIVE -> chances(AdditiveHazards.fit(rows, weights, ridge), WinChances.Evidence.HISTORY);
                case BOOSTED -> chances(boosted(weights, halfLife), WinChances.Evidence.HISTORY);
                case STANDARD -> standard(weights, chain, halfLife);
            };
        }

        private FittedWinModel chances(Hazards hazards, WinChances.Evidence evidence) {
            return new HazardChances(encoding, hazards, evidence);
        }

        private Hazards boosted(double[] weights, double halfLife) {
            return BoostedHazards.fit(rows, weights, rows.weights(halfLife, cut), rows.laterThan(cut));
        }

        private FittedWinModel standard(double[] weights, StageChain chain, double halfLife) {
            List<PooledHazards.Member> members = new ArrayList<>();
            if (past.won < ENOUGH_FOR_SEGMENTS) {
                return chances(CellHazards.ofStages(rows, weights, chain), WinChances.Evidence.STAGES);
            }
            Hazards cells = CellHazards.fit(rows, weights, chain);
            if (past.won < ENOUGH_FOR_ALL || past.weeks() < ENOUGH_WEEKS) {
                members.add(new PooledHazards.Member(cells, 0.6));
                members.add(new PooledHazards.Member(AdditiveHazards.fit(rows, weights, CAUTION), 0.4));
                return chances(new PooledHazards(members), WinChances.Evidence.SEGMENTS);
            }
            members.add(new PooledHazards.Member(cells, 0.5));
            members.add(new PooledHazards.Member(AdditiveHazards.fit(rows, weights, 1), 0.3));
            members.add(new PooledHazards.Member(boosted(weights, halfLife), 0.2));
            return chances(new PooledHazards(members), WinChances.Evidence.HISTORY);
        }

        /** The half-life under which the cells and factors of earlier weeks foretell the later ones best. */
        private double halfLife() {
            double best = Double.POSITIVE_INFINITY;
            double chosen = DEFAULT_HALF_LIFE;
            double[] later = rows.laterThan(cut);
            for (double months : HALF_LIVES) {
                double[][] logOdds = FactorScan.of(rows, rows.weights(months, cut));
                double loss = ForwardLoss.of(rows, logOdds, later);
                if (loss < best) {
                    best = loss;
                    chosen = months;
                }
            }
            return chosen;
        }
    }
}
