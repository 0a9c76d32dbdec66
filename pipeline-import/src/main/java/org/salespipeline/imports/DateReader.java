package org.salespipeline.imports;

import com.google.common.collect.ImmutableList;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.salespipeline.imports.Rules.MissingDate;

/** Reads the dates of a deal, and fills those that are missing as the mapping says. */
final class DateReader {

    private final MappingPlan plan;
    private final Optional<Moment> export;
    private final Optional<Reading> created;
    private final Optional<Reading> closed;
    private final Optional<Reading> expectedClose;
    private final boolean isOneColumn;
    private final String rule;
    private final Slice slice = new Slice();

    private final Tally.Note createdAtExport;
    private final Tally.Note createdAtClose;
    private final Tally.Note closedAtExport;
    private final Tally.Note expectedByRule;
    private final Tally.Note expectedWithoutCreation;
    private final Tally.Note expectedOverwritten;
    private final Tally.Note unscheduled;
    private final Tally.Note createdTwice;
    private final Tally.Note closedTwice;

    DateReader(MappingPlan plan, Optional<LocalDate> exportDate, DealReader.Fields fields, Tally tally) {
        this.plan = plan;
        this.export = exportDate.map(date -> Moment.ofDate(date, plan.zone()));
        this.created = fields.find(Field.CREATED);
        this.closed = fields.find(Field.CLOSED);
        this.expectedClose = fields.find(Field.EXPECTED_CLOSE);
        this.isOneColumn = plan.fields().containsKey(Field.CLOSED)
                && plan.fields().get(Field.CLOSED).equals(plan.fields().get(Field.EXPECTED_CLOSE));
        this.rule = "must be a date as "
                + String.join(
                        " or ", plan.dates().stream().map(DatePattern::toString).toList());
        String day = exportDate.map(LocalDate::toString).orElse("");
        createdAtExport = tally.note("creation date missing, taken as first seen on the export's date " + day);
        createdAtClose = tally.note("creation date missing, taken as the close date");
        closedAtExport = tally.note("close date missing, taken as first seen on the export's date " + day);
        OptionalInt days = plan.rules().expectedCloseDays();
        expectedByRule = tally.note("expected close missing, taken as creation plus " + days.orElse(0) + " days");
        expectedWithoutCreation =
                tally.note("expected close missing and unscheduled, since the creation date is missing too");
        expectedOverwritten = tally.note("expected close before the close unknown, since its column holds the close");
        unscheduled = tally.note("expected close missing, unscheduled");
        createdTwice = tally.note(twice("creation", plan));
        closedTwice = tally.note(twice("close", plan));
    }

    private static String twice(String what, MappingPlan plan) {
        return "time of the " + what + " shown twice by the clocks of " + plan.zone() + ", taken as the first";
    }

    private static void noteTwice(Optional<Moment> moment, Tally.Note note, RowCheck check) {
        if (moment.isPresent() && moment.get().clock() == Moment.Clock.TWICE) {
            check.note(note);
        }
    }

    /** The stage has to be known; without it only the form of the dates is checked. */
    void read(Row row, DealDraft deal, RowCheck check) {
        boolean isClosed = deal.stage.isPresent() && !deal.isOpen();
        deal.closed = isClosed || !isOneColumn ? date(closed, row, check) : Optional.empty();
        deal.created = date(created, row, check);
        Optional<Moment> stated = date(expectedClose, row, check);
        if (deal.stage.isEmpty() || !check.isSound()) {
            return;
        }
        boolean hasCreation = deal.created.isPresent();
        noteTwice(deal.created, createdTwice, check);
        noteTwice(deal.closed, closedTwice, check);
        if (isClosed) {
            fillClosed(deal, check);
        } else if (deal.closed.isPresent()) {
            check.problem(
                    label(closed, Field.CLOSED),
                    deal.closed.get().date().toString(),
                    "must be blank for a deal in an open stage",
                    "correct the stage, or map the column as expected_close too if it holds the planned date");
        }
        fillCreated(deal, check);
        checkOrder(deal, check);
        deal.expectedClose = expected(stated, deal, hasCreation, check);
    }

