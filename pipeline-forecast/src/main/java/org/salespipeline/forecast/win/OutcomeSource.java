package org.salespipeline.forecast.win;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.forecast.view.DealColumns.Segments;
import org.salespipeline.forecast.view.DealColumns.StageRef;
import org.salespipeline.forecast.view.PipelineView;

/**
 * What may be known of a deal before its outcome: the amount and the dimensions, a dimension of numbers as numbers. The stage, the
 * dates of the close and what a person called change with the outcome and play no part.
 */
final class OutcomeSource {

    private static final double MOSTLY = 0.95;
    private static final int ENOUGH_NUMBERS = 8;

    final DealColumns deals;
    final List<Column> columns = new ArrayList<>();

    OutcomeSource(PipelineView view) {
        deals = view.deals();
        columns.add(amount());
        for (String dimension : OpenDeals.dimensions(deals)) {
            if (!dimension.equals("category")) {
                columns.add(column(dimension));
            }
        }
    }

    /**
     * One thing known.
     *
     * @param codes by row of the deals
     * @param names by code; a code without a name is not known
     * @param numbers by code, or empty if they are no numbers
     */
    @SuppressWarnings("ArrayRecordComponent") // never leaves the package, never compared
    record Column(String name, int[] codes, List<String> names, float[] numbers) {

        boolean isNumber() {
            return numbers.length > 0;
        }

        boolean isKnown(int row) {
            return codes[row] < names.size();
        }
    }

    boolean isWon(int row) {
        return stage(row).isWon();
    }

    boolean isDecided(int row) {
        return stage(row).isWon() || stage(row).isLost();
    }

    private StageRef stage(int row) {
        return deals.stages().get(deals.stage(row));
    }

    private Column amount() {
        int[] codes = new int[deals.size()];
        Map<Long, Integer> seen = new LinkedHashMap<>();
        for (int row = 0; row < codes.length; row++) {
            boolean usable = deals.hasAmount(row) && deals.amountMinor(row) > 0;
            codes[row] = usable ? seen.computeIfAbsent(deals.amountMinor(row), minor -> seen.size()) : -1;
        }
        List<String> names = new ArrayList<>();
        float[] numbers = new float[seen.size()];
        seen.keySet().forEach(minor -> {
            numbers[names.size()] = minor.floatValue();
            names.add(minor.toString());
        });
        for (int row = 0; row < codes.length; row++) {
            codes[row] = codes[row] < 0 ? names.size() : codes[row];
        }
        return new Column("amount", codes, names, numbers);
    }

    private Column column(String dimension) {
        int[] codes = new int[deals.size()];
        if (!deals.hasDimension(dimension)) {
            return new Column(dimension, codes, List.of(), new float[0]);
        }
        Segments segments = deals.segments(dimension);
        int[] counts = new int[segments.size()];
        for (int row = 0; row < codes.length; row++) {
            codes[row] = segments.code(row);
            counts[codes[row]]++;
        }
        return new Column(dimension, codes, segments.names(), numbers(segments.names(), counts));
    }

    /** The names as numbers, where nearly all of them are; what is none is not known. */
    private static float[] numbers(List<String> names, int[] counts) {
        float[] numbers = new float[names.size()];
        long known = 0;
        long all = 0;
        int different = 0;
        for (int code = 0; code < numbers.length; code++) {
            numbers[code] = number(names.get(code));
            boolean isNumber = numbers[code] != OpenDeals.UNKNOWN;
            different += isNumber ? 1 : 0;
            known += isNumber ? counts[code] : 0;
            all += counts[code];
        }
        return different >= ENOUGH_NUMBERS && known >= MOSTLY * all ? numbers : new float[0];
    }

    private static float number(String text) {
        try {
            float parsed = Float.parseFloat(text.strip());
            return Float.isFinite(parsed) ? parsed : OpenDeals.UNKNOWN;
        } catch (NumberFormatException notANumber) {
            return OpenDeals.UNKNOWN;
        }
    }
}
