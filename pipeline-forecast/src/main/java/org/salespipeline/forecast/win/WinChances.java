package org.salespipeline.forecast.win;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.checkIndex;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.forecast.view.PipelineView;

/**
 * The chances of the open deals of a view to be won and to be lost by some horizons, as columns: a row per deal that is open
 * in the pipeline, by ascending id. Made for loops over millions of rows: an accessor reads an array and allocates nothing.
 *
 * <p>For every row and horizon, win, loss and still open add up to 1; by a later horizon a deal is at least as likely won,
 * and at least as likely lost. Where a model knows nothing of a deal its row {@linkplain #isKnown is not known}. Immutable;
 * shared by threads.
 */
public final class WinChances {

    /** The horizon without end: a deal is won or lost some day. */
    public static final int EVER = Integer.MAX_VALUE;

    /** What rounding may add to 1, or take from a chance, before it counts as a mistake. */
    private static final double ROUNDING = 1e-9;

    private final int[] dealRows;
    private final int[] horizonDays;
    private final double[] win;
    private final double[] lose;
    private final byte[] evidence;
    private final Explainer explainer;

    private WinChances(Builder builder) {
        dealRows = builder.dealRows;
        horizonDays = builder.horizonDays;
        win = builder.win;
        lose = builder.lose;
        evidence = builder.evidence;
        explainer = builder.explainer;
    }

    /**
     * Collects chances, for whoever makes a model.
     *
     * @param horizonDays as {@link FittedWinModel#chances} takes them
     */
    public static Builder builder(PipelineView view, int... horizonDays) {
        return new Builder(view, horizonDays);
    }

    /** The number of open deals. */
    public int size() {
        return dealRows.length;
    }

    /** The row of the deal in the {@linkplain PipelineView#deals() columns} of the view. */
    public int dealRow(int row) {
        return dealRows[row];
    }

    /** The number of horizons. */
    public int horizons() {
        return horizonDays.length;
    }

    /** The horizon in days after the day of the view, or {@link #EVER}. */
    public int horizonDays(int horizon) {
        return horizonDays[horizon];
    }

    /** Whether the model knows anything of the deal. */
    public boolean isKnown(int row) {
        return Evidence.ALL.get(evidence[row]) != Evidence.NONE;
    }

    /** On what the chances of the deal stand. */
    public Evidence evidence(int row) {
        return Evidence.ALL.get(evidence[row]);
    }

    /** The chance in [0, 1] that the deal is won by the horizon; 0 when it is not known. */
    public double pWin(int row, int horizon) {
        return win[row * horizonDays.length + checkIndex(horizon, horizonDays.length)];
    }

    /** The chance in [0, 1] that the deal is lost by the horizon; 0 when it is not known. */
    public double pLose(int row, int horizon) {
        return lose[row * horizonDays.length + checkIndex(horizon, horizonDays.length)];
    }

    /** The chance in [0, 1] that the deal is still open after the horizon; 1 when nothing is known. */
    public double pOpen(int row, int horizon) {
        return Math.max(0, 1 - pWin(row, horizon) - pLose(row, horizon));
    }

    /**
     * Why: what moves this deal away from the average deal, the strongest part first; empty from a model that cannot say.
     * The parts add up exactly to the difference of the log-odds per week.
     */
    public List<Part> explanation(int row) {
        return isKnown(row) ? explainer.explain(checkIndex(row, size())) : List.of();
    }

    /** Equal with equal bytes of all columns; explanations are not compared. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WinChances that
                && Arrays.equals(dealRows, that.dealRows)
                && Arrays.equals(horizonDays, that.horizonDays)
                && Arrays.equals(win, that.win)
                && Arrays.equals(lose, that.lose)
                && Arrays.equals(evidence, that.evidence);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(win) + Arrays.hashCode(lose);
    }

    /** For people: how many deals, and how many wins are expected by each horizon. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("chances of ").append(size()).append(size() == 1 ? " deal" : " deals");
        for (int horizon = 0; horizon < horizonDays.length; horizon++) {
            double wins = 0;
            for (int row = 0; row < size(); row++) {
                wins += pWin(row, horizon);
            }
            String when = horizonDays[horizon] == EVER ? "ever" : "in " + horizonDays[horizon] + " days";
            text.append(String.format(Locale.ROOT, "%s %.1f wins %s", horizon == 0 ? ":" : ",", wins, when));
        }
        return text.toString();
    }

    /** On what a chance stands, from the weakest to the strongest. */
    public enum Evidence {
        /** Nothing: no deal was ever decided, and nobody stated a chance of the stage. */
        NONE,
        /** The chances that people stated for the stages. */
        STATED,
        /** How deals went on from the stages, drawn to the stated chances. */
        STAGES,
        /** How deals of like kinds went on, each kind drawn to the whole. */
        SEGMENTS,
        /** How deals went on that were alike in all that is known of them. */
        HISTORY,
        /** A model of the host. */
        HOST;