    private Optional<Moment> date(Optional<Reading> reading, Row row, RowCheck check) {
        if (reading.isEmpty()) {
            return Optional.empty();
        }
        reading.get().read(row, slice, check);
        if (slice.isEmpty()) {
            return Optional.empty();
        }
        List<DatePattern> patterns = plan.dates();
        for (int i = 0; i < patterns.size(); i++) {
            Optional<Moment> moment = patterns.get(i).read(slice, plan.zone());
            if (moment.isPresent()) {
                return exists(moment.get(), reading.get().label(), check) ? moment : Optional.empty();
            }
        }
        check.problem(
                reading.get().label(),
                slice.toString(),
                rule,
                "no such date, or another form; forms are listed in the mapping's dates");
        return Optional.empty();
    }

    /** Whether there was such a time; problems say why not. The slice still holds its text. */
    private boolean exists(Moment moment, String label, RowCheck check) {
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

    private void fillClosed(DealDraft deal, RowCheck check) {
        if (deal.closed.isPresent()) {
            return;
        }
        if (plan.rules().closed() == MissingDate.REJECT) {
            check.missing(
                    label(closed, Field.CLOSED),
                    "a closed deal needs its close date; missing: {closed: first_seen} takes the export's date");
        } else {
            deal.closed = export;
            check.note(closedAtExport);
        }
    }

    private void fillCreated(DealDraft deal, RowCheck check) {
        if (deal.created.isPresent()) {
            return;
        }
        if (plan.rules().created() == MissingDate.REJECT) {
            check.missing(
                    label(created, Field.CREATED),
                    "every deal needs its creation date; missing: {created: first_seen} takes the export's date");
        } else if (deal.closed.isPresent() && !deal.isOpen()) {
            deal.created = deal.closed;
            check.note(createdAtClose);
        } else {
            deal.created = export;
            check.note(createdAtExport);
        }
    }

    private void checkOrder(DealDraft deal, RowCheck check) {
        deal.created.ifPresent(moment -> checkExport(created, Field.CREATED, moment, check));
        if (deal.isOpen() || deal.closed.isEmpty() || deal.created.isEmpty()) {
            return;
        }
        Moment start = deal.created.get();
        Moment end = deal.closed.get();
        checkExport(closed, Field.CLOSED, end, check);
        boolean isSameDay = end.date().equals(start.date());
        if (isSameDay && !(start.isTimed() && end.isTimed())) {
            // a bare date says nothing about the hour, so that it cannot be too early on that day
            deal.closed = Optional.of(end.at().isBefore(start.at()) ? startOf(end, start) : end);
        } else if (end.at().isBefore(start.at())) {
            check.problem(
                    label(closed, Field.CLOSED),
                    end.date().toString(),
                    "must not be before the creation",
                    label(created, Field.CREATED) + " is " + start.date());
        }
    }

    private static Moment startOf(Moment end, Moment start) {
        return new Moment(end.date(), start.at(), true, Moment.Clock.ONCE);
    }

    private void checkExport(Optional<Reading> reading, Field field, Moment moment, RowCheck check) {
        if (export.isPresent() && moment.date().isAfter(export.get().date())) {
            check.problem(
                    label(reading, field),
                    moment.date().toString(),
                    "must not be after the export's date " + export.get().date(),
                    "correct the date, or export_date if the export is younger");
        }
    }

    private Optional<LocalDate> expected(Optional<Moment> stated, DealDraft deal, boolean hasCreation, RowCheck check) {
        OptionalInt days = plan.rules().expectedCloseDays();
        if (isOneColumn && !deal.isOpen()) {
            check.note(expectedOverwritten);
            return Optional.empty();
        }
        if (stated.isPresent()) {
            return stated.map(Moment::date);
        }
        if (days.isEmpty()) {
            check.note(unscheduled);
            return Optional.empty();
        }
        check.note(hasCreation ? expectedByRule : expectedWithoutCreation);
        return hasCreation ? deal.created.map(start -> start.date().plusDays(days.getAsInt())) : Optional.empty();
    }

    private static String label(Optional<Reading> reading, Field field) {
        return reading.map(Reading::label).orElse(field.key());
    }

    /** What holds for every date, whatever the rows say. */
    static List<String> assumptions(MappingPlan plan) {
        ImmutableList.Builder<String> lines = ImmutableList.builder();
        lines.add("a date without a time of day is the start of that day in " + plan.zone());
        return lines.build();
    }
}
