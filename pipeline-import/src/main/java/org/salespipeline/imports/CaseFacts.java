package org.salespipeline.imports;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.imports.EventPlan.AfterClose;
import org.salespipeline.imports.EventRule.Back;
import org.salespipeline.imports.EventRule.Effect;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.Stage;
import org.salespipeline.stage.StageId;

/**
 * Makes the facts of a case from its events: what each does, given what came before it.
 *
 * <p>Without recorded times of their own, events stand in the order in which they happened, and an event that changes nothing
 * makes no fact. With them an event may become known after later ones. Nothing that was known before may then depend on
 * it, so that every event makes its fact, and one that is dated back is judged by nothing.
 */
final class CaseFacts {

    private final EventPlan plan;
    private final SalesProcess process;
    private final RowAccount account;
    private final Tally tally;
    private final String eventLabel;
    private final RowCheck check;
    private final CaseLog log;

    private final Tally.Note afterClose;
    private final Tally.Note closedAgain;
    private final Tally.Note stayed;
    private final Tally.Note datedBack;
    private final Tally.Note notLast;

    private Optional<StageId> stage = Optional.empty();
    private Instant latest = Instant.MIN;
    private boolean hasGap;

    CaseFacts(EventReader.Parts parts, Path file, String eventLabel) {
        this.plan = parts.plan();
        this.process = plan.log().process();
        this.account = parts.account();
        this.tally = parts.tally();
        this.eventLabel = eventLabel;
        this.check = new RowCheck(file.toString());
        this.log = new CaseLog(plan, parts.export());
        afterClose = tally.note("after the close, and ignored as the mapping says");
        closedAgain = tally.note("closes again what is closed in that stage");
        stayed = tally.note("would lead back, and the deal stays as the mapping says");
        datedBack = tally.note("became known after later ones, and counts from then on");
        notLast = tally.note("counts as the last event only, and is not");
    }

    /** Whether a row of the last case was set aside. */
    boolean hasGap() {
        return hasGap;
    }

    /** The facts of a case; rows that cannot follow those before them are set aside. Puts the rows in order. */
    OpportunityLog log(String id, List<EventRow> rows, Optional<DealDraft> deal) {
        rows.sort(EventRow.ORDER);
        long last = rows.stream().max(EventRow.HAPPENED).orElseThrow().place().line();
        log.begin(id, deal);
        stage = Optional.empty();
        latest = Instant.MIN;
        hasGap = false;
        for (EventRow row : rows) {
            take(row, row.place().line() == last);
        }
        return log.end();
    }

    private void take(EventRow row, boolean isLast) {
        Effect effect = row.rule().effect();
        if (row.rule().isForLast() && !isLast) {
            tally.addEvent(notLast);
            effect = Effect.KEEP;
        }
        if (row.at().isBefore(latest)) {
            tally.addEvent(datedBack);
            log.take(row, effect, false);
            return;
        }
        Effect judged = judged(row, effect);
        if (judged == null) {
            return;
        }
        boolean isReopened = judged == Effect.STAGE && isClosed();
        boolean isNews = plan.hasRecordedTimes() || !stage.equals(row.rule().stage());
        log.take(row, isNews ? judged : Effect.KEEP, isReopened);
        latest = row.at();
        if (judged == Effect.KEEP) {
            stage = stage.or(() -> Optional.of(process.first().id()));
        } else {
            stage = row.rule().stage();
        }
    }

    private boolean isClosed() {
        return stage.isPresent() && !process.stage(stage.get()).kind().isOpen();
    }

    /** The effect in the stage that the deal is in; null when the row was set aside. */
    private @Nullable Effect judged(EventRow row, Effect effect) {
        if (effect == Effect.KEEP || stage.isEmpty()) {
            return effect;
        }
        Stage now = process.stage(stage.get());
        Stage to = process.stage(row.rule().stage().orElseThrow());
        if (isClosed()) {
            return afterClose(row, effect, now, to);
        }
        boolean isBack = to.kind().isOpen() && place(to) < place(now);
        return isBack ? back(row, effect, now, to) : effect;
    }

    private int place(Stage of) {
        return process.stages().indexOf(of);
    }

    private @Nullable Effect afterClose(EventRow row, Effect effect, Stage now, Stage to) {
        if (now.equals(to)) {
            tally.addEvent(closedAgain);
            return plan.hasRecordedTimes() ? effect : Effect.KEEP;
        }
        if (plan.afterClose() == AfterClose.IGNORE) {
            tally.addEvent(afterClose);
            return Effect.KEEP;
        }
        if (plan.afterClose() == AfterClose.REOPEN) {
            return effect;
        }
        reject(
                row,
                "must not change a deal after its close",
                "the deal is in " + now.id() + "; write after_close: reopen or after_close: ignore if this is meant");
        return null;
    }

    private @Nullable Effect back(EventRow row, Effect effect, Stage now, Stage to) {
        Back back = row.rule().back();
        if (back == Back.REJECT) {
            reject(
                    row,
                    "must not lead back to an earlier stage",
                    "the deal is in " + now.id() + ", after " + to.id() + "; back: move in the rule lets it");
            return null;
        }
        if (back == Back.REPORT) {
            tally.addEvent(tally.note("back from " + now.id() + " to " + to.id() + " by \""
                    + row.rule().text() + "\", which no rule declares with back: move"));
        } else if (back == Back.STAY) {
            tally.addEvent(stayed);
            return Effect.KEEP;
        }
        return effect;
    }

    private void reject(EventRow row, String reason, String cure) {
        check.begin(row.place().line());
        check.problem(eventLabel, row.rule().text(), reason, cure);
        account.reject(row.place().line(), row.place().texts(), check.problems());
        hasGap = true;
    }
}