        private static final List<Evidence> ALL = List.of(values());
    }

    /**
     * One reason: by how much something known of a deal moves its log-odds per week, away from those of the average deal.
     *
     * @param name what is known, such as {@code stage} or {@code stage and owner}
     * @param value its value for this deal, for people
     * @param towardsWin to be won this week rather than to stay open
     * @param towardsLoss to be lost this week rather than to stay open
     */
    public record Part(String name, String value, double towardsWin, double towardsLoss) {}

    /** Tells why, when asked. */
    @FunctionalInterface
    interface Explainer {
        List<Part> explain(int row);
    }

    /** Collects chances row by row; a row that is not set is not known. Not for threads. */
    public static final class Builder {

        private final int[] dealRows;
        private final int[] horizonDays;
        private final double[] win;
        private final double[] lose;
        private final byte[] evidence;
        private Explainer explainer = row -> List.of();

        private Builder(PipelineView view, int[] horizonDays) {
            this.horizonDays = checked(horizonDays);
            dealRows = OpenRows.of(view.deals());
            win = new double[Math.multiplyExact(dealRows.length, horizonDays.length)];
            lose = new double[win.length];
            evidence = new byte[dealRows.length];
        }

        private static int[] checked(int[] days) {
            checkArgument(days.length > 0, "horizons must be at least one, was none; name days, or EVER");
            for (int i = 0; i < days.length; i++) {
                checkArgument(days[i] >= 1, "horizon must be 1 day or more, was %s", days[i]);
                checkArgument(
                        i == 0 || days[i - 1] < days[i],
                        "horizons must ascend, was %s before %s",
                        days[Math.max(0, i - 1)],
                        days[i]);
            }
            return days.clone();
        }

        /** The number of open deals. */
        public int size() {
            return dealRows.length;
        }

        /** The row of the deal in the columns of the view. */
        public int dealRow(int row) {
            return dealRows[row];
        }

        /**
         * Sets the chances of one deal.
         *
         * @param row from 0 to {@link #size()} − 1
         * @param evidence on what they stand
         * @param pWin by horizon, in [0, 1], never falling
         * @param pLose by horizon, in [0, 1], never falling, with the chance of the win at most 1
         * @throws IllegalArgumentException if they cannot be chances
         */
        @CanIgnoreReturnValue
        public Builder set(int row, Evidence evidence, double[] pWin, double[] pLose) {
            int horizons = horizonDays.length;
            checkArgument(
                    pWin.length == horizons && pLose.length == horizons,
                    "row %s: chances must be of %s horizons",
                    row,
                    horizons);
            checkArgument(evidence != Evidence.NONE, "row %s: a chance that is set must stand on something", row);
            int at = row * horizons;
            double lastWin = 0;
            double lastLose = 0;
            for (int h = 0; h < horizons; h++) {
                if (!(pWin[h] >= lastWin - ROUNDING
                        && pLose[h] >= lastLose - ROUNDING
                        && pWin[h] + pLose[h] <= 1 + ROUNDING)) {
                    throw new IllegalArgumentException("row " + row
                            + ": chances by horizon must rise within [0, 1] and add up" + " to at most 1, was win "
                            + Arrays.toString(pWin) + ", loss " + Arrays.toString(pLose));
                }
                lastWin = Math.min(1, Math.max(lastWin, pWin[h]));
                lastLose = Math.min(1 - lastWin, Math.max(lastLose, pLose[h]));
                win[at + h] = lastWin;
                lose[at + h] = Math.max(lastLose, h == 0 ? 0 : lose[at + h - 1]);
            }
            this.evidence[row] = (byte) Evidence.ALL.indexOf(evidence);
            return this;
        }

        @CanIgnoreReturnValue
        Builder explainedBy(Explainer reasons) {
            explainer = reasons;
            return this;
        }

        /** The chances; the builder must not be used any more. */
        public WinChances build() {
            return new WinChances(this);
        }
    }

    /** Which deals are open in the pipeline. */
    static final class OpenRows {

        private OpenRows() {}

        static int[] of(DealColumns deals) {
            boolean[] open = new boolean[deals.stages().size()];
            for (int stage = 0; stage < open.length; stage++) {
                open[stage] = deals.stages().get(stage).isInPipeline();
            }
            int[] rows = new int[deals.size()];
            int found = 0;
            for (int row = 0; row < rows.length; row++) {
                if (open[deals.stage(row)]) {
                    rows[found++] = row;
                }
            }
            return Arrays.copyOf(rows, found);
        }
    }
}
