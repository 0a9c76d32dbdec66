package org.salespipeline.forecast.measure;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.forecast.measure.Figures.Cell;
import org.salespipeline.forecast.measure.MeasureTable.Row;
import org.salespipeline.forecast.measure.MeasureTable.Trend;
import org.salespipeline.forecast.statistics.ChangePoint;
import org.salespipeline.forecast.statistics.ChangePoint.Shift;
import org.salespipeline.forecast.statistics.FalseDiscovery;

/** Looks for changes of one figure over the periods of a table. */
final class Trends {

    private static final long SEED = 0x5452454e4453L;
    private static final int REDISTRIBUTIONS = 9_999;
    private static final int AT_LEAST = 4;

    private Trends() {}

    /** Whose figure it is. */
    private record Place(List<String> segments, List<String> own) {}

    /** What the figure was in a period. */
    private record Point(FiscalPeriod period, double value) {}

    static List<Trend> of(MeasureTable<?> table, String figure) {
        Map<Place, List<Point>> series = new LinkedHashMap<>();
        for (Row<?> row : table.rows()) {
            FiscalPeriod period = row.period().orElseThrow();
            Optional<Double> value = cell(row, figure).value().map(Number::doubleValue);
            if (value.isPresent() && !period.lastDay().isAfter(table.asOfDate())) {
                series.computeIfAbsent(new Place(row.segments(), row.own()), unused -> new ArrayList<>())
                        .add(new Point(period, value.get()));
            }
        }
        series.values().removeIf(points -> points.size() < AT_LEAST);
        List<Shift> shifts = series.values().stream().map(Trends::shift).toList();
        double[] rates = FalseDiscovery.adjusted(
                shifts.stream().mapToDouble(Shift::pValue).toArray());
        ImmutableList.Builder<Trend> trends = ImmutableList.builder();
        int told = 0;
        for (Map.Entry<Place, List<Point>> one : series.entrySet()) {
            Shift shift = shifts.get(told);
            trends.add(new Trend(
                    one.getKey().segments(),
                    one.getKey().own(),
                    shift.at() < 0
                            ? Optional.empty()
                            : Optional.of(one.getValue().get(shift.at()).period()),
                    shift.before(),
                    shift.after(),
                    shift.pValue(),
                    rates[told++]));
        }
        return trends.build();
    }

    private static Shift shift(List<Point> points) {
        return ChangePoint.of(SEED, REDISTRIBUTIONS)
                .inValues(points.stream().mapToDouble(Point::value).toArray());
    }

    private static Cell cell(Row<?> row, String figure) {
        List<Cell> cells = row.figures().cells();
        return cells.stream()
                .filter(cell -> cell.name().equals(figure))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown figure " + figure + "; the measure has "
                        + cells.stream().map(Cell::name).toList()));
    }
}
