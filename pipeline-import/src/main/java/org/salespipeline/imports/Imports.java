package org.salespipeline.imports;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.stage.SalesProcess;

/**
 * Reads the exports of other systems into facts, in the form that the mapping names: a table of deals, a log
 * of events, a table of changes, repeated exports, or facts that were written before.
 *
 * <pre>{@code
 * ImportMapping mapping = ImportMapping.parse(Path.of("crm.yaml"));
 * ImportResult result = Imports.run(mapping, Path.of("deals.csv.gz"));
 * result.problems().forEach(System.out::println);   // deals.csv.gz:17: close_date must be a date as yyyy-MM-dd, ...
 * }</pre>
 *
 * <p>The table is CSV as RFC 4180 has it, in UTF-8 with or without byte order mark or in the encoding that the
 * mapping names, plain or compressed with gzip; quoted
 * fields may hold line breaks. A row with a problem is set aside with everything that is wrong with it, and nothing is
 * filled, rounded or guessed unless the mapping says so.
 *
 * <p><b>A table of deals</b> has one row per deal. Set aside is also a row that is sound in itself but whose facts
 * would contradict each other: a close before the creation, a date after the export, an open deal with a close date. An id
 * belongs to the first row that has it; later ones are set aside. Rows stream through; what is held besides the result are
 * the look-up files, the ids with their lines, and the problems kept.
 *
 * <p><b>A log of events</b> has one row per event of a case, in any order, and each becomes the facts that its rule says.
 * Events of one instant keep the order of the file. Held are all events until the file ends, since the rows of a case may
 * stand far apart: about a hundred bytes each and what it says of amounts and dimensions, besides the result, the table of
 * deals and the problems kept. Where rejected rows are written, the texts of all rows are held too.
 *
 * <p><b>A table of changes</b> is read in the same way; held are about 150 bytes a row, or half a kilobyte where a row has all
 * fields. Each change becomes a fact that is valid and
 * recorded at its time. What was before the first change of a field is unknown unless the source says it.
 *
 * <p><b>Snapshots</b> are read from a folder, export after export. Held are the facts and what was last said of each deal.
 */
public final class Imports {

    private Imports() {}

    /** How an import is run. */
    @Value.Immutable
    public sealed interface Options permits ImmutableOptions {

        /** The day of the export; goes before the one of the mapping. */
        Optional<LocalDate> exportDate();

        /** The time of the export; goes before its day and the mapping. Without it the export is as of the end of the day. */
        Optional<Instant> exportedAt();

        /** Whether the first row with a problem ends the import with an {@link ImportException}. Off by default. */
        @Value.Default
        default boolean isStrict() {
            return false;
        }

        /**
         * Where rejected rows are written, as CSV: the columns {@code rejected_line} and {@code rejected_because}, then the
         * columns of the table as they were found, in the separator and encoding of the table. Each problem is told with its
         * value and cure, and parted from the next by {@code " | "}. An existing file is replaced. Rows of a table of deals
         * beside the main table are written beside it: for {@code rejects.csv} and {@code cases.csv} to {@code
         * rejects-cases.csv}, if there are any.
         */
        Optional<Path> rejects();

        /** How many problems the result keeps, at least 0; all are counted. 10,000 by default. */
        @Value.Default
        default int problemsKept() {
            return 10_000;
        }

        /** Nothing but the defaults. */
        static Options standard() {
            return builder().build();
        }

        /** Begins with the defaults. */
        static Builder builder() {
            return new Builder();
        }

        /** Collects the options. */
        final class Builder extends ImmutableOptions.Builder {
            Builder() {}
        }
    }

    /**
     * Reads the table with the default options.
     *
     * @throws ImportException as {@link #run(ImportMapping, Path, Options)} does
     */
    public static ImportResult run(ImportMapping mapping, Path file) {
        return run(mapping, file, Options.standard());
    }

