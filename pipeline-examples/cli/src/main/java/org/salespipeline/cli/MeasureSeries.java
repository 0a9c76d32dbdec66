package org.salespipeline.cli;

import com.google.common.base.Strings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.forecast.measure.Figures.Cell;
import org.salespipeline.forecast.measure.Figures.Unit;
import org.salespipeline.forecast.measure.MeasureTable;
import org.salespipeline.forecast.measure.MeasureTable.Row;
import org.salespipeline.forecast.measure.MeasureTable.Trend;

/**
 * One figure of all rows of a table: as bars, and since when it is another one.
 *
 * @param table of which measure
 * @param figure by its name
 */
record MeasureSeries(MeasureTable<?> table, String figure) {

    /** What each measure is looked at for, unless another figure is asked for. */
    private static final List<String> LEADING = List.of(
            "win rate by count",
            "median days to win",
            "median days",
            "moves on",
            "pace",
            "censor-aware chance",
            "moved on",
            "realised velocity",
            "mean amount",
            "amount at entry",
            "pushed share",
            "slip rate by count",
            "attainment",
            "share by then",
            "net amount",
            "share");

    private static final int LONGEST_BAR = 40;
    private static final int FEWEST_ROWS = 2;
    private static final int MOST_ROWS = 40;

    /** The figure that is asked for, else the one that the measure is looked at for; empty when it has none. */
    static Optional<MeasureSeries> of(MeasureTable<?> table, Optional<String> figure) {
        List<String> names = names(table);
        return figure.or(() -> LEADING.stream()
                        .filter(names::contains)
                        .findFirst()
                        .or(() -> names.stream()
                                .filter(name -> name.startsWith("there within"))
                                .findFirst()))
                .map(name -> new MeasureSeries(table, name));
    }

    /** The names of all figures of a table. */
    static List<String> names(MeasureTable<?> table) {
        return table.totals().stream()
                .limit(1)
                .flatMap(row -> row.figures().cells().stream())
                .map(Cell::name)
                .toList();
    }

    /** Whether the table has the figure, or nothing at all. */
    boolean isKnown() {
        return table.totals().isEmpty() || names(table).contains(figure);
    }

    /** A bar for each row; nothing where there is nothing to compare, or more than anybody looks at. */
    String bars() {
        List<List<String>> lines = new ArrayList<>();
        BigDecimal largest = table.rows().stream()
                .flatMap(row -> value(row).stream())
                .map(BigDecimal::abs)
                .reduce(BigDecimal.ZERO, BigDecimal::max);
        for (Row<?> row : table.rows()) {
            value(row)
                    .ifPresent(found -> lines.add(
                            List.of(String.join(" ", row.keys(table)), text(row, found), bar(found, largest))));
        }
        if (lines.size() < FEWEST_ROWS || lines.size() > MOST_ROWS || largest.signum() == 0) {
            return "";
        }
        int keys = lines.stream().mapToInt(line -> line.get(0).length()).max().orElse(0);
        int values = lines.stream().mapToInt(line -> line.get(1).length()).max().orElse(0);
        StringBuilder bars = new StringBuilder(figure).append('\n');
        for (List<String> line : lines) {
            String told = Strings.padEnd(line.get(0), keys, ' ') + "  " + Strings.padStart(line.get(1), values, ' ');
            bars.append((told + "  " + line.get(2)).stripTrailing()).append('\n');
        }
        return bars.toString();
    }

    private Optional<BigDecimal> value(Row<?> row) {
        return cell(row).value();
    }

    /** The cell of the figure in a row. */
    Cell cell(Row<?> row) {
        return row.figures().cells().stream()
                .filter(cell -> cell.name().equals(figure))
                .findFirst()
                .orElseThrow();
    }

    private static String bar(BigDecimal value, BigDecimal largest) {
        double share = value.abs().doubleValue() / largest.doubleValue();
        return (value.signum() < 0 ? "-" : "#").repeat((int) Math.ceil(share * LONGEST_BAR));
    }

    private String text(Row<?> row, BigDecimal value) {
        return text(cell(row).unit(), value.doubleValue());
    }

    private static String text(Unit unit, double value) {
        return switch (unit) {
            case COUNT -> String.format(Locale.ROOT, "%,.0f", value);
            case SHARE -> String.format(Locale.ROOT, "%.1f %%", value * 100);
            case DAYS -> String.format(Locale.ROOT, "%,.1f", value);
            case AMOUNT, AMOUNT_PER_DAY, RATIO -> String.format(Locale.ROOT, "%,.2f", value);
        };
    }

    /** Since when the figure is another one, in the order of the rows. */
    List<Trend> trends() {
        return table.trends(figure);
    }

    /** The trends as sentences. */
    String trendText() {
        StringBuilder text = new StringBuilder("changes of ").append(figure).append('\n');
        List<Trend> trends = trends();
        for (Trend trend : trends) {
            List<String> keys = new ArrayList<>(trend.segments());
            keys.addAll(trend.own());
            text.append(keys.isEmpty() ? "all" : String.join(" ", keys))
                    .append(": ")
                    .append(sentence(trend))
                    .append('\n');
        }
        return text.append(trends.isEmpty() ? "none to be told from fewer than four periods that are over\n" : "")
                .toString();
    }

    private String sentence(Trend trend) {
        Unit unit = cell(table.rows().get(0)).unit();
        return trend.since()
                .map(FiscalPeriod::toString)
                .map(since -> String.format(
                        Locale.ROOT,
                        "%s before %s, %s since; p-value %.4f, false-discovery rate %.4f",
                        text(unit, trend.before()),
                        since,
                        text(unit, trend.after()),
                        trend.pValue(),
                        trend.falseDiscoveryRate()))
                .orElse("no change");
    }
}
