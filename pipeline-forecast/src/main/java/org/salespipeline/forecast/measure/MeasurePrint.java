package org.salespipeline.forecast.measure;

import com.google.common.base.Strings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.salespipeline.forecast.measure.Figures.Cell;
import org.salespipeline.forecast.measure.Figures.Unit;
import org.salespipeline.forecast.measure.MeasureTable.Row;
import org.salespipeline.forecast.statistics.Interval;

/** A table of figures as text. */
final class MeasurePrint {

    private final MeasureTable<?> table;
    private final int decimals;

    private MeasurePrint(MeasureTable<?> table) {
        this.table = table;
        decimals = table.currency().map(currency -> currency.getDecimalPlaces()).orElse(0);
    }

    static String of(MeasureTable<?> table) {
        StringBuilder text = new StringBuilder(table.title()).append(", as of ").append(table.asOfDate());
        table.currency().ifPresent(currency -> text.append(", amounts in ").append(currency));
        text.append("\n\n");
        new MeasurePrint(table).appendTable(text);
        text.append(table.missing().isEmpty() ? "" : "\n");
        table.missing().forEach(sentence -> text.append(sentence).append('\n'));
        return text.toString();
    }

    private void appendTable(StringBuilder text) {
        List<List<String>> lines = new ArrayList<>();
        List<String> header = new ArrayList<>(table.keys());
        List<? extends Row<?>> first = table.totals().isEmpty() ? table.rows() : table.totals();
        if (first.isEmpty()) {
            text.append("nothing to tell\n");
            return;
        }
        first.get(0).figures().cells().forEach(cell -> header.add(cell.name()));
        lines.add(header);
        table.rows().forEach(row -> lines.add(line(row)));
        boolean isAllThereIs =
                table.keys().size() == table.totals().get(0).own().size();
        int totalsFrom = lines.size();
        if (!isAllThereIs) {
            table.totals().forEach(row -> lines.add(line(row)));
            lines.get(totalsFrom).set(0, "total");
        }
        appendAligned(text, lines, totalsFrom);
    }

    private List<String> line(Row<?> row) {
        List<String> line = new ArrayList<>(row.keys(table));
        row.figures().cells().forEach(cell -> line.add(text(cell)));
        return line;
    }

    private void appendAligned(StringBuilder text, List<List<String>> lines, int totalsFrom) {
        int[] widths = new int[lines.get(0).size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        int keys = table.keys().size();
        for (int i = 0; i < lines.size(); i++) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String cell = lines.get(i).get(column);
                line.append(column == 0 ? "" : "  ")
                        .append(
                                column < keys
                                        ? Strings.padEnd(cell, widths[column], ' ')
                                        : Strings.padStart(cell, widths[column], ' '));
            }
            text.append(i == totalsFrom && totalsFrom > 1 ? "\n" : "")
                    .append(line.toString().stripTrailing())
                    .append('\n');
        }
    }

    private String text(Cell cell) {
        String value = cell.value().map(found -> number(cell.unit(), found)).orElse("-");
        return cell.interval()
                .map(interval -> value + " [" + ends(cell.unit(), interval) + "]")
                .orElse(value);
    }

    private String ends(Unit unit, Interval interval) {
        return end(unit, interval.low()) + ", " + end(unit, interval.high());
    }

    private String end(Unit unit, double end) {
        if (Double.isInfinite(end)) {
            return end > 0 ? "no end" : "no begin";
        }
        String text = number(unit, BigDecimal.valueOf(end));
        return unit == Unit.SHARE ? text.substring(0, text.length() - 2) : text;
    }

    private String number(Unit unit, BigDecimal value) {
        return switch (unit) {
            case COUNT -> String.format(Locale.ROOT, "%,d", value.longValueExact());
            case SHARE -> String.format(Locale.ROOT, "%.1f %%", value.movePointRight(2));
            case DAYS -> String.format(Locale.ROOT, value.stripTrailingZeros().scale() <= 0 ? "%,.0f" : "%,.1f", value);
            case AMOUNT, AMOUNT_PER_DAY -> String.format(Locale.ROOT, "%,." + decimals + "f", value);
            case RATIO -> String.format(Locale.ROOT, "%,.2f", value);
        };
    }
}
