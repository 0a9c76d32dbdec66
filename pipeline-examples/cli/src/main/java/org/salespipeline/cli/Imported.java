package org.salespipeline.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.Fact;
import org.salespipeline.forecast.view.PipelineHistory;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.imports.ImportResult;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * An export that was read.
 *
 * @param result what came of it
 * @param mapping the mapping file as it was named
 * @param asOf the day to look from, when the caller names one
 */
record Imported(ImportResult result, String mapping, Optional<LocalDate> asOf) {

    /** 0 when every row could be used, 1 otherwise. */
    int exitCode() {
        return result.rowsRejected() == 0 ? PipelineCli.FINE : PipelineCli.DATA;
    }

    /** The deals as they were known at the end of a day: the given one, else that of the export, else the last. */
    PipelineView view(CommandLine command) {
        PipelineHistory history = history();
        LocalDate day = asOf.or(result::exportDate).orElseGet(this::lastDay);
        try {
            return history.asOf(day);
        } catch (IllegalArgumentException outOfRange) {
            throw new ParameterException(command, "--as-of: " + outOfRange.getMessage(), outOfRange);
        }
    }

    private PipelineHistory history() {
        try {
            return PipelineHistory.of(result.zone(), result.logs());
        } catch (IllegalArgumentException tooLarge) {
            throw new DataException(result.file() + ": " + tooLarge.getMessage(), tooLarge);
        }
    }

    /** The day on which the last fact was recorded: an export cannot be older. */
    private LocalDate lastDay() {
        return lastFound()
                .orElseThrow(() -> new DataException(result.file()
                        + ": holds no usable deal, so that there is no day to look at; check says what is wrong"));
    }

    private Optional<LocalDate> lastFound() {
        Instant last = Instant.MIN;
        for (OpportunityLog log : result.logs()) {
            List<Fact<OpportunityEvent>> facts = log.facts().facts();
            Instant recorded = facts.get(facts.size() - 1).recordedAt();
            last = recorded.isAfter(last) ? recorded : last;
        }
        return result.logs().isEmpty()
                ? Optional.empty()
                : Optional.of(last.atZone(result.zone()).toLocalDate());
    }

    /** Those of the import, after the day to look from where nobody gave one. */
    List<String> assumptions() {
        List<String> assumptions = new ArrayList<>();
        if (asOf.isEmpty() && result.exportDate().isEmpty()) {
            lastFound().ifPresent(day -> assumptions.add("as of " + day + ", the latest date found; set export_date"));
        }
        assumptions.addAll(result.assumptions());
        return assumptions;
    }

    /** Writes the counts of rows and what was assumed. */
    Json appendTo(Json json) {
        return json.name("data")
                .beginObject()
                .field("file", result.file())
                .field("mapping", mapping)
                .field("rows_read", result.rowsRead())
                .field("rows_usable", result.rowsUsable())
                .field("rows_rejected", result.rowsRejected())
                .strings("assumptions", assumptions())
                .endObject();
    }

    /** The same for people. */
    String text() {
        StringBuilder text = new StringBuilder("The data\n");
        text.append(String.format(
                Locale.ROOT,
                "  %s: %,d row%s read, %,d usable, %,d set aside\n",
                result.file(),
                result.rowsRead(),
                result.rowsRead() == 1 ? "" : "s",
                result.rowsUsable(),
                result.rowsRejected()));
        assumptions().forEach(line -> text.append("  ").append(line).append('\n'));
        return text.toString();
    }
}
