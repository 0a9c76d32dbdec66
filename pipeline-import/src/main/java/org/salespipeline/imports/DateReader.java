package org.salespipeline.imports;

import com.google.common.collect.ImmutableList;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.salespipeline.imports.Rules.MissingDate;
import org.salespipeline.stage.StageKind;

/** Reads the dates of a deal, and fills those that are missing as the mapping says. */
final class DateReader {

    private final MappingPlan plan;
    private final Optional<Moment> export;
    private final DateCells.Cell created;
    private final DateCells.Cell closed;
    private final DateCells.Cell stageEntered;
    private final DateCells.Cell expectedClose;
    private final boolean isOneColumn;

    private final Tally.Note createdAtExport;
    private final Tally.Note createdAtClose;
    private final Tally.Note createdAtEntry;
    private final Tally.Note closedAtExport;
    private final Tally.Note entryUnknown;
    private final Tally.Note entryNotUsed;
    private final Tally.Note afterTheWin;
    private final Tally.Note expectedByRule;
    private final Tally.Note expectedWithoutCreation;
    private final Tally.Note expectedOverwritten;
    private final Tally.Note unscheduled;

    DateReader(MappingPlan plan, Optional<Moment> export, DealReader.Fields fields, Tally tally) {
        this.plan = plan;
        this.export = export;
        DateCells cells = new DateCells(plan, export, fields, tally);
        this.isOneColumn = plan.fields().containsKey(Field.CLOSED)
                && plan.fields().get(Field.CLOSED).equals(plan.fields().get(Field.EXPECTED_CLOSE));
        String day = export.map(Moment::shown).orElse("");
        createdAtExport = tally.note("creation date missing, taken as first seen on the export's date " + day);
        createdAtClose = tally.note("creation date missing, taken as the close date");
        createdAtEntry = tally.note("creation date missing, taken as the date of entering the stage");
        closedAtExport = tally.note("close date missing, taken as first seen on the export's date " + day);
        entryUnknown = tally.note("date of entering the stage missing, taken as the creation date");
        entryNotUsed = tally.note("date of entering the stage not used, since it is not the close date");
        afterTheWin = tally.note("in its stage after the win since the close, as nothing tells when it came there");
        OptionalInt days = plan.rules().expectedCloseDays();
        expectedByRule = tally.note("expected close missing, taken as creation plus " + days.orElse(0) + " days");
        expectedWithoutCreation =
                tally.note("expected close missing and unscheduled, since the creation date is missing too");
        expectedOverwritten = tally.note("expected close before the close unknown, since its column holds the close");
        unscheduled = tally.note("expected close missing, unscheduled");
        this.created = cells.of(Field.CREATED, "creation");
        this.closed = cells.of(Field.CLOSED, "close");
        this.stageEntered = cells.of(Field.STAGE_ENTERED, "entering of the stage");
        this.expectedClose = cells.of(Field.EXPECTED_CLOSE, "expected close");
    }

    /** The stage has to be known; without it only the form of the dates is checked. */
    void read(Row row, DealDraft deal, RowCheck check) {
        boolean isClosed = deal.stage.isPresent() && !deal.isOpen();
        deal.closed = isClosed || !isOneColumn ? closed.read(row, check) : Optional.empty();
        deal.created = created.read(row, check);
        deal.stageEntered = stageEntered.read(row, check);
        Optional<Moment> stated = expectedClose.read(row, check);
        if (deal.stage.isEmpty() || !check.isSound()) {
            return;
        }
        boolean hasCreation = deal.created.isPresent();
        deal.created.ifPresent(moment -> created.noteChoice(moment, check));
        if (isClosed) {
            fillClosed(deal, check);
        } else if (deal.closed.isPresent()) {
            check.problem(
                    closed.label(),
                    deal.closed.get().date().toString(),
                    "must be blank for a deal in an open stage",
                    "correct the stage, or map the column as expected_close too if it holds the planned date");
        }
        fillCreated(deal, check);
        if (deal.created.isPresent()) {
            created.checkExport(deal.created.get(), check);
            checkEntry(deal, deal.created.get(), check);
            checkClose(deal, deal.created.get(), check);
        }
        deal.expectedClose = expected(stated, deal, hasCreation, check);
    }

    private void fillClosed(DealDraft deal, RowCheck check) {
        if (deal.closed.isPresent()) {
            closed.noteChoice(deal.closed.get(), check);
        } else if (plan.rules().closed() == MissingDate.REJECT) {
            check.missing(
                    closed.label(),
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
                    created.label(),
                    "every deal needs its creation date; missing: {created: first_seen} takes the export's date");
        } else if (!deal.isOpen() && deal.closed.isPresent()) {
            deal.created = deal.closed;
            check.note(createdAtClose);
        } else if (deal.isOpen() && deal.stageEntered.isPresent()) {
            deal.created = deal.stageEntered;
            check.note(createdAtEntry);
        } else {
            deal.created = export;
            check.note(createdAtExport);
        }
    }

    /** An open deal is in its stage since then; a closed one since its close, whatever is said beside it. */
    private void checkEntry(DealDraft deal, Moment start, RowCheck check) {
        if (!stageEntered.isMapped()) {
            return;
        }
        if (deal.stageEntered.isEmpty()) {
            if (deal.isOpen()) {
                check.note(entryUnknown);
            }
            return;
        }
        Moment entry = deal.stageEntered.get();
        stageEntered.checkExport(entry, check);
        stageEntered.checkNotBefore(start, entry, check);
        if (deal.isOpen()) {
            stageEntered.noteChoice(entry, check);
            deal.stageEntered = Optional.of(entry.notBefore(start));
        } else if (!deal.closed.map(Moment::date).equals(Optional.of(entry.date()))) {
            check.note(entryNotUsed);
        }
    }

    private void checkClose(DealDraft deal, Moment start, RowCheck check) {
        if (!deal.isOpen() && deal.closed.isPresent()) {
            if (deal.stage.orElseThrow().kind() == StageKind.POST_SALES) {
                check.note(afterTheWin);
            }
            Moment end = deal.closed.get();
            closed.checkExport(end, check);
            closed.checkNotBefore(start, end, check);
            deal.closed = Optional.of(end.notBefore(start));
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

    /** What holds for every date, whatever the rows say. */
    static List<String> assumptions(MappingPlan plan) {
        ImmutableList.Builder<String> lines = ImmutableList.builder();
        lines.add("a date without a time of day is the start of that day in " + plan.zone());
        return lines.build();
    }
}
