package org.salespipeline.forecast.win;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.salespipeline.forecast.view.PipelineView;

/**
 * From weekly hazards to chances by horizon.
 *
 * <pre>
 *   h_c(k) = e^η_c / (1 + e^η_W + e^η_L)
 *   F_c(k) = F_c(k − 1) + S(k − 1) h_c(k),   S(k) = S(k − 1) (1 − h_W(k) − h_L(k))
 *   F_W(∞) = F_W(K) + S(K) h_W(K) / (h_W(K) + h_L(K))
 * </pre>
 *
 * <p>Within a week chances rise in proportion to its days. After the last week that the model looks ahead the hazards stay.
 *
 * <p>Source: P. D. Allison (1982), Discrete-time methods for the analysis of event histories, <i>Sociological Methodology</i>
 * 13:61–98.
 */
final class HazardChances implements FittedWinModel {

    private static final int LONGEST_WEEKS = 520;
    private static final double LARGEST_LOGIT = 34;

    private final Encoding encoding;
    private final Hazards hazards;
    private final WinChances.Evidence evidence;

    HazardChances(Encoding encoding, Hazards hazards, WinChances.Evidence evidence) {
        this.encoding = encoding;
        this.hazards = hazards;
        this.evidence = evidence;
    }

    @Override
    public WinChances chances(PipelineView view, int... horizonDays) {
        WinChances.Builder builder = WinChances.builder(view, horizonDays);
        int weeks = weeks(horizonDays);
        Hazards.Coded deals = Hazards.Coded.of(OpenDeals.of(view), encoding, weeks);
        Curve curve = new Curve(weeks);
        double[] logOdds = new double[2 * weeks];
        double[] win = new double[horizonDays.length];
        double[] lose = new double[horizonDays.length];
        for (int deal = 0; deal < builder.size(); deal++) {
            Arrays.fill(logOdds, 0);
            hazards.add(deals, deal, 1, logOdds);
            curve.fill(logOdds);
            for (int h = 0; h < horizonDays.length; h++) {
                win[h] = curve.at(curve.win, horizonDays[h]);
                lose[h] = curve.at(curve.lose, horizonDays[h]);
            }
            builder.set(deal, evidence, win, lose);
        }
        return builder.explainedBy(row -> strongestFirst(hazards.parts(deals, row, 1)))
                .build();
    }

    private static List<WinChances.Part> strongestFirst(List<WinChances.Part> parts) {
        return parts.stream()
                .sorted(Comparator.comparingDouble(
                                (WinChances.Part part) -> -Math.abs(part.towardsWin()) - Math.abs(part.towardsLoss()))
                        .thenComparing(WinChances.Part::name))
                .toList();
    }

    /** So many weeks are looked ahead; what comes after them goes on as the last. */
    private static int weeks(int[] horizonDays) {
        int weeks = 1;
        for (int days : horizonDays) {
            int needed = days == WinChances.EVER ? Landmarks.WEEKS : (days - 1) / Landmarks.DAYS + 1;
            weeks = Math.max(weeks, Math.min(needed, LONGEST_WEEKS));
        }
        return weeks;
    }

    /** The chances of one deal by the ends of weeks. */
    static final class Curve {

        final double[] win;
        final double[] lose;
        private double lastWin;
        private double lastLose;

        Curve(int weeks) {
            win = new double[weeks + 1];
            lose = new double[weeks + 1];
        }

        void fill(double[] logOdds) {
            int weeks = win.length - 1;
            double open = 1;
            for (int k = 0; k < weeks; k++) {
                double towardsWin = StrictMath.exp(bounded(logOdds[k]));
                double towardsLoss = StrictMath.exp(bounded(logOdds[weeks + k]));
                double total = 1 + towardsWin + towardsLoss;
                lastWin = towardsWin / total;
                lastLose = towardsLoss / total;
                win[k + 1] = win[k] + open * lastWin;
                lose[k + 1] = lose[k] + open * lastLose;
                open /= total;
            }
        }

        private static double bounded(double logit) {
            return Math.max(-LARGEST_LOGIT, Math.min(LARGEST_LOGIT, logit));
        }

        double at(double[] chance, int days) {
            int weeks = win.length - 1;
            if (days == WinChances.EVER || days > weeks * Landmarks.DAYS) {
                double own = chance == win ? lastWin : lastLose;
                double open = Math.max(0, 1 - win[weeks] - lose[weeks]);
                double rest = open * own / (lastWin + lastLose);
                double left = days == WinChances.EVER
                        ? 0
                        : StrictMath.pow(1 - lastWin - lastLose, (double) days / Landmarks.DAYS - weeks);
                return chance[weeks] + rest * (1 - left);
            }
            int whole = days / Landmarks.DAYS;
            int more = days % Landmarks.DAYS;
            return more == 0
                    ? chance[whole]
                    : chance[whole] + (chance[whole + 1] - chance[whole]) * more / Landmarks.DAYS;
        }
    }
}
