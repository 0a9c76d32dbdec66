package org.salespipeline.forecast.win;

import java.util.Arrays;
import java.util.List;

/**
 * How deals move from stage to stage, are won and are lost, week by week, by the stage and by how long they have been in it
 * (a semi-Markov chain of cells), each cell drawn to its stage and each stage to the whole:
 *
 * <pre>
 *   h(cell) = (events + κ h(stage)) / (weeks + κ),   h(stage) = (events + κ h(all)) / (weeks + κ)
 * </pre>
 *
 * <p>Followed forwards it tells, for a deal that starts in a cell and is still open, the hazards of each week ahead.
 */
final class StageChain {

    /** The weight of the level above, in weeks. */
    static final double KAPPA = 50;

    private static final double FIRST_CLOSE = 1.0 / 13;
    private static final int LONGEST_STAY = 60;

    private final Feature dwell;
    private final int stages;
    private final int dwells;
    /** By cell: win, lose, then a move to each stage. */
    private final double[][] rates;

    StageChain(Feature dwell, int stages, double[][] rates) {
        this.dwell = dwell;
        this.stages = stages;
        this.dwells = dwell.size();
        this.rates = rates;
    }

    /**
     * Learns from the first week after each moment.
     *
     * @param statedWin the stated chance by stage code, NaN where none is stated; weighs what one level weighs
     * @param halfLifeDays of what was seen
     */
    static StageChain learn(
            Landmarks past, Encoding encoding, String[] laterStages, double[] statedWin, double halfLifeDays) {
        Feature stage = encoding.features().get(Encoding.STAGE);
        Feature dwell = encoding.features().get(Encoding.IN_STAGE);
        int stages = stage.size();
        int[] later = Arrays.stream(laterStages).mapToInt(stage::codeOf).toArray();
        double[][] counts = new double[stages * dwell.size()][2 + stages];
        double[] weeks = new double[counts.length];
        for (Landmarks.Moment moment : past.moments) {
            byte[][] codes = encoding.encode(moment.open());
            double weight = StrictMath.pow(0.5, (double) moment.weeksKnown() * Landmarks.DAYS / halfLifeDays);
            for (int i = 0; i < moment.open().size(); i++) {
                boolean inFirstWeek = moment.outcome()[i] != Outcomes.OPEN && moment.week()[i] == 0;
                if (!(inFirstWeek && moment.outcome()[i] == Outcomes.GONE)) {
                    int from = codes[Encoding.STAGE][i];
                    int cell = from * dwell.size() + codes[Encoding.IN_STAGE][i];
                    weeks[cell] += weight;
                    if (inFirstWeek) {
                        counts[cell][moment.outcome()[i] - 1] += weight;
                    } else if (later[moment.nextStage()[i]] != from) {
                        counts[cell][2 + later[moment.nextStage()[i]]] += weight;
                    }
                }
            }
        }
        return new StageChain(dwell, stages, shrunk(counts, weeks, stages, statedWin));
    }

    /** The cell's rate between its own and that of the level above. */
    static double shrunk(double events, double weeks, double parent) {
        return (events + KAPPA * parent) / (weeks + KAPPA);
    }

    private static double[][] shrunk(double[][] counts, double[] weeks, int stages, double[] statedWin) {
        int dwells = counts.length / stages;
        int kinds = 2 + stages;
        double[][] ofStage = new double[stages][kinds];
        double[] stageWeeks = new double[stages];
        double[] all = new double[2];
        double allWeeks = 0;
        for (int cell = 0; cell < counts.length; cell++) {
            for (int kind = 0; kind < kinds; kind++) {
                ofStage[cell / dwells][kind] += counts[cell][kind];
            }
            stageWeeks[cell / dwells] += weeks[cell];
            all[0] += counts[cell][0];
            all[1] += counts[cell][1];
            allWeeks += weeks[cell];
        }
        double win = shrunk(all[0], allWeeks, FIRST_CLOSE / 2);
        double lose = shrunk(all[1], allWeeks, FIRST_CLOSE / 2);
        double[][] rates = new double[counts.length][kinds];
        for (int cell = 0; cell < counts.length; cell++) {
            int stage = cell / dwells;
            double stated = statedWin[stage];
            double share = Double.isNaN(stated) ? win / (win + lose) : stated;
            for (int kind = 0; kind < kinds; kind++) {
                double top = kind == 0 ? (win + lose) * share : kind == 1 ? (win + lose) * (1 - share) : 0;
                double parent = shrunk(ofStage[stage][kind], stageWeeks[stage], top);
                rates[cell][kind] = shrunk(counts[cell][kind], weeks[cell], parent);
            }
            capped(rates[cell]);
        }
        return rates;
    }