    /**
     * Reads the table.
     *
     * @throws ImportException if the table, a look-up or the table of deals cannot be read as a whole: it is missing, a
     *     directory, empty, cut off, not in its encoding, not CSV, lacks a column that the mapping names or has it twice; if a
     *     rule needs the export's date and nobody gives it; or, when strict, with everything that is wrong with the first bad
     *     row
     */
    public static ImportResult run(ImportMapping mapping, Path file, Options options) {
        return switch (mapping.rows()) {
            case DEALS -> new DealImport(mapping.plan(), file, options).run();
            case EVENTS -> new EventImport(mapping.events().orElseThrow(), file, options).run();
            case HISTORY -> new HistoryImport(mapping.history().orElseThrow(), file, options).run();
            case SNAPSHOTS -> new SnapshotImport(mapping.snapshots().orElseThrow(), file, options).run();
            case FACTS -> readFacts(mapping.process(), mapping.zone(), file, options);
        };
    }

    /**
     * What came of adding facts to others.
     *
     * @param logs all facts, one log per deal, those that were there before with the sequences that they had
     * @param known how many facts were there already
     * @param added how many were not
     * @param conflicts one line for each added fact that says something else than one of the same deal, kind and valid time;
     *     both are kept, and the one recorded later counts
     */
    public record Update(List<OpportunityLog> logs, long known, long added, List<String> conflicts) {

        /** Copies the lists. */
        public Update {
            logs = List.copyOf(logs);
            conflicts = List.copyOf(conflicts);
        }
    }

    /**
     * Adds the facts of a later import to those of earlier ones, of the same system or of another: a fact is known when there
     * is one of the same deal, kind, valid time, actor and values, whenever it was recorded, and is not added again. So the
     * same export may be imported any number of times, and one that overlaps with the last. A table of deals without a
     * history says of all its facts that they were always so; for those that are exported again and again there is {@code
     * rows: snapshots}. Where another system has ids of its own, let the mapping take ours from a look-up.
     *
     * @param before the facts that are there; one log per deal
     * @param later the facts to add; one log per deal
     * @throws IllegalArgumentException if a fact does not fit the process of its deal
     */
    public static Update update(Collection<OpportunityLog> before, Collection<OpportunityLog> later) {
        return FactUpdate.of(before, later);
    }

    /**
     * Proposes a mapping for a table of deals from its header and its first rows, as YAML, with comments on what it is unsure
     * of. It is a mapping in any case; whether it is right, {@link #run(ImportMapping, Path)} and a person tell.
     *
     * @param file CSV in UTF-8, separated by commas, semicolons, tabs or bars
     * @throws ImportException if the file cannot be read as such a table
     */
    public static String propose(Path file) {
        return MappingProposal.of(file);
    }

    /**
     * Writes facts as a CSV table in UTF-8, from which they can be read again without loss. A row is one fact: {@code
     * opportunity}, {@code sequence} in its deal, {@code recordedAt}, and {@code type}, {@code version} and fields as {@link
     * org.salespipeline.event.EventCodec EventCodec} tells them, a column each, blank where the fact has no such field. Equal
     * logs give equal bytes. An existing file is replaced once all is written, and stays when it cannot be; beside it {@code
     * .part} is written meanwhile.
     *
     * @param logs of one process; one without facts leaves no row
     * @throws IllegalArgumentException if the logs are of several processes
     * @throws ImportException if the file cannot be written, or a text of a fact is none that UTF-8 can hold
     */
    public static void writeFacts(Collection<OpportunityLog> logs, Path file) {
        FactTable.write(logs, file);
    }

    /**
     * Reads a table that {@link #writeFacts} wrote, for a process that was made in a program; for one that a mapping declares,
     * {@link #run(ImportMapping, Path)} does it with {@code rows: facts}. Set aside is a row that is no fact, does not fit the
     * process, or has the sequence of an earlier row of its deal.
     *
     * @param process in the version with which the logs shall be made
     * @param zone where days begin
     * @throws ImportException as {@link #run(ImportMapping, Path, Options)} does
     */
    public static ImportResult readFacts(SalesProcess process, ZoneId zone, Path file, Options options) {
        return new FactImport(process, zone, file, options).run();
    }
}
