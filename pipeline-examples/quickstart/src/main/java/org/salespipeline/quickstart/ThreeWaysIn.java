package org.salespipeline.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.joda.money.Money;
import org.salespipeline.forecast.view.PipelineHistory;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.imports.ImportMapping;
import org.salespipeline.imports.ImportResult;
import org.salespipeline.imports.Imports;

/** The same two deals from a table of deals, from a CRM's history, and from a log of events. */
public final class ThreeWaysIn {

    private static final String HEAD = """
            zone: Europe/Berlin
            currency: EUR
            dates: [yyyy-MM-dd, "yyyy-MM-dd'T'HH:mm:ssX"]
            process:
              id: roofs
              stages:
                - {id: survey, in_file: Survey, kind: open, win_probability: 0.20}
                - {id: offer, in_file: Offer, kind: open, win_probability: 0.50}
                - {id: signed, in_file: Signed, kind: won}
                - {id: rejected, in_file: Rejected, kind: lost}
            """;

    private static final String DEALS_MAPPING = """
            columns: {id: ID, stage: Stage, created: Created, closed: Closed, expected_close: Due, amount: Amount}
            """;

    private static final String DEALS = """
            ID,Stage,Created,Closed,Due,Amount
            R-1,Offer,2026-05-04,,2026-07-31,9500
            R-2,Signed,2026-05-11,2026-06-19,,4000
            """;

    private static final String HISTORY_MAPPING = """
            rows: history
            preset: salesforce_field_history
            """;

    private static final String HISTORY = """
            OpportunityId,CreatedDate,CreatedById,Field,OldValue,NewValue
            R-1,2026-05-04T08:00:00Z,ada,created,,
            R-1,2026-05-20T08:00:00Z,ada,Amount,8000,9500
            R-1,2026-06-02T08:00:00Z,ada,StageName,Survey,Offer
            R-1,2026-06-15T08:00:00Z,bo,CloseDate,2026-06-30,2026-07-31
            R-2,2026-05-11T08:00:00Z,bo,created,,
            R-2,2026-06-19T08:00:00Z,bo,StageName,Survey,Signed
            """;

    private static final String EVENTS_MAPPING = """
            rows: events
            columns: {id: deal, at: time, event: event, actor: who, amount: amount}
            events:
              Surveyed: {stage: survey}
              Offer *: {stage: offer}
              Signed: {won: signed}
            """;

    private static final String EVENTS = """
            deal,time,event,who,amount
            R-1,2026-05-04T08:00:00Z,Surveyed,ada,8000
            R-2,2026-05-11T08:00:00Z,Surveyed,bo,4000
            R-1,2026-06-02T08:00:00Z,Offer sent,ada,9500
            R-2,2026-06-19T08:00:00Z,Signed,bo,
            """;

    private ThreeWaysIn() {}

    private static ImportResult read(String mapping, String table) {
        try {
            Path file = Files.createTempFile("export", ".csv");
            try {
                Files.writeString(file, table);
                return Imports.run(ImportMapping.parse(HEAD + mapping, "mapping.yaml"), file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void show(String form, ImportResult result) {
        PipelineHistory history = PipelineHistory.of(result.zone(), result.logs());
        System.out.printf("%s: %d rows, %d set aside%n", form, result.rowsRead(), result.rowsRejected());
        System.out.println("  in May:  " + told(history.asOf(LocalDate.of(2026, 5, 31))));
        System.out.println("  in June: " + told(history.asOf(LocalDate.of(2026, 6, 30))));
        result.coverage().forEach((field, since) -> System.out.println("  " + field + " known " + since));
    }

    private static String told(PipelineView view) {
        return IntStream.range(0, view.size())
                .mapToObj(row -> view.deals().deal(row))
                .map(deal -> deal.id() + " in " + deal.stage() + " for "
                        + deal.amount().map(Money::toString).orElse("an unknown amount"))
                .collect(Collectors.joining(", "));
    }

    /** Reads each of the three and shows what it knows of May and of June. */
    public static void main(String[] args) {
        show("deals", read(DEALS_MAPPING, DEALS));
        show("history", read(HISTORY_MAPPING, HISTORY));
        show("events", read(EVENTS_MAPPING, EVENTS));
    }
}
