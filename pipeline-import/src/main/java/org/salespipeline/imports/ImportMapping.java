package org.salespipeline.imports;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.salespipeline.stage.SalesProcess;

/**
 * How a foreign table is to be understood: which column is what, how dates and amounts are written, which stages there
 * are, where missing values come from. Written in YAML:
 *
 * <pre>
 * zone: Europe/Berlin                 # needed: where days begin
 * export_date: 2026-06-30             # the day of the export, or its time: 2026-06-30 18:00; needed by first_seen
 *                                     # and at_export
 * recorded: as_dated                  # or at_export, see below
 * actor: our-crm                      # who the facts are said to be from; import unless given
 * separator: ","                      # of the table and its look-ups, as the encoding
 * encoding: UTF-8                     # or windows-1252, say; UTF-8 unless given
 * numbers: {decimal: ",", grouping: "."}
 * dates: [yyyy-MM-dd, dd.MM.yyyy]     # the first that fits counts
 * currency: EUR                       # or {column: NAME}
 * process:
 *   id: enterprise
 *   closed_from: negotiate            # where a closed deal was before; the last open stage unless given
 *   stages:                           # in order
 *     - {id: qualify, in_file: [Qualify, Qual.], kind: open, win_probability: 0.10, stagnant_after_days: 30}
 *     - {id: negotiate, in_file: Negotiate, kind: open, win_probability: 0.70, category: commit}
 *     - {id: won, in_file: Closed Won, kind: won}
 *     - {id: lost, in_file: Closed Lost, kind: lost}
 * lookups:
 *   prices: {file: prices.csv, key: product, match: Product, missing: reject}    # or missing: none
 * columns:                            # id, stage, stage_entered, created, closed, expected_close, amount, won_amount,
 *   id: Deal ID                       # name, account, owner, source, kind, called_category, called_probability,
 *                                     # loss_reason, competitor
 *   stage: {column: Stage, trim: true, case: keep, blank: [n/a], spellings: {Negociate: Negotiate}}
 *   created: Created
 *   source: {value: web}
 * dimensions:
 *   region: Region
 *   line: {lookup: prices, take: product_line}
 * missing:
 *   expected_close: {created_plus_days: 60}     # or none: the deal is unscheduled
 *   amount: {lookup: prices, take: list_price}  # or none: the amount is unknown
 *   created: first_seen                         # or reject
 *   closed: reject                              # or first_seen
 * </pre>
 *
 * <p>A table of deals has no history, so that its facts get their valid times from its dates. When they became
 * <em>known</em> it does not say: {@code recorded: as_dated} takes each fact as known on its own date, which allows
 * views of the past but assumes that nobody entered or corrected anything later; {@code at_export} claims only what is
 * certain, that all was known when the table was exported, and leaves nothing to see before it. That is the time given
 * with {@code export_date}, or else the end of that day, so that a view of the day's close sees the table.
 *
 * <p>{@code stage_entered} is when a deal came into the stage it is in, from which its age in the stage counts. Until then
 * an open deal counts as having been in the first stage of the process; without it, as having been in its present stage
 * since its creation.
 *
 * <p><b>Events.</b> A log of events has one row per event of a case, and each event does to its deal what its rule says:
 *
 * <pre>
 * rows: events
 * dates: ["yyyy-MM-dd'T'HH:mm:ss.SX"]
 * numbers: {decimal: ".", round: half_even}   # or refuse, unless given
 * columns: {id: case, at: timestamp, event: activity, actor: resource}    # and recorded_at, amount, expected_close, owner
 * dimensions: {role: role}
 * events:                                     # a text before a pattern, and of patterns the first
 *   Submitted: {stage: submitted, back: move} # back to an earlier stage: move, stay, reject, or report unless given
 *   Approved by *: {stage: approved}
 *   Paid: {won: paid}
 *   Withdrawn: {lost: dropped, reason: withdrawn}
 *   Saved: {lost: dropped, when: last}        # as the last event of its case only
 *   Commented: keep                           # the stage stays; amount and dimensions of the row count
 *   Viewed: ignore
 * after_close: reopen                         # what would change a closed deal; or ignore, or reject unless given
 * deals: {file: cases.csv, columns: {id: case, amount: amount, account: unit}, missing: reject}   # or missing: none
 * </pre>
 *
 * <p>A deal is created by the first of its events. An event counts as known when it happened, unless {@code recorded_at}
 * says when it became known; {@code recorded} is about the table of deals then. Zone, dates, numbers, currency, process,
 * look-ups and the way the table is written are as in a table of deals.
 *
 * <p><b>Changes.</b> A table of changes, as systems keep them, has one row per change. Either each row has the values that a
 * deal has from then on, in {@code columns} as in a table of deals, or it has the name of a field and its new value:
 *
 * <pre>
 * rows: history
 * preset: salesforce_field_history            # what a vendor calls things; all of it may be said anew
 * columns: {id: OpportunityId, at: CreatedDate, actor: CreatedById, field: Field, old: OldValue, new: NewValue}
 * fields:                                     # by the names in the column field; * stands for all others
 *   StageName: stage                          # amount, expected_close, owner, called_category, called_probability
 *   Region__c: {dimension: region}
 *   Amount: {to: amount, numbers: {decimal: ","}}
 *   created: created                          # the row says that the deal was created; or deleted, or ignore
 * keeps: 20                                   # changes of a field that the source keeps; all unless given
 * not_recorded: [changes before the field was tracked]     # is said with the result
 * deals: {file: deals.csv, columns: {id: Id, created: CreatedDate, owner: OwnerId}}
 * </pre>
 *
 * <p>With {@code columns.action} and {@code actions} a column says what happened: created, changed, deleted or ignore. What
 * a source does not tell stays unknown: {@link ImportResult#coverage()} says from when on each field is known.
 *
 * <p><b>Snapshots.</b> Repeated exports of a table of deals, in one folder or in one table, have the keys of a table of
 * deals and two more. What differs from the export before becomes facts that are recorded when the export was taken:
 *
 * <pre>
 * rows: snapshots
 * taken: {from_name: "export-{yyyy-MM-dd}.csv"}     # or {column: exported_at}
 * gone: ignore                                      # a deal that a later export lacks; or deleted
 * </pre>
 *
 * <p><b>Facts.</b> A table that {@link Imports#writeFacts} wrote needs {@code rows: facts}, {@code zone} and {@code
 * process}, and no other key.
 *
 * <p>The path of a look-up or a table of deals starts from the mapping's folder; a file that is not there is looked for beside the table.
 * Immutable; one mapping serves any number of imports.
 */
