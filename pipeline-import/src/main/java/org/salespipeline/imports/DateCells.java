package org.salespipeline.imports;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/** Reads single dates of a row: in the forms of the mapping, existing, and not after the export. */
final class DateCells {

    private final MappingPlan plan;
    private final Optional<Moment> export;
    private final DealReader.Fields fields;
    private final Tally tally;
    private final Slice slice = new Slice();

    DateCells(MappingPlan plan, Optional<Moment> export, DealReader.Fields fields, Tally tally) {
        this.plan = plan;
        this.export = export;
        this.fields = fields;
        this.tally = tally;
    }

    /**
     * The dates of one field.
     *
     * @param what what happens then, in words
     */
    Cell of(Field field, String what) {
        return new Cell(fields.find(field), Optional.ofNullable(plan.fields().get(field)), field.key(), what);
    }

    /** The dates of a further source. */
    Cell of(Reading reading, Source source, String what) {
        return new Cell(Optional.of(reading), Optional.of(source), what, what);
    }

    /** The dates of one field; all of them are absent where the mapping does not name it. */
    final class Cell {
        private final Optional<Reading> reading;
        private final String label;
        private final ImmutableList<DatePattern> patterns;
        private final String rule;
        private final Tally.Note twice;

        private Cell(Optional<Reading> from, Optional<Source> source, String key, String what) {
            reading = from;
            label = reading.map(Reading::label).orElse(key);
            ImmutableList<DatePattern> own =
                    source.map(of -> of.style().dates()).orElse(ImmutableList.of());
            patterns = own.isEmpty() ? plan.dates() : own;
            rule = "must be a date as "
                    + String.join(
                            " or ", patterns.stream().map(DatePattern::toString).toList());
            twice = tally.note(
                    "time of the " + what + " shown twice by the clocks of " + plan.zone() + ", taken as the first");
        }

        boolean isMapped() {
            return reading.isPresent();
        }

        /** How messages name the field. */
        String label() {
            return label;
        }

        Optional<Moment> read(Row row, RowCheck check) {
            if (reading.isEmpty()) {
                return Optional.empty();
            }
            reading.get().read(row, slice, check);
            if (slice.isEmpty()) {
                return Optional.empty();
            }
            for (int i = 0; i < patterns.size(); i++) {
                Optional<Moment> moment = patterns.get(i).read(slice, plan.zone());
                if (moment.isPresent()) {
                    return exists(moment.get(), check) ? moment : Optional.empty();
                }
            }
            check.problem(
                    label,
                    slice.toString(),
                    rule,
                    "no such date, or another form; forms are listed in the mapping's dates");
            return Optional.empty();
        }

        /** Whether there was such a time; problems say why not. The slice still holds its text. */
        private boolean exists(Moment moment, RowCheck check) {
            if (moment.date().getYear() < 1) {
                check.problem(
                        label,
                        slice.toString(),
                        "must be in year 1 or later",
                        "map a text that stands for nothing with blank: in the mapping");
                return false;
            }
            if (moment.clock() == Moment.Clock.NEVER) {
                check.problem(
                        label,
                        slice.toString(),
                        "must be a time that the clocks of " + plan.zone() + " show",
                        "they skip it; correct the zone, or export times with their offset (X)");
                return false;
            }
            return true;
        }

        /** Counts an instant that had to be chosen of two. */
        void noteChoice(Moment moment, RowCheck check) {
            if (moment.clock() == Moment.Clock.TWICE) {
                check.note(twice);
            }
        }

        /** What is in the table was known when it was exported. */
        void checkExport(Moment moment, RowCheck check) {
            if (export.isPresent() && moment.isAfter(export.get())) {
                check.problem(
                        label,
                        moment.shown(),
                        "must not be after the export's date " + export.get().shown(),
                        "correct the date, or export_date if the export is younger");
            }
        }

        void checkNotBefore(Moment created, Moment moment, RowCheck check) {
            if (moment.isBefore(created)) {
                check.problem(
                        label, moment.shown(), "must not be before the creation", "the creation is " + created.shown());
            }
        }
    }
}
