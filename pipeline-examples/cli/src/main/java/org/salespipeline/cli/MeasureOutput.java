package org.salespipeline.cli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.forecast.measure.Figures.Cell;
import org.salespipeline.forecast.measure.MeasureTable;
import org.salespipeline.forecast.measure.MeasureTable.Row;
import org.salespipeline.forecast.statistics.Interval;

/**
 * Writes measures for people and for programs.
 *
 * @param imported where they come from
 * @param dimensions by what they are split
 * @param tables one for each measure and currency
 */
record MeasureOutput(Imported imported, List<String> dimensions, List<MeasureTable<?>> tables) {

    /** By what some measures split on their own account. */
    private static final List<String> OWN = List.of("process", "stage", "from", "to", "loss reason");

    String text() {
        StringBuilder text = new StringBuilder();
        tables.forEach(table -> text.append(table.toString().stripTrailing()).append("\n\n"));
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
        return csv.toString();
    }

    private List<Object> cells(MeasureTable<?> table, Row<?> row, Cell cell) {
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
        for (MeasureTable<?> table : tables) {
            json.beginObject()
                    .field("measure", table.title())
                    .field("as_of", table.asOfDate().toString())
                    .field("currency", table.currency());
            appendRows(json, "rows", table, table.rows());
            appendRows(json, "totals", table, table.totals());
            json.strings("missing", table.missing()).endObject();
        }
        return json.endArray().endObject().toString();
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
