package org.salespipeline.imports;

import static com.google.common.base.Preconditions.checkArgument;

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
 * <p>Each row that was read is either usable, and then a log of its own, or rejected, and then explained.
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

    /** The usable rows as facts, one log per deal, in the order of the file. */
    public abstract List<OpportunityLog> logs();

    /** Rows after the header; blank lines are no rows. Always usable plus rejected. */
    public abstract long rowsRead();

    /** Rows that became a log. */
    public final long rowsUsable() {
        return logs().size();
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

    /** Every assumption that the facts rest on, those about all deals first, then what rules filled, with counts. */
    public abstract List<String> assumptions();

    /** What was taken from where, which further files were read, which columns nothing reads. */
    public abstract List<String> understood();

    /** Refuses counts that do not add up. */
    @Value.Check
    void check() {
        checkArgument(
                rowsRead() == rowsUsable() + rowsRejected(),
                "%s: rows read must be usable plus rejected, was %s of %s and %s",
                file(),
                rowsRead(),
                rowsUsable(),
                rowsRejected());
    }

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
