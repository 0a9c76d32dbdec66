package org.salespipeline.forecast.win;

import java.util.Arrays;
import java.util.List;
import org.salespipeline.forecast.statistics.Draws;

/**
 * What is learned from: a row per open deal, earlier moment and week ahead that is known whole, and whether the deal was won
 * or lost in that week. Weeks without an outcome are sampled where there are many; they then weigh as much as those left out
 * with them. A hash of the deal, the moment and the week decides, so that a row is in or out whatever else there is.
 */
final class WeekRows {

    private static final long MOST_ROWS = 600_000;
    private static final double LEAST_SHARE = 0.02;
    private static final double DAYS_OF_MONTH = 30.4375;

    final Encoding encoding;
    final List<Feature> features;
    /** Codes by feature, then by row: those of the encoding, then those of {@link Weeks}. */
    final byte[][] codes;

    final byte[] outcome;
    final float[] sampled;
    /** The moment as days before that of the view, and the week ahead. */
    final int[] back;

    final byte[] week;
    /** In how many rows an outcome stands, on average: the same win is seen from many moments. */
    final double overlap;

    private int size;

    private WeekRows(Landmarks past, Encoding encoding) {
        this.encoding = encoding;
        features = com.google.common.collect.ImmutableList.<Feature>builder()
                .addAll(encoding.features())
                .addAll(Weeks.FEATURES)
                .build();
        long all = 0;
        for (Landmarks.Moment moment : past.moments) {
            for (int i = 0; i < moment.open().size(); i++) {
                all += weeks(moment, i);
            }
        }
        double share = Math.max(LEAST_SHARE, Math.min(1, (double) MOST_ROWS / Math.max(1, all)));
        int capacity = Math.toIntExact(Math.min(all, MOST_ROWS * 8));
        codes = new byte[features.size()][capacity];
        outcome = new byte[capacity];
        sampled = new float[capacity];
        back = new int[capacity];
        week = new byte[capacity];
        for (Landmarks.Moment moment : past.moments) {
            add(moment, share);
        }
        long events = 0;
        for (int row = 0; row < size; row++) {
            events += outcome[row] == Outcomes.OPEN ? 0 : 1;
        }
        overlap = Math.max(1, (double) events / Math.max(1, past.won + past.lost));
    }

    static WeekRows of(Landmarks past, Encoding encoding) {
        return new WeekRows(past, encoding);
    }

    int size() {
        return size;
    }

    /** How many weeks of a deal are known whole, to that of its outcome. */
    private static int weeks(Landmarks.Moment moment, int i) {
        int known = Math.min(moment.weeksKnown(), Landmarks.WEEKS);
        int left = moment.outcome()[i] == Outcomes.GONE ? moment.week()[i] : moment.week()[i] + 1;
        return Math.min(known, moment.outcome()[i] == Outcomes.OPEN ? known : left);
    }

    private void add(Landmarks.Moment moment, double share) {
        OpenDeals open = moment.open();
        byte[][] known = encoding.encode(open);
        int[] phases = new int[Landmarks.WEEKS];
        for (int k = 0; k < phases.length; k++) {
            phases[k] = Weeks.phase(open.asOfDay, k);
        }
        for (int i = 0; i < open.size(); i++) {
            int weeks = weeks(moment, i);
            Draws draws =
                    Draws.seeded(open.deals.id(open.rows[i]).value().hashCode()).about(open.asOfDay);
            for (int k = 0; k < weeks; k++) {
                boolean event = k == moment.week()[i] && moment.outcome()[i] != Outcomes.OPEN;
                if (size < outcome.length && (event || share >= 1 || draws.uniform(k) < share)) {
                    int row = size++;
                    for (int f = 0; f < known.length; f++) {
                        codes[f][row] = known[f][i];
                    }
                    codes[known.length + Weeks.LEAD][row] = (byte) Weeks.lead(k);
                    codes[known.length + Weeks.PHASE][row] = (byte) phases[k];
                    codes[known.length + Weeks.GAP][row] = (byte) Weeks.gap(open.asOfDay, k, open.statedDays[i]);
                    outcome[row] = event ? moment.outcome()[i] : Outcomes.OPEN;
                    sampled[row] = event ? 1 : (float) (1 / share);
                    back[row] = moment.weeksKnown() * Landmarks.DAYS;
                    week[row] = (byte) k;
                }
            }
        }
    }

    /**
     * Weights that halve with age.
     *
     * @param halfLifeMonths infinite for none
     * @param from rows whose week ends after so many days before the view count nothing
     */
    double[] weights(double halfLifeMonths, int from) {
        double[] weights = new double[size];
        for (int row = 0; row < size; row++) {
            int age = back[row] - Landmarks.DAYS * (week[row] + 1);
            double recency = StrictMath.pow(0.5, (age - from) / (halfLifeMonths * DAYS_OF_MONTH));
            weights[row] = age < from ? 0 : sampled[row] * recency;
        }
        return weights;
    }

    /** The rows of moments in the last days before the view, each as heavy as it stands for. */
    double[] laterThan(int days) {
        double[] weights = new double[size];
        for (int row = 0; row < size; row++) {
            weights[row] = back[row] <= days ? sampled[row] : 0;
        }
        return weights;
    }

    /** The last known codes of one feature. */
    byte[] column(int feature) {
        return Arrays.copyOf(codes[feature], size);
    }
}
