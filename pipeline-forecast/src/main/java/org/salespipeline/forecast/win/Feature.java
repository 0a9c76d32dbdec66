package org.salespipeline.forecast.win;

import com.google.common.collect.ImmutableMap;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.salespipeline.forecast.view.DealColumns.Segments;

/**
 * One thing known of a deal, cut into bins: code 0 is what is not known, so that not to be known is a kind of its own.
 *
 * @param name for people
 * @param dimension where it is read: a number of {@link OpenDeals#NUMBERS}, a dimension, or {@code stage}
 * @param kind how it is cut
 * @param edges of a number or of a share: bin b + 1 holds what is above edge b − 1 and at most edge b
 * @param codes of a kind: code by text; texts that are rare share {@link #RARE}
 */
@SuppressWarnings("ArrayRecordComponent") // never leaves the package, never compared
record Feature(String name, String dimension, Kind kind, float[] edges, Map<String, Integer> codes) {

    /** How a feature is made of what is known. */
    enum Kind {
        /** A number in bins that have an order. */
        NUMBER,
        /** A text; the order means nothing. */
        TEXT,
        /** The share of wins among the earlier deals with the same text, in bins that have an order. */
        SHARE
    }

    static final int RARE = 1;
    private static final int MOST_BINS = 16;

    Feature {
        codes = ImmutableMap.copyOf(codes);
    }

    static Feature ofNumber(String name, float[] edges) {
        return new Feature(name, name, Kind.NUMBER, edges, Map.of());
    }

    /** The number of codes. */
    int size() {
        return kind == Kind.TEXT ? codes.size() + 2 : edges.length + 2;
    }

    boolean isOrdered() {
        return kind != Kind.TEXT;
    }

    int codeOf(float number) {
        if (number == OpenDeals.UNKNOWN) {
            return 0;
        }
        int at = Arrays.binarySearch(edges, number);
        return 1 + (at >= 0 ? at : -at - 1);
    }

    int codeOf(String text) {
        return codes.getOrDefault(text, RARE);
    }

    /** The codes of the segments of a view. */
    byte[] codesOf(OpenDeals open, Segments segments) {
        byte[] found = new byte[segments.size()];
        float[] shares = kind == Kind.SHARE ? open.winShares(segments, Encoding.SHARE_STRENGTH) : new float[0];
        for (int code = 0; code < segments.names().size(); code++) {
            found[code] = (byte)
                    (kind == Kind.SHARE
                            ? codeOf(shares[code])
                            : codeOf(segments.names().get(code)));
        }
        return found;
    }

    /** What a code stands for, for people. */
    String label(int code) {
        if (code == 0) {
            return "not known";
        }
        if (kind == Kind.TEXT) {
            return codes.entrySet().stream()
                    .filter(entry -> entry.getValue() == code)
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse("other");
        }
        String above = code == 1 ? "" : "above " + number(edges[code - 2]);
        String upTo = code == edges.length + 1 ? "" : "up to " + number(edges[code - 1]);
        return above.isEmpty() && upTo.isEmpty() ? "any" : (above + " " + upTo).strip();
    }

    private static String number(float value) {
        return value == StrictMath.rint(value)
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.2f", value);
    }

    /** Edges that cut sorted numbers into bins of about as many; of equal numbers none is cut. */
    static float[] edges(float[] sorted) {
        float[] edges = new float[MOST_BINS - 1];
        int count = 0;
        int known = 0;
        while (known < sorted.length && sorted[known] == OpenDeals.UNKNOWN) {
            known++;
        }
        int size = sorted.length - known;
        for (int bin = 1; bin < MOST_BINS && size > 0; bin++) {
            float edge = sorted[known + (int) ((long) bin * size / MOST_BINS)];
            boolean last = edge == sorted[sorted.length - 1];
            if (!last && (count == 0 || edge > edges[count - 1])) {
                edges[count++] = edge;
            }
        }
        return Arrays.copyOf(edges, count);
    }
}