public final class ImportMapping {

    private final MappingReader.Rows rows;
    private final MappingPlan plan;
    private final Optional<EventPlan> events;
    private final Optional<HistoryPlan> history;
    private final Optional<SnapshotPlan> snapshots;

    private ImportMapping(MappingReader.Plans plans) {
        this.rows = plans.rows();
        this.plan = plans.table();
        this.events = plans.events();
        this.history = plans.history();
        this.snapshots = plans.snapshots();
    }

    /**
     * Reads a mapping file in UTF-8.
     *
     * @throws ImportException naming every mistake with its line and place: keys that are unknown (and which one was
     *     probably meant), values that cannot be, a process that is not sound; or that the file cannot be read
     */
    public static ImportMapping parse(Path file) {
        String text = TextFile.readAll(file);
        Optional<Path> folder = Optional.ofNullable(file.toAbsolutePath().getParent());
        return new ImportMapping(MappingReader.read(text, file.toString(), folder));
    }

    /**
     * Reads a mapping from its text. Look-ups are then searched beside the table only.
     *
     * @param name what messages call it
     * @throws ImportException as {@link #parse(Path)} does
     */
    public static ImportMapping parse(String text, String name) {
        return new ImportMapping(MappingReader.read(text, name, Optional.empty()));
    }

    MappingPlan plan() {
        return plan;
    }

    MappingReader.Rows rows() {
        return rows;
    }

    /** What is said about a log of events; empty for a table of deals. */
    Optional<EventPlan> events() {
        return events;
    }

    /** What is said about a table of changes; empty for any other. */
    Optional<HistoryPlan> history() {
        return history;
    }

    /** What is said about repeated exports; empty for any other table. */
    Optional<SnapshotPlan> snapshots() {
        return snapshots;
    }

    /** The sales process that the mapping declares. */
    public SalesProcess process() {
        return plan.process();
    }

    /** Where the days of this mapping begin and end. */
    public ZoneId zone() {
        return plan.zone();
    }

    /** The day of the export, when the mapping gives it. */
    public Optional<LocalDate> exportDate() {
        return plan.export().map(Moment::date);
    }

    /** Where each field and dimension comes from, one line each, in the order of the mapping's language. */
    public List<String> understood() {
        return switch (rows) {
            case DEALS, SNAPSHOTS -> MappingText.lines(plan);
            case EVENTS -> MappingText.lines(events.orElseThrow());
            case HISTORY -> MappingText.lines(history.orElseThrow());
            case FACTS -> ImmutableList.of("facts in the fields of EventCodec, a row each");
        };
    }

    /** The mapping's name and what was understood, line by line. */
    @Override
    public String toString() {
        return plan.name() + "\n  " + String.join("\n  ", understood());
    }
}
