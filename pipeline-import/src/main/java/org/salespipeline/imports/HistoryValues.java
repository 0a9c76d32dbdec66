package org.salespipeline.imports;

import java.util.Optional;
import org.salespipeline.imports.HistoryPlan.Tracked;
import org.salespipeline.organisation.PersonId;
import org.salespipeline.stage.ForecastCategory;

/** Reads the values of what a table of changes follows, each as what it is. */
final class HistoryValues {

    /** The values of one column. */
    interface Cell {

        /** Empty when the row has none, or a problem says what is wrong with it. */
        Optional<?> read(Row row, RowCheck check);
    }

    private final MappingPlan plan;
    private final Reading.Binder binder;
    private final DateCells dates;
    private final AmountReader amounts;
    private final Slice slice = new Slice();

    HistoryValues(MappingPlan plan, DealReader.Fields fields, Reading.Binder binder, Tally tally) {
        this.plan = plan;
        this.binder = binder;
        this.dates = new DateCells(plan, Optional.empty(), fields, tally);
        this.amounts = new AmountReader(plan, fields, tally);
    }

    /** The values of what is followed, taken from the source. */
    Cell cell(Tracked what, Source source) {
        Reading reading = binder.bind(source);
        return switch (what.field()) {
            case STAGE -> (row, check) -> DealReader.stage(plan, reading, reading.text(row, slice, check), check);
            case AMOUNT -> {
                AmountReader.Cell cell = amounts.cell(source);
                yield (row, check) -> amounts.read(cell, row, check);
            }
            case EXPECTED_CLOSE -> {
                DateCells.Cell cell = dates.of(reading, source, "expected close");
                yield (row, check) -> cell.read(row, check).map(Moment::date);
            }
            case OWNER -> (row, check) -> reading.text(row, slice, check).map(PersonId::new);
            case CALLED_CATEGORY ->
                (row, check) -> DetailReader.parsed(
                        reading, reading.text(row, slice, check), check, DetailReader.word(ForecastCategory.class));
            case CALLED_PROBABILITY ->
                (row, check) -> DetailReader.parsed(
                        reading, reading.text(row, slice, check), check, DetailReader.chance(source));
            default -> (row, check) -> reading.text(row, slice, check);
        };
    }
}
