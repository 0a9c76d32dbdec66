package org.salespipeline.forecast.win;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.salespipeline.forecast.view.DealColumns.Segments;

/**
 * Cuts what is known of open deals into bins, learned once and the same for every view. Feature 0 is the stage, then come the
 * numbers of {@link OpenDeals#NUMBERS}, then the dimensions that tell deals apart.
 */
final class Encoding {

    /** As many earlier deals weighs the common share of wins in that of a text. */
    static final double SHARE_STRENGTH = 20;

    static final int STAGE = 0;
    static final int IN_STAGE = 1 + OpenDeals.IN_STAGE;

    private static final int MOST_TEXTS = 40;
    private static final int ENOUGH = 20;

    private final ImmutableList<Feature> features;

    private Encoding(List<Feature> features) {
        this.features = ImmutableList.copyOf(features);
    }

    ImmutableList<Feature> features() {
        return features;
    }

    /** Learns the bins from the open deals of earlier moments. */
    static Encoding learn(List<OpenDeals> past) {
        List<Feature> features = new ArrayList<>();
        features.add(ofText("stage", stageCounts(past)));
        for (int number = 0; number < OpenDeals.NUMBERS.size(); number++) {
            features.add(Feature.ofNumber(OpenDeals.NUMBERS.get(number), Feature.edges(sorted(past, number))));
        }
        TreeSet<String> dimensions = new TreeSet<>();
        past.forEach(open -> dimensions.addAll(OpenDeals.dimensions(open.deals)));
        for (String dimension : dimensions) {
            Map<String, Integer> counts = counts(past, dimension);
            long frequent = counts.values().stream().filter(n -> n >= ENOUGH).count();
            if (frequent > MOST_TEXTS || (frequent < 2 && counts.size() > ENOUGH)) {
                features.add(ofShare(dimension, past));
            } else if (frequent > 0) {
                features.add(ofText(dimension, counts));
            }
        }
        return new Encoding(features);
    }

    private static Feature ofText(String name, Map<String, Integer> counts) {
        Map<String, Integer> codes = new LinkedHashMap<>();
        for (Map.Entry<String, Integer> entry : counts.entrySet()) {
            if (entry.getValue() >= ENOUGH && codes.size() < MOST_TEXTS) {
                codes.put(entry.getKey(), codes.size() + 2);
            }
        }
        return new Feature(name, name, Feature.Kind.TEXT, new float[0], codes);
    }

    private static Feature ofShare(String dimension, List<OpenDeals> past) {
        FloatList all = new FloatList();
        for (OpenDeals open : past) {
            if (open.deals.hasDimension(dimension)) {
                Segments segments = open.deals.segments(dimension);
                float[] shares = open.winShares(segments, SHARE_STRENGTH);
                for (int row : open.rows) {
                    int code = segments.code(row);
                    all.add(code == segments.noValue() ? OpenDeals.UNKNOWN : shares[code]);
                }
            }
        }
        float[] values = all.toArray();
        Arrays.sort(values);
        return new Feature(
                "earlier wins of the " + dimension, dimension, Feature.Kind.SHARE, Feature.edges(values), Map.of());
    }

    private static float[] sorted(List<OpenDeals> past, int number) {
        int size = past.stream().mapToInt(OpenDeals::size).sum();
        float[] all = new float[size];
        int at = 0;
        for (OpenDeals open : past) {
            System.arraycopy(open.numbers[number], 0, all, at, open.size());
            at += open.size();
        }
        Arrays.sort(all);
        return all;
    }

    private static Map<String, Integer> stageCounts(List<OpenDeals> past) {
        Map<String, Integer> counts = new TreeMap<>();
        for (OpenDeals open : past) {
            String[] names = open.stageNames();
            int[] ofCode = new int[names.length];
            for (int row : open.rows) {
                ofCode[open.deals.stage(row)]++;
            }
            addAll(counts, Arrays.asList(names), ofCode);
        }
        return counts;
    }

    private static Map<String, Integer> counts(List<OpenDeals> past, String dimension) {
        Map<String, Integer> counts = new TreeMap<>();
        for (OpenDeals open : past) {
            if (open.deals.hasDimension(dimension)) {
                Segments segments = open.deals.segments(dimension);
                int[] ofCode = new int[segments.size()];
                for (int row : open.rows) {
                    ofCode[segments.code(row)]++;
                }
                addAll(counts, segments.names(), ofCode);
            }
        }
        return counts;
    }

    private static void addAll(Map<String, Integer> counts, List<String> names, int[] ofCode) {
        for (int code = 0; code < names.size(); code++) {
            if (ofCode[code] > 0) {
                counts.merge(names.get(code), ofCode[code], Integer::sum);
            }
        }
    }

    /** The codes of open deals: a column per feature. */
    byte[][] encode(OpenDeals open) {
        byte[][] codes = new byte[features.size()][open.size()];
        for (int f = 0; f < codes.length; f++) {
            encode(open, f, codes[f]);
        }
        return codes;
    }

    private void encode(OpenDeals open, int f, byte[] column) {
        Feature feature = features.get(f);
        if (f == STAGE) {
            String[] names = open.stageNames();
            byte[] ofStage = new byte[names.length];
            for (int stage = 0; stage < names.length; stage++) {
                ofStage[stage] = (byte) feature.codeOf(names[stage]);
            }
            for (int i = 0; i < column.length; i++) {
                column[i] = ofStage[open.deals.stage(open.rows[i])];
            }
        } else if (feature.kind() == Feature.Kind.NUMBER) {
            float[] numbers = open.numbers[f - 1];
            for (int i = 0; i < column.length; i++) {
                column[i] = (byte) feature.codeOf(numbers[i]);
            }
        } else if (open.deals.hasDimension(feature.dimension())) {
            Segments segments = open.deals.segments(feature.dimension());
            byte[] ofSegment = feature.codesOf(open, segments);
            for (int i = 0; i < column.length; i++) {
                column[i] = ofSegment[segments.code(open.rows[i])];
            }
        }
    }

    /** A growing column. */
    private static final class FloatList {

        private float[] values = new float[1024];
        private int size;

        void add(float value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = value;
        }

        float[] toArray() {
            return Arrays.copyOf(values, size);
        }
    }
}
