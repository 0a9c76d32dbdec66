package org.salespipeline.forecast.revenue;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import org.salespipeline.forecast.revenue.CommonFactor.Node;

/** The characteristic function at multiples of one frequency, each a rotation further than the one before. */
final class FourierInversion implements Aggregator {

    static final FourierInversion INSTANCE = new FourierInversion();

    private static final double REACH = 9;
    private static final int MOST = 2048;
    private static final double FADED = 1e-14;

    private FourierInversion() {}

    @Override
    public RevenueLaw law(RevenueTerms terms, CommonFactor factor) {
        checkArgument(terms.whole, "Fourier inversion: amounts must be known, some were not; take headTail()");
        Parts parts = Parts.of(terms, factor, 0);
        if (parts.standardDeviation() == 0) {
            return KnotLaw.ofAtoms(parts.facts("Fourier inversion", 0), new double[] {parts.least()}, new double[] {1});
        }
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Node node : parts.nodes) {
            Cumulants here = parts.at(node);
            low = Math.min(low, here.mean() - REACH * Math.sqrt(here.variance()));
            high = Math.max(high, here.mean() + REACH * Math.sqrt(here.variance()));
        }
        Rotations rotations = new Rotations(terms, 2 * Math.PI / (high - low));
        Series mixed = new Series(new double[MOST], new double[MOST], 0);
        for (Node node : parts.nodes) {
            mixed = mixed.plus(rotations.series(node), node.weight());
        }
        double smoothing = Whole.step(terms) / 4.0 + (high - low) * 1e-12;
        FourierLaw.Window window = new FourierLaw.Window(terms.certain + low, high - low);
        return new FourierLaw(
                parts.facts("Fourier inversion", smoothing),
                window,
                mixed.turned(-low / (high - low)),
                new KnotLaw.Range(parts.least(), parts.largest()));
    }

    /** Real and imaginary parts of φ at 1, 2, … times the lowest frequency. */
    @SuppressWarnings("ArrayRecordComponent") // never leaves the package, never compared
    record Series(double[] real, double[] imaginary, int size) {

        Series plus(Series other, double weight) {
            for (int k = 0; k < other.size; k++) {
                real[k] += weight * other.real[k];
                imaginary[k] += weight * other.imaginary[k];
            }
            return new Series(real, imaginary, Math.max(size, other.size));
        }

        /** Of the sum shifted by this share of the window. */
        Series turned(double share) {
            double[] re = new double[size];
            double[] im = new double[size];
            for (int k = 0; k < size; k++) {
                double turns = (k + 1) * share;
                double angle = 2 * Math.PI * (turns - Math.rint(turns));
                double c = StrictMath.cos(angle);
                double s = StrictMath.sin(angle);
                re[k] = real[k] * c - imaginary[k] * s;
                im[k] = real[k] * s + imaginary[k] * c;
            }
            return new Series(re, im, size);
        }
    }

    /** e^{iωa} of every term, and its powers one after the other. */
    private static final class Rotations {

        private final RevenueTerms terms;
        private final double[] cosine;
        private final double[] sine;
        private final double[] chance;
        private final double[] real;
        private final double[] imaginary;

        Rotations(RevenueTerms terms, double frequency) {
            this.terms = terms;
            int n = terms.size();
            cosine = new double[n];
            sine = new double[n];
            chance = new double[n];
            real = new double[n];
            imaginary = new double[n];
            for (int i = 0; i < n; i++) {
                boolean same = i > 0 && terms.win[i] == terms.win[i - 1];
                cosine[i] = same ? cosine[i - 1] : StrictMath.cos(frequency * terms.win[i]);
                sine[i] = same ? sine[i - 1] : StrictMath.sin(frequency * terms.win[i]);
            }
        }

        Series series(Node node) {
            Arrays.fill(real, 1);
            Arrays.fill(imaginary, 0);
            for (int i = 0; i < chance.length; i++) {
                chance[i] = node.chanceOf(terms.chance[i]);
            }
            double[] re = new double[MOST];
            double[] im = new double[MOST];
            int faded = 0;
            int k = 0;
            while (k < MOST && faded < 2) {
                next(re, im, k);
                faded = StrictMath.hypot(re[k], im[k]) < FADED ? faded + 1 : 0;
                k++;
            }
            if (faded < 2) {
                throw new IllegalArgumentException(
                        "Fourier inversion: the characteristic function must fade out within "
                                + MOST + " frequencies, was " + StrictMath.hypot(re[k - 1], im[k - 1])
                                + " there; a few terms decide too much, take headTail()");
            }
            return new Series(re, im, k);
        }

        /** Two products side by side, as neither waits for the other. */
        private void next(double[] re, double[] im, int k) {
            double evenRe = 1;
            double evenIm = 0;
            double oddRe = 1;
            double oddIm = 0;
            int n = real.length;
            for (int i = 0; i + 1 < n; i += 2) {
                double c = real[i] * cosine[i] - imaginary[i] * sine[i];
                double s = real[i] * sine[i] + imaginary[i] * cosine[i];
                real[i] = c;
                imaginary[i] = s;
                double factorRe = 1 - chance[i] + chance[i] * c;
                double factorIm = chance[i] * s;
                double kept = evenRe;
                evenRe = kept * factorRe - evenIm * factorIm;
                evenIm = kept * factorIm + evenIm * factorRe;
                double c2 = real[i + 1] * cosine[i + 1] - imaginary[i + 1] * sine[i + 1];
                double s2 = real[i + 1] * sine[i + 1] + imaginary[i + 1] * cosine[i + 1];
                real[i + 1] = c2;
                imaginary[i + 1] = s2;
                factorRe = 1 - chance[i + 1] + chance[i + 1] * c2;
                factorIm = chance[i + 1] * s2;
                kept = oddRe;
                oddRe = kept * factorRe - oddIm * factorIm;
                oddIm = kept * factorIm + oddIm * factorRe;
            }
            if ((n & 1) == 1) {
                int i = n - 1;
                double c = real[i] * cosine[i] - imaginary[i] * sine[i];
                imaginary[i] = real[i] * sine[i] + imaginary[i] * cosine[i];
                real[i] = c;
                double factorRe = 1 - chance[i] + chance[i] * c;
                double factorIm = chance[i] * imaginary[i];
                double kept = oddRe;
                oddRe = kept * factorRe - oddIm * factorIm;
                oddIm = kept * factorIm + oddIm * factorRe;
            }
            re[k] = evenRe * oddRe - evenIm * oddIm;
            im[k] = evenRe * oddIm + evenIm * oddRe;
        }
    }
}