    private static void capped(double[] rates) {
        double total = Arrays.stream(rates).sum();
        if (total > 0.98) {
            for (int kind = 0; kind < rates.length; kind++) {
                rates[kind] *= 0.98 / total;
            }
        }
    }

    int cells() {
        return rates.length;
    }

    int cell(int stageCode, int dwellCode) {
        return stageCode * dwells + dwellCode;
    }

    /**
     * The hazards of the weeks ahead, given that the deal is still open then: by cell it starts in, win and then, from
     * {@code weeks} on, loss.
     */
    double[][] ahead(int weeks) {
        double[][] found = new double[rates.length][2 * weeks];
        int[] codeOfWeek = new int[LONGEST_STAY + 1];
        for (int week = 0; week <= LONGEST_STAY; week++) {
            codeOfWeek[week] = dwell.codeOf((float) week);
        }
        for (int cell = 0; cell < rates.length; cell++) {
            follow(cell, codeOfWeek, found[cell]);
        }
        return found;
    }

    /** In the middle of its bin; in the last, a month after it begins. */
    private int startWeek(int dwellCode) {
        float[] edges = dwell.edges();
        if (dwellCode <= 0 || edges.length == 0) {
            return 0;
        }
        int from = dwellCode == 1 ? 0 : (int) edges[dwellCode - 2] + 1;
        int to = dwellCode > edges.length ? from + 8 : (int) edges[dwellCode - 1];
        return Math.min(LONGEST_STAY, (from + Math.max(from, to)) / 2);
    }

    private void follow(int cell, int[] codeOfWeek, double[] into) {
        int weeks = into.length / 2;
        double[][] now = new double[stages][LONGEST_STAY + 1];
        now[cell / dwells][startWeek(cell % dwells)] = 1;
        for (int k = 0; k < weeks; k++) {
            double[][] next = new double[stages][LONGEST_STAY + 1];
            double win = 0;
            double lose = 0;
            double left = 0;
            for (int s = 0; s < stages; s++) {
                for (int stay = 0; stay <= LONGEST_STAY; stay++) {
                    double mass = now[s][stay];
                    if (mass > 1e-12) {
                        double[] rate = rates[s * dwells + codeOfWeek[stay]];
                        win += mass * rate[0];
                        lose += mass * rate[1];
                        double stays = 1 - rate[0] - rate[1];
                        for (int to = 0; to < stages; to++) {
                            next[to][0] += mass * rate[2 + to];
                            stays -= rate[2 + to];
                        }
                        next[s][Math.min(LONGEST_STAY, stay + 1)] += mass * stays;
                    }
                }
            }
            into[k] = win;
            into[weeks + k] = lose;
            for (double[] row : next) {
                left += Arrays.stream(row).sum();
            }
            for (double[] row : next) {
                for (int stay = 0; stay < row.length; stay++) {
                    row[stay] /= left;
                }
            }
            now = next;
        }
    }

    /** The stated chances of the stages of the encoding, NaN where none is stated or it is stated twice. */
    static double[] stated(Encoding encoding, List<OpenDeals> views) {
        Feature stage = encoding.features().get(Encoding.STAGE);
        double[] stated = new double[stage.size()];
        Arrays.fill(stated, Double.NaN);
        for (OpenDeals open : views) {
            open.deals.stages().forEach(ref -> {
                int code = stage.codeOf(OpenDeals.stageName(ref));
                if (code > Feature.RARE && ref.stage().winProbability().isPresent()) {
                    stated[code] = ref.stage().winProbability().orElseThrow().value();
                }
            });
        }
        return stated;
    }
}
