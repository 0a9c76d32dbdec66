package org.salespipeline.forecast.win;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;

/**
 * Cells of stage and time in it, moved by factors for everything else that is known: for each bin the events seen over those
 * that the rest of the model expects, drawn to 1.
 *
 * <pre>
 *   h_c(k) = base_c(cell, k) · Π_f factor_c,f(code),   factor = (events + κ) / (expected + κ), found in three rounds
 * </pre>
 *
 * <p>Source: H. Bühlmann (1967), Experience rating and credibility, <i>ASTIN Bulletin</i> 4(3):199–207.
 */
final class CellHazards implements Hazards {

    private static final double KAPPA = 20;
    private static final int ROUNDS = 3;
    private static final double MOST = 0.95;
    /** A stage with a stated chance of 0 or 1 must not make log-odds infinite. */
    private static final double LEAST = 1e-12;

    private final ImmutableList<Feature> features;
    private final StageChain chain;
    private final double[][] ahead;
    private final double[][][] logFactors;
    private final double[] average = new double[2];
    private final int known;

    private CellHazards(WeekRows rows, double[] weights, StageChain chain, int rounds) {
        features = ImmutableList.copyOf(rows.features);
        known = rows.encoding.features().size();
        this.chain = chain;
        ahead = chain.ahead(Landmarks.WEEKS);
        logFactors = new double[features.size()][2][];
        for (int f = 0; f < logFactors.length; f++) {
            logFactors[f][0] = new double[features.get(f).size()];
            logFactors[f][1] = new double[features.get(f).size()];
        }
        for (int c = 0; c < 2; c++) {
            cycle(rows, weights, c, rounds);
        }
    }

    static CellHazards fit(WeekRows rows, double[] weights, StageChain chain) {
        return new CellHazards(rows, weights, chain, ROUNDS);
    }

    /** Without factors, where too little is known to find them. */
    static CellHazards ofStages(WeekRows rows, double[] weights, StageChain chain) {
        return new CellHazards(rows, weights, chain, 0);
    }

    private boolean isFactor(int f) {
        return f != Encoding.STAGE && f != Encoding.IN_STAGE && f != known + Weeks.LEAD;
    }

    private void cycle(WeekRows rows, double[] weights, int c, int rounds) {
        double[] expected = new double[rows.size()];
        double total = 0;
        double sum = 0;
        for (int row = 0; row < expected.length; row++) {
            int cell = chain.cell(rows.codes[Encoding.STAGE][row], rows.codes[Encoding.IN_STAGE][row]);
            expected[row] = weights[row] * ahead[cell][c * Landmarks.WEEKS + rows.week[row]];
            total += weights[row];
            sum += expected[row];
        }
        average[c] = total > 0 ? StrictMath.log(sum / total) : 0;
        for (int round = 0; round < rounds; round++) {
            for (int f = 0; f < logFactors.length; f++) {
                if (isFactor(f)) {
                    refine(rows, weights, expected, f, c);
                }
            }
        }
    }

    private void refine(WeekRows rows, double[] weights, double[] expected, int f, int c) {
        double[] logs = logFactors[f][c];
        double[] events = new double[logs.length];
        double[] expectedEvents = new double[logs.length];
        byte[] codes = rows.codes[f];
        for (int row = 0; row < expected.length; row++) {
            events[codes[row]] += rows.outcome[row] == c + 1 ? weights[row] : 0;
            expectedEvents[codes[row]] += expected[row];
        }
        double[] change = new double[logs.length];
        for (int code = 0; code < logs.length; code++) {
            // what is expected without the factor itself, which is then found anew
            double without = expectedEvents[code] / StrictMath.exp(logs[code]);
            double factor = (events[code] / rows.overlap + KAPPA) / (without / rows.overlap + KAPPA);
            change[code] = factor / StrictMath.exp(logs[code]);
            logs[code] = StrictMath.log(factor);
        }
        for (int row = 0; row < expected.length; row++) {
            expected[row] *= change[codes[row]];
        }
    }

    @Override
    public void add(Coded deals, int deal, double share, double[] into) {
        int weeks = deals.weeks();
        double win = 0;
        double lose = 0;
        for (int f = 0; f < known; f++) {
            int code = deals.codes()[f][deal];
            win += logFactors[f][0][code];
            lose += logFactors[f][1][code];
        }
        double[] base = ahead[chain.cell(deals.codes()[Encoding.STAGE][deal], deals.codes()[Encoding.IN_STAGE][deal])];
        double winFactor = StrictMath.exp(win);
        double loseFactor = StrictMath.exp(lose);
        for (int k = 0; k < weeks; k++) {
            int week = Math.min(k, Landmarks.WEEKS - 1);
            double p = base[week] * winFactor * moved(deals, deal, k, 0);
            double q = base[Landmarks.WEEKS + week] * loseFactor * moved(deals, deal, k, 1);
            double most = Math.max(1, (p + q) / MOST);
            double open = 1 - (p + q) / most;
            into[k] += share * StrictMath.log(Math.max(LEAST, p / most) / open);
            into[weeks + k] += share * StrictMath.log(Math.max(LEAST, q / most) / open);
        }
    }

    private double moved(Coded deals, int deal, int k, int c) {
        return StrictMath.exp(logFactors[known + Weeks.PHASE][c][deals.phases()[k]]
                + logFactors[known + Weeks.GAP][c][deals.gap(deal, k)]);
    }

    @Override
    public List<WinChances.Part> parts(Coded deals, int deal, double share) {
        double[] logOdds = new double[2 * deals.weeks()];
        add(deals, deal, 1, logOdds);
        double win = logOdds[0] - average[0];
        double lose = logOdds[deals.weeks()] - average[1];
        List<WinChances.Part> parts = new ArrayList<>();
        for (int f = 0; f < logFactors.length; f++) {
            if (isFactor(f)) {
                int code = f < known
                        ? deals.codes()[f][deal]
                        : f == known + Weeks.PHASE ? deals.phases()[0] : deals.gap(deal, 0);
                double[][] logs = logFactors[f];
                parts.add(new WinChances.Part(
                        features.get(f).name(),
                        features.get(f).label(code),
                        share * logs[0][code],
                        share * logs[1][code]));
                win -= logs[0][code];
                lose -= logs[1][code];
            }
        }
        String stage = features.get(Encoding.STAGE).label(deals.codes()[Encoding.STAGE][deal]);
        parts.add(new WinChances.Part("stage and weeks in stage", stage, share * win, share * lose));
        return parts;
    }
}
