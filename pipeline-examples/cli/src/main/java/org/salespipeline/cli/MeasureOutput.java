package org.salespipeline.cli;

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
import org.salespipeline.forecast.statistics.Interval;

/**
 * Writes measures for people and for programs.
 *
 * @param imported where they come from
 * @param dimensions by what they are split
 * @param tables one for each measure and currency
 * @param series what is told of one figure of each table
 */
record MeasureOutput(Imported imported, List<String> dimensions, List<MeasureTable<?>> tables, Series series) {

    /** By what some measures split on their own account. */
    private static final List<String> OWN = List.of("process", "stage", "from", "to", "loss reason", "lost to");

    /**
     * One figure of each table.
     *
     * @param all absent where there is none
     * @param hasTrends whether to tell since when they are other ones
     */
    record Series(List<Optional<MeasureSeries>> all, boolean hasTrends) {}

    String text() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < tables.size(); i++) {
            text.append(tables.get(i).toString().stripTrailing()).append("\n\n");
            series.all().get(i).ifPresent(one -> {
                String bars = one.bars();
                text.append(bars.isEmpty() ? "" : bars + "\n");
                text.append(series.hasTrends() ? one.trendText() + "\n" : "");
            });
        }
        return text.append(imported.text()).toString();
    }

    String csv() {
        List<Object> header = new ArrayList<>(List.of("as_of", "measure", "period_start", "period_end"));
        header.addAll(dimensions);
        OWN.forEach(key -> header.add((dimensions.contains(key) ? "measured " + key : key).replace(' ', '_')));
        header.addAll(List.of("figure", "unit", "currency", "value", "low", "high"));
        Csv csv = new Csv().row(header.toArray());
        for (MeasureTable<?> table : tables) {
            for (Row<?> row : table.rows()) {
                row.figures()
                        .cells()
                        .forEach(cell -> csv.row(cells(table, row, cell).toArray()));
            }
        }
        if (series.hasTrends()) {
            series.all().forEach(one -> one.ifPresent(told -> appendTrends(csv, told)));
        }
        return csv.toString();
    }

    /** A change has the period since which the figure is another one. */
    private static void appendTrends(Csv csv, MeasureSeries told) {
        MeasureTable<?> table = told.table();
        for (Trend trend : told.trends()) {
            if (trend.since().isPresent()) {
                Optional<FiscalPeriod> since = trend.since();
                Row<?> place = new Row<>(
                        since,
                        trend.segments(),
                        trend.own(),
                        table.rows().get(0).figures());
                String of = " of " + told.figure();
                Cell like = told.cell(place);
                for (Cell cell : List.of(
                        cell("before" + of, like.unit(), trend.before()),
                        cell("since" + of, like.unit(), trend.after()),
                        cell("p-value" + of, Unit.SHARE, trend.pValue()),
                        cell("false-discovery rate" + of, Unit.SHARE, trend.falseDiscoveryRate()))) {
                    csv.row(cells(table, place, cell).toArray());
                }
            }
        }
    }

    private static Cell cell(String name, Unit unit, double value) {
        return new Cell(name, unit, Optional.of(BigDecimal.valueOf(value)), Optional.empty());
    }

    private static List<Object> cells(MeasureTable<?> table, Row<?> row, Cell cell) {
        List<Object> cells = new ArrayList<>();
        cells.add(table.asOfDate());
        cells.add(table.title());
        cells.add(row.period().<Object>map(FiscalPeriod::start).orElse(""));
        cells.add(row.period().<Object>map(FiscalPeriod::lastDay).orElse(""));
        cells.addAll(row.segments());
        for (String key : OWN) {
            int place = table.ownKeys().indexOf(key);
            cells.add(place < 0 ? "" : row.own().get(place));
        }
        cells.add(cell.name());
        cells.add(unit(cell));
        cells.add(table.currency().<Object>map(unit -> unit).orElse(""));
        cells.add(cell.value().map(BigDecimal::toPlainString).orElse(""));
        cells.add(cell.interval()
                .flatMap(found -> finite(found.low()))
                .map(BigDecimal::toPlainString)
                .orElse(""));
        cells.add(cell.interval()
                .flatMap(found -> finite(found.high()))
                .map(BigDecimal::toPlainString)
                .orElse(""));
        return cells;
    }

    private static String unit(Cell cell) {
        return cell.unit().name().toLowerCase(Locale.ROOT);
    }

    /** What nothing bounds is left empty. */
    private static Optional<BigDecimal> finite(double end) {
        return Double.isInfinite(end) ? Optional.empty() : Optional.of(BigDecimal.valueOf(end));
    }

    String json() {
        Json json = new Json().beginObject();
        imported.appendTo(json);
        json.name("measures").beginArray();
        for (int i = 0; i < tables.size(); i++) {
            MeasureTable<?> table = tables.get(i);
            json.beginObject()
                    .field("measure", table.title())
                    .field("as_of", table.asOfDate().toString())
                    .field("currency", table.currency());
            appendRows(json, "rows", table, table.rows());
            appendRows(json, "totals", table, table.totals());
            if (series.hasTrends()) {
                series.all().get(i).ifPresent(told -> appendTrends(json, told));
            }
            json.strings("missing", table.missing()).endObject();
        }
        return json.endArray().endObject().toString();
    }

    private static void appendTrends(Json json, MeasureSeries told) {
        List<String> keys = new ArrayList<>(told.table().keys());
        keys.remove(0);
        json.name("trends").beginArray();
        for (Trend trend : told.trends()) {
            json.beginObject().field("figure", told.figure());
            List<String> place = new ArrayList<>(trend.segments());
            place.addAll(trend.own());
            for (int i = 0; i < place.size(); i++) {
                json.field(keys.get(i), place.get(i));
            }
            json.field("since", trend.since().map(FiscalPeriod::start));
            if (trend.since().isPresent()) {
                json.field("before", BigDecimal.valueOf(trend.before()));
                json.field("after", BigDecimal.valueOf(trend.after()));
            }
            json.field("p_value", BigDecimal.valueOf(trend.pValue()))
                    .field("false_discovery_rate", BigDecimal.valueOf(trend.falseDiscoveryRate()))
                    .endObject();
        }
        json.endArray();
    }

    private static void appendRows(Json json, String name, MeasureTable<?> table, List<? extends Row<?>> rows) {
        json.name(name).beginArray();
        for (Row<?> row : rows) {
            json.beginObject();
            List<String> keys = row.keys(table);
            for (int i = 0; i < keys.size(); i++) {
                json.field(table.keys().get(i), keys.get(i));
            }
            json.name("figures").beginArray();
            row.figures().cells().forEach(cell -> append(json, cell));
            json.endArray().endObject();
        }
        json.endArray();
    }

    private static void append(Json json, Cell cell) {
        json.beginObject().field("name", cell.name()).field("unit", unit(cell));
        append(json, "value", cell.value());
        if (cell.interval().isPresent()) {
            Interval interval = cell.interval().get();
            append(json, "low", finite(interval.low()));
            append(json, "high", finite(interval.high()));
        }
        json.endObject();
    }

    private static void append(Json json, String name, Optional<BigDecimal> value) {
        json.name(name);
        if (value.isPresent()) {
            json.value(value.get());
        } else {
            json.nullValue();
        }
    }
}
