package org.salespipeline.forecast.measure;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableList;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.forecast.view.DealColumns;

/**
 * The answer of a {@link Measure}: a row of figures for each period and segment, and totals that are made of the same deals
 * and not of the rows. Immutable. Prints as a table.
 *
 * @param <F> what each row says
 */
public final class MeasureTable<F extends Figures> {

    /**
     * The segment of deals that have no value in a dimension. A value that is this very text, with or without quotes around
     * it, stands in one more pair of quotes.
     */
    public static final String NO_VALUE = DealColumns.Segments.NO_VALUE;

    private final Heading heading;
    private final ImmutableList<Row<F>> rows;
    private final ImmutableList<Row<F>> totals;
    private final ImmutableList<String> missing;

    /** What stands over the table. */
    record Heading(
            String title,
            LocalDate asOfDate,
            Optional<CurrencyUnit> currency,
            boolean hasPeriods,
            List<String> dimensions,
            List<String> ownKeys) {}

    MeasureTable(Heading heading, List<Row<F>> rows, List<Row<F>> totals, List<String> missing) {
        this.heading = heading;
        this.rows = ImmutableList.copyOf(rows);
        this.totals = ImmutableList.copyOf(totals);
        this.missing = ImmutableList.copyOf(missing);
    }

    /** What was measured and by which policies. */
    public String title() {
        return heading.title();
    }

    /** The day from which it was measured. */
    public LocalDate asOfDate() {
        return heading.asOfDate();
    }

    /**
     * The one currency of all amounts; XXX, ISO 4217 for none, when no deal has one. Absent when the measure adds no amounts
     * and none was asked for.
     */
    public Optional<CurrencyUnit> currency() {
        return heading.currency();
    }

    /**
     * What names a row: period, if any were asked for, the dimensions, and the {@link #ownKeys}. An own key with the name of a
     * dimension is told apart as measured.
     */
    public List<String> keys() {
        return Stream.of(
                        heading.hasPeriods() ? List.of("period") : List.<String>of(),
                        heading.dimensions(),
                        heading.ownKeys().stream()
                                .map(key -> heading.dimensions().contains(key) ? "measured " + key : key)
                                .toList())
                .flatMap(List::stream)
                .toList();
    }

    /** What the measure splits by on its own account, such as stages; empty for many measures. */
    public List<String> ownKeys() {
        return heading.ownKeys();
    }

    /**
     * By period, then by the names of the segments, no value last, then by own key, stages in the order of their process. A
     * measure without own keys has a row for every asked period and every segment that it found; others have those with
     * something to tell.
     */
    public List<Row<F>> rows() {
        return rows;
    }

    /** All segments and periods together: one row, or one for each own key. */
    public List<Row<F>> totals() {
        return totals;
    }

    /**
     * All together.
     *
     * @throws IllegalStateException when the measure splits by keys of its own, such as stages; look into {@link #totals}
     */
    public F total() {
        checkState(
                heading.ownKeys().isEmpty(),
                "%s has a total for each %s, not one for all; see totals()",
                heading.title(),
                heading.ownKeys());
        return totals.get(0).figures();
    }

    /** What was left out and why, as sentences with the number of deals. */
    public List<String> missing() {
        return missing;
    }

    /**
     * In each segment the most likely change of a figure over the periods that are over, in the order of the rows; only of those that tell the figure in four periods at least.
     *
     * <p>If nothing changed, the periods could have come in any other order, see {@link
     * org.salespipeline.forecast.statistics.ChangePoint ChangePoint}; a season that the periods have is a change too. The
     * false-discovery rate is that of Benjamini and Hochberg among all that are told.
     *
     * @param figure as {@link Figures#cells} names it, such as {@code win rate by count}
     * @throws IllegalArgumentException if the measure has no such figure, or was asked over no periods
     */
    public List<Trend> trends(String figure) {
        checkArgument(heading.hasPeriods(), "trends must be asked of a measure over periods, was %s", heading.title());
        return Trends.of(this, figure);
    }

    /**
     * A change of a figure over time.
     *
     * @param segments one for each dimension
     * @param own one for each key that the measure splits by on its own account
     * @param since the first period of the later part; absent if no change can be told
     * @param before mean of the earlier periods; NaN if no change can be told
     * @param after mean of the later periods; NaN if no change can be told
     * @param pValue above 0, at most 1
     * @param falseDiscoveryRate the smallest at which this change stands out among all that are told
     */
    public record Trend(
            List<String> segments,
            List<String> own,
            Optional<FiscalPeriod> since,
            double before,
            double after,
            double pValue,
            double falseDiscoveryRate) {}

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MeasureTable<?> that
                && heading.equals(that.heading)
                && rows.equals(that.rows)
                && totals.equals(that.totals)
                && missing.equals(that.missing);
    }

    @Override
    public int hashCode() {
        return heading.hashCode() * 31 + rows.hashCode();
    }

    /** A table with one line per row, the totals below, and what was left out. */
    @Override
    public String toString() {
        return MeasurePrint.of(this);
    }

    /**
     * One line of the table.
     *
     * @param period absent in totals and when no periods were asked for
     * @param segments one for each dimension; none in totals
     * @param own one for each key that the measure splits by on its own account
     */
    public record Row<F extends Figures>(
            Optional<FiscalPeriod> period, List<String> segments, List<String> own, F figures) {

        public Row {
            segments = List.copyOf(segments);
            own = List.copyOf(own);
        }

        /** Period, segments and own keys as texts; empty texts for what a total has not. */
        public List<String> keys(MeasureTable<?> table) {
            ImmutableList.Builder<String> keys = ImmutableList.builder();
            if (table.heading.hasPeriods()) {
                keys.add(period.map(FiscalPeriod::toString).orElse(""));
            }
            for (int i = 0; i < table.heading.dimensions().size(); i++) {
                keys.add(i < segments.size() ? segments.get(i) : "");
            }
            return keys.addAll(own).build();
        }
    }
}
