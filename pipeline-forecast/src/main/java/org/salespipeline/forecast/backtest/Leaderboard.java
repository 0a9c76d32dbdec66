package org.salespipeline.forecast.backtest;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.List;
import java.util.OptionalDouble;
import org.salespipeline.forecast.statistics.Interval;

/**
 * How right every strategy was, by horizon and by lead time, the naive ones always among them.
 *
 * <p>A strategy is called better or worse than its naive rival only if an interval of the difference, drawn over origins and not
 * over deals, lies on one side of 0; the number of origins stands beside every figure. What is not known yet is not scored.
 */
public final class Leaderboard {

    /** Of the intervals of differences. */
    public static final double CONFIDENCE = 0.9;

    private final List<DealRow> deals;
    private final List<TotalRow> totals;

    private Leaderboard(List<DealRow> deals, List<TotalRow> totals) {
        this.deals = List.copyOf(deals);
        this.totals = List.copyOf(totals);
    }

    /** Starts an empty board. */
    public static Builder builder() {
        return new Builder();
    }

    /** Rows about deals, by horizon, then by Brier score, the best first. */
    public List<DealRow> deals() {
        return deals;
    }

    /** Rows about totals, by lead time, then by loss, the best first; what never answered comes last. */
    public List<TotalRow> totals() {
        return totals;
    }

    /** Two tables a person can read. */
    @Override
    public String toString() {
        return BoardPrint.of(this);
    }

    /** Collects predictions, in any order; those whose outcome is not known are counted and not scored. */
    public static final class Builder {

        private final DealBoard deals = new DealBoard();
        private final TotalBoard totals = new TotalBoard();

        private Builder() {}

        /** Adds what was said of a deal. */
        @CanIgnoreReturnValue
        public Builder add(DealPrediction prediction) {
            deals.add(prediction);
            return this;
        }

        /** Adds what was said of a total. */
        @CanIgnoreReturnValue
        public Builder add(TotalPrediction prediction) {
            totals.add(prediction);
            return this;
        }

        /** Scores what was added. */
        public Leaderboard build() {
            return new Leaderboard(deals.rows(), totals.rows());
        }
    }

    /** Whether an interval of a difference in loss lies on one side of 0. */
    public enum Verdict {
        /** The loss is lower than that of the rival. */
        BETTER,
        /** The loss is higher than that of the rival. */
        WORSE,
        /** The origins cannot tell the two apart. */
        UNDECIDED;

        static Verdict of(Interval difference) {
            return difference.high() < 0 ? BETTER : difference.low() > 0 ? WORSE : UNDECIDED;
        }
    }

    /**
     * A strategy held against its naive rival.
     *
     * @param rival whose loss is taken off
     * @param origins on how many both are scored
     * @param difference mean loss less that of the rival; below 0 is better
     * @param interval of the difference, with {@link #CONFIDENCE}, over origins in blocks that overlap in what they look at
     * @param pValue that both are equally good, after Diebold and Mariano, corrected by Holm for the number of strategies; empty
     *     with too few origins
     */
    public record Versus(String rival, int origins, double difference, Interval interval, OptionalDouble pValue) {

        /** What the interval says. */
        public Verdict verdict() {
            return Verdict.of(interval);
        }
    }

    /**
     * A strategy at a horizon.
     *
     * @param origins days on which it said something that is known by now
     * @param cases how many predictions that are
     * @param rate share that was won
     * @param brier score of the chance to win, see {@link org.salespipeline.forecast.statistics.ChanceOutcomes}
     * @param calibrationError expected calibration error over ten bins
     * @param slope of the calibration line; 1 is right
     * @param versus the difference in Brier score to the base rate
     */
    public record DealRow(
            int horizonDays,
            String strategy,
            int origins,
            int cases,
            double rate,
            double brier,
            double logLoss,
            double bias,
            double calibrationError,
            double slope,
            Versus versus) {}

    /**
     * A strategy at a lead time.
     *
     * @param leadDays at most so many days before the end of the period, and more than 30 less
     * @param origins days on which it said something that is known by now
     * @param periods how many different ones that was about
     * @param unanswered how often it could not say; these count in no other figure
     * @param wape Σ |forecast − actual| / Σ |actual|
     * @param bias Σ (forecast − actual) / Σ |actual|
     * @param loss weighted interval score by mean actual; for a strategy that says no law the same as {@code wape}
     * @param coverage of the intervals from 10 % to 90 %; empty for a strategy that says no law
     * @param versus the difference in loss to the best naive strategy, as a share of the actuals
     */
    public record TotalRow(
            int leadDays,
            String strategy,
            int origins,
            int periods,
            int unanswered,
            OptionalDouble wape,
            OptionalDouble bias,
            OptionalDouble loss,
            OptionalDouble coverage,
            Versus versus) {}
}
