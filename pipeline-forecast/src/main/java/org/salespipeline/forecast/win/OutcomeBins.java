package org.salespipeline.forecast.win;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What is known of deals, cut into bins that were learned from some of them: numbers by their order, frequent texts one by one,
 * and where there are many texts the share of wins among the deals of the same text too. The share of a deal that is learned
 * from counts only deals that come before it (ordered target statistics), so that no deal's own outcome is in it.
 *
 * <p>Source: L. Prokhorenkova, G. Gusev, A. Vorobev, A. V. Dorogush, A. Gulin (2018), CatBoost: unbiased boosting with categorical
 * features, <i>NeurIPS</i>.
 */
final class OutcomeBins {

    private static final int ENOUGH = 5;
    private static final int MOST_TEXTS = 60;
    private static final int MANY_TEXTS = 12;
    private static final double STRENGTH = 10;

    final List<Feature> features = new ArrayList<>();
    /** The codes of the rows learned from, by feature. */
    final byte[][] learned;

    private final List<OutcomeSource.Column> columns = new ArrayList<>();
    /** By feature and code of the column. */
    private final List<byte[]> codes = new ArrayList<>();

    /**
     * Learns the bins.
     *
     * @param rows of decided deals, the oldest first
     */
    OutcomeBins(OutcomeSource source, int[] rows) {
        List<byte[]> ofRows = new ArrayList<>();
        for (OutcomeSource.Column column : source.columns) {
            if (column.isNumber()) {
                addNumber(column, rows, ofRows);
            } else {
                addText(column, rows, ofRows);
                addShare(source, column, rows, ofRows);
            }
        }
        learned = ofRows.toArray(byte[][]::new);
    }

    int size() {
        return features.size();
    }

    /** The code of any deal. */
    int code(int feature, int row) {
        return codes.get(feature)[columns.get(feature).codes()[row]];
    }

    private void add(OutcomeSource.Column column, Feature feature, byte[] byCode, byte[] byRow, List<byte[]> ofRows) {
        boolean varies = false;
        for (byte code : byRow) {
            varies |= code != byRow[0];
        }
        if (varies) {
            features.add(feature);
            columns.add(column);
            codes.add(byCode);
            ofRows.add(byRow);
        }
    }

    private static byte[] byRow(OutcomeSource.Column column, byte[] byCode, int[] rows) {
        byte[] codes = new byte[rows.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = byCode[column.codes()[rows[i]]];
        }
        return codes;
    }

    private void addNumber(OutcomeSource.Column column, int[] rows, List<byte[]> ofRows) {
        float[] values = new float[rows.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.isKnown(rows[i]) ? column.numbers()[column.codes()[rows[i]]] : OpenDeals.UNKNOWN;
        }
        Arrays.sort(values);
        Feature feature = Feature.ofNumber(column.name(), Feature.edges(values));
        byte[] byCode = new byte[column.numbers().length + 1];
        for (int code = 0; code < column.numbers().length; code++) {
            byCode[code] = (byte) feature.codeOf(column.numbers()[code]);
        }
        add(column, feature, byCode, byRow(column, byCode, rows), ofRows);
    }

    private void addText(OutcomeSource.Column column, int[] rows, List<byte[]> ofRows) {
        int[] counts = new int[column.names().size() + 1];
        for (int row : rows) {
            counts[column.codes()[row]]++;
        }
        int[] frequent = IntStream.range(0, column.names().size())
                .filter(code -> counts[code] >= ENOUGH)
                .boxed()
                .sorted(Comparator.comparing((Integer code) -> -counts[code]).thenComparing(code -> code))
                .limit(MOST_TEXTS)
                .mapToInt(code -> code)
                .toArray();
        Map<String, Integer> known = new LinkedHashMap<>();
        byte[] byCode = new byte[counts.length];
        Arrays.fill(byCode, 0, counts.length - 1, (byte) Feature.RARE);
        for (int code : frequent) {
            byCode[code] = (byte) (known.size() + 2);
            known.put(column.names().get(code), known.size() + 2);
        }
        Feature feature = new Feature(column.name(), column.name(), Feature.Kind.TEXT, new float[0], known);
        add(column, feature, byCode, byRow(column, byCode, rows), ofRows);
    }

    private void addShare(OutcomeSource source, OutcomeSource.Column column, int[] rows, List<byte[]> ofRows) {
        if (column.names().size() < MANY_TEXTS) {
            return;
        }
        int size = column.names().size();
        double[] won = new double[size + 1];
        double[] all = new double[size + 1];
        double wins = 0.5;
        float[] shares = new float[rows.length];
        for (int i = 0; i < shares.length; i++) {
            int code = column.codes()[rows[i]];
            shares[i] = code == size
                    ? OpenDeals.UNKNOWN
                    : (float) ((won[code] + STRENGTH * wins / (i + 1)) / (all[code] + STRENGTH));
            int win = source.isWon(rows[i]) ? 1 : 0;
            won[code] += win;
            wins += win;
            all[code]++;
        }
        float[] sorted = shares.clone();
        Arrays.sort(sorted);
        String name = "earlier wins of the " + column.name();
        Feature feature = new Feature(name, column.name(), Feature.Kind.SHARE, Feature.edges(sorted), Map.of());
        byte[] byCode = new byte[size + 1];
        for (int code = 0; code < size; code++) {
            float share = (float) ((won[code] + STRENGTH * wins / (rows.length + 1)) / (all[code] + STRENGTH));
            byCode[code] = (byte) feature.codeOf(share);
        }
        byte[] byRow = new byte[rows.length];
        for (int i = 0; i < byRow.length; i++) {
            byRow[i] = (byte) feature.codeOf(shares[i]);
        }
        add(column, feature, byCode, byRow, ofRows);
    }
}
