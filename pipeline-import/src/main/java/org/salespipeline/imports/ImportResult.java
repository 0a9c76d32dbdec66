package org.salespipeline.imports;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.stage.SalesProcess;

/**
 * What an import brought, what it could not use, and what it had to assume.
 *
 * <p>Each row that was read is either usable or rejected, and then explained. In a table of deals a usable row is a log of
 * its own; in a log of events those of one case are one log together.
 */
@Value.Immutable
public abstract sealed class ImportResult permits ImmutableImportResult {

    ImportResult() {}

    /** The table as the caller named it. */
    public abstract String file();

    /** The process that the deals are in. */
    public abstract SalesProcess process();

    /** Where days begin and end. */
    public abstract ZoneId zone();

    /** The day of the export, when it is known. */
    public abstract Optional<LocalDate> exportDate();

    /** The usable rows as facts, one log per deal, in the order in which the file first names the deals. */
    public abstract List<OpportunityLog> logs();

    /**
     * Rows after the header; blank lines are no rows. Always usable plus rejected. Those of a table of deals beside a log of
     * events count too.
     */
    public abstract long rowsRead();

    /** Rows that facts were made of; in a table of deals, each is a log of its own. */
    public final long rowsUsable() {
        return rowsRead() - rowsRejected();
    }

    /** Rows that were set aside because of at least one problem. */
    public abstract long rowsRejected();

    /** The problems of rejected rows in the order of the file, as many as the options keep. */
    public abstract List<ImportProblem> problems();

    /**
     * How often each rule was broken, kept or not: from column and rule, such as {@code close_date must be a date as
     * yyyy-MM-dd}, to the number of problems. In the order in which they were first met.
     */
    public abstract Map<String, Long> rejections();

    /** From when on the value of a field is known. */
    public enum Coverage {
        /** From the creation of every deal on. */
        FROM_CREATION,
        /** Of some deals only from the first time on that the source tells it, or not at all; before, it is unknown. */
        FROM_FIRST_SIGHTING,
        /** Of no deal: the source does not record it, or the mapping does not take it. */
        NEVER
    }

    /**
     * From when on each field is known, by the mapping's word for it, such as {@code stage} or {@code dimension region}. Empty
     * where the table is no table of changes.
     */
    public abstract Map<String, Coverage> coverage();

    /** Every assumption that the facts rest on, those about all deals first, then what rules filled, with counts. */
    public abstract List<String> assumptions();

    /** What was taken from where, which further files were read, which columns nothing reads. */
    public abstract List<String> understood();

    /** The counts, then every assumption, then how often each rule was broken. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s: %,d row%s read, %,d usable, %,d rejected",
                file(),
                rowsRead(),
                rowsRead() == 1 ? "" : "s",
                rowsUsable(),
                rowsRejected()));
        assumptions().forEach(line -> text.append("\n  ").append(line));
        rejections()
                .forEach((rule, count) -> text.append(
                        String.format(Locale.ROOT, "\n  %,d problem%s: %s", count, count == 1 ? "" : "s", rule)));
        return text.toString();
    }

    static Builder builder() {
        return new Builder();
    }

    static final class Builder extends ImmutableImportResult.Builder {
        Builder() {}
    }
}
