package org.salespipeline.forecast.revenue;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The discrete Fourier transform of a power of two by one fixed radix-2 algorithm, so that its bits are the same everywhere.
 *
 * <p>Source: J. W. Cooley, J. W. Tukey (1965), An algorithm for the machine calculation of complex Fourier series,
 * <i>Mathematics of Computation</i> 19:297–301.
 */
final class Fft {

    private static final int LARGEST = 24;

    /** Equal whoever makes it first. */
    private static final AtomicReferenceArray<@Nullable Fft> KNOWN = new AtomicReferenceArray<>(LARGEST + 1);

    private final int size;
    private final int[] reversed;
    private final double[] cosine;
    private final double[] sine;

    private Fft(int bits) {
        size = 1 << bits;
        reversed = new int[size];
        for (int i = 0; i < size; i++) {
            reversed[i] = bits == 0 ? 0 : Integer.reverse(i) >>> (Integer.SIZE - bits);
        }
        int half = Math.max(size / 2, 1);
        cosine = new double[half];
        sine = new double[half];
        for (int i = 0; i < half; i++) {
            double angle = -2 * Math.PI * i / size;
            cosine[i] = StrictMath.cos(angle);
            sine[i] = StrictMath.sin(angle);
        }
    }

    /** The transform of at least so many numbers. */
    static Fft ofAtLeast(int numbers) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(numbers, 1) - 1);
        checkArgument(bits <= LARGEST, "a transform must be of at most 2^%s numbers, was %s", LARGEST, numbers);
        Fft known = KNOWN.get(bits);
        if (known == null) {
            known = new Fft(bits);
            KNOWN.set(bits, known);
        }
        return known;
    }

    int size() {
        return size;
    }

    /** Replaces x by Σ x[j] e^(−2πi jk / size). */
    void transform(double[] real, double[] imaginary) {
        for (int i = 0; i < size; i++) {
            int j = reversed[i];
            if (j > i) {
                double keptReal = real[i];
                real[i] = real[j];
                real[j] = keptReal;
                double keptImaginary = imaginary[i];
                imaginary[i] = imaginary[j];
                imaginary[j] = keptImaginary;
            }
        }
        for (int half = 1; half < size; half <<= 1) {
            butterflies(real, imaginary, half);
        }
    }

    private void butterflies(double[] real, double[] imaginary, int half) {
        int step = size / (2 * half);
        for (int start = 0; start < size; start += 2 * half) {
            for (int k = 0; k < half; k++) {
                double c = cosine[k * step];
                double s = sine[k * step];
                int top = start + k;
                int below = top + half;
                double turnedReal = c * real[below] - s * imaginary[below];
                double turnedImaginary = c * imaginary[below] + s * real[below];
                real[below] = real[top] - turnedReal;
                imaginary[below] = imaginary[top] - turnedImaginary;
                real[top] += turnedReal;
                imaginary[top] += turnedImaginary;
            }
        }
    }
}
