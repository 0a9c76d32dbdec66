package org.salespipeline.imports;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.salespipeline.stage.StageId;

/** Reads rows of a table of deals, one after the other, finding everything that is wrong with each. */
final class DealReader {

    /** The mapping's sources bound to the table. */
    static final class Fields {
        private final Reading.Binder binder;
        private final Map<Field, Reading> readings = new EnumMap<>(Field.class);

        Fields(MappingPlan plan, Reading.Binder binder) {
            this.binder = binder;
            plan.fields().forEach((field, source) -> readings.put(field, binder.bind(source)));
        }

        Optional<Reading> find(Field field) {
            return Optional.ofNullable(readings.get(field));
        }

        Reading bind(Source source) {
            return binder.bind(source);
        }
    }

    private final MappingPlan plan;
    private final Fields fields;
    private final DateReader dates;
    private final AmountReader amounts;
    private final DetailReader details;
    private final DealDraft deal = new DealDraft();
    private final Slice slice = new Slice();

    DealReader(MappingPlan plan, Optional<Moment> export, Reading.Binder binder, Tally tally) {
        this.plan = plan;
        this.fields = new Fields(plan, binder);
        this.amounts = new AmountReader(plan, fields, tally);
        this.dates = new DateReader(plan, export, fields, tally);
        this.details = new DetailReader(plan, fields);
        binder.raise();
    }

    /** The deal of the row, valid until the next is read; of use only when the check found no problem. */
    DealDraft read(Row row, RowCheck check) {
        details.readId(row, deal, check);
        readStage(row, check);
        dates.read(row, deal, check);
        amounts.read(row, deal, check);
        details.readPeople(row, deal, check);
        details.readDimensions(row, deal, check);
        return deal;
    }

    private void readStage(Row row, RowCheck check) {
        Reading reading = fields.find(Field.STAGE).orElseThrow();
        Optional<String> text = reading.text(row, slice, check);
        deal.stage = Optional.empty();
        if (text.isEmpty()) {
            check.missing(reading.label(), "every deal is in a stage");
            return;
        }
        deal.stage = stage(plan, reading, text, check).flatMap(plan.process()::find);
    }

    /** The stage that the text names; empty without one, or with a problem. */
    static Optional<StageId> stage(MappingPlan plan, Reading reading, Optional<String> text, RowCheck check) {
        StageId stage = text.map(plan.stageTexts()::get).orElse(null);
        if (stage == null && text.isPresent()) {
            check.problem(
                    reading.label(),
                    text.get(),
                    "must be a stage of process " + plan.process().id(),
                    Suggestion.cure(text.get(), plan.stageTexts().keySet()) + "; stages are named by in_file");
        }
        return Optional.ofNullable(stage);
    }
}
