package org.salespipeline.forecast.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;

/**
 * What a book of chances is worth against what it said it was worth, by size of the amounts: chances can be right by count and
 * wrong by value.
 *
 * <pre>
 *   factor of a band = (won amount + κ ā) / (Σ p a + κ ā)      ā = Σ p a / Σ p, κ = 20 expected wins
 * </pre>
 *
 * <p>Bands are cut at quantiles of the amounts; with few expected wins in a band its factor stays near 1. Immutable; the same
 * cases in any order give the same bits.
 */
public final class AmountCalibration {

    /** How many expected wins the factor 1 weighs. */
    public static final double STRENGTH = 20;

    private final double[] edges;
    private final double[] factors;
    private final double[] expectedWins;

    private AmountCalibration(double[] edges, double[] factors, double[] expectedWins) {
        this.edges = edges;
        this.factors = factors;
        this.expectedWins = expectedWins;
    }

    /**
     * Learns the factors from past chances, which must be out of sample.
     *
     * @param chances in [0, 1]
     * @param wonAmounts what each case brought, 0 if it was not won; as many
     * @param amounts what each case was said to be worth, 0 or more; as many
     * @param bands 1 or more; neighbours with one edge are one band
     */
    public static AmountCalibration of(double[] chances, double[] wonAmounts, double[] amounts, int bands) {
        int n = amounts.length;
        checkArgument(bands >= 1, "bands must be 1 or more, was %s", bands);
        checkArgument(
                chances.length == n && wonAmounts.length == n,
                "chances and won amounts must be as many as amounts (%s), was %s and %s",
                n,
                chances.length,
                wonAmounts.length);
        double[] edges = n == 0 ? new double[0] : edges(amounts, bands);
        ExactSum.OfDoubles[] expected = sums(edges.length + 1);
        ExactSum.OfDoubles[] wins = sums(edges.length + 1);
        ExactSum.OfDoubles[] won = sums(edges.length + 1);
        for (int i = 0; i < n; i++) {
            ChanceOutcomes.requireChance(i, chances[i]);
            if (!(amounts[i] >= 0)) {
                throw new IllegalArgumentException("amount " + i + " must be 0 or more, was " + amounts[i]);
            }
            int band = band(edges, amounts[i]);
            expected[band].add(chances[i] * amounts[i]);
            wins[band].add(chances[i]);
            won[band].add(wonAmounts[i]);
        }
        double[] factors = new double[edges.length + 1];
        double[] counts = new double[edges.length + 1];
        for (int band = 0; band < factors.length; band++) {
            counts[band] = wins[band].result();
            double value = expected[band].result();
            double held = value > 0 ? STRENGTH * value / counts[band] : 0;
            factors[band] = held > 0 ? Math.max(0, (won[band].result() + held) / (value + held)) : 1;
        }
        return new AmountCalibration(edges, factors, counts);
    }

    private static ExactSum.OfDoubles[] sums(int count) {
        ExactSum.OfDoubles[] sums = new ExactSum.OfDoubles[count];
        Arrays.setAll(sums, i -> new ExactSum.OfDoubles());
        return sums;
    }

    private static double[] edges(double[] amounts, int bands) {
        Quantiles quantiles = Quantiles.of(amounts);
        double[] edges = new double[bands - 1];
        int count = 0;
        for (int band = 1; band < bands; band++) {
            double edge = quantiles.inverse(band / (double) bands);
            if (count == 0 || edge > edges[count - 1]) {
                edges[count++] = edge;
            }
        }
        return Arrays.copyOf(edges, count);
    }

    private static int band(double[] edges, double amount) {
        int found = Arrays.binarySearch(edges, amount + 0.0);
        return found >= 0 ? found : -found - 1;
    }

    /** By what the expected value of a deal of this amount is to be multiplied; 0 or more. */
    public double factor(double amount) {
        return factors[band(edges, amount)];
    }

    /** The number of bands. */
    public int bands() {
        return factors.length;
    }

    /** What a band rests on: its expected number of wins. */
    public double expectedWins(int band) {
        return expectedWins[band];
    }
}
