package org.salespipeline.imports;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.salespipeline.event.EncodedEvent;
import org.salespipeline.event.EventCodec;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.Created;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.Fact;
import org.salespipeline.stage.SalesProcess;

/** Reads a table of facts. */
final class FactImport {

    private static final CsvTable.Form FORM = new CsvTable.Form(',', StandardCharsets.UTF_8);

    private static final String LARGEST = Long.toString(Long.MAX_VALUE);

    private final SalesProcess process;
    private final ZoneId zone;
    private final Path file;
    private final RowAccount account;
    private final Map<String, List<Fact<OpportunityEvent>>> deals = new LinkedHashMap<>();
    private final Map<String, Map<Long, Long>> lines = new LinkedHashMap<>();
    private final Slice slice = new Slice();

    FactImport(SalesProcess process, ZoneId zone, Path file, Imports.Options options) {
        this.process = process;
        this.zone = zone;
        this.file = file;
        this.account = new RowAccount(file, options);
    }

    ImportResult run() {
        try (CsvTable table = new CsvTable(file, FORM)) {
            Columns columns = new Columns(table);
            account.readAll(table, FORM, (row, check) -> use(row, columns, check), () -> {});
        }
        List<OpportunityLog> logs = deals.values().stream()
                .map(facts -> OpportunityLog.of(process, facts))
                .toList();
        long unborn = deals.values().stream().filter(FactImport::isUnborn).count();
        ImportResult.Builder result = ImportResult.builder();
        account.tell(result);
        return result.process(process)
                .zone(zone)
                .logs(logs)
                .assumptions(
                        unborn == 0
                                ? ImmutableList.of()
                                : ImmutableList.of(String.format(
                                        Locale.ROOT,
                                        "%,d deal%s without a creation, in no view",
                                        unborn,
                                        unborn == 1 ? "" : "s")))
                .understood(ImmutableList.of("facts in the fields of EventCodec, a row each"))
                .build();
    }

    private static boolean isUnborn(List<Fact<OpportunityEvent>> facts) {
        return facts.stream().noneMatch(fact -> fact.event() instanceof Created);
    }

    /** Where what stands. */
    private static final class Columns {
        private final Map<String, Integer> fixed = new LinkedHashMap<>();
        private final Map<String, Integer> fields = new LinkedHashMap<>();

        Columns(CsvTable table) {
            List<ImportProblem> problems = new ArrayList<>();
            for (String name : table.header()) {
                boolean isFixed = FactTable.FIXED.contains(name);
                table.find(name, problems).ifPresent(place -> (isFixed ? fixed : fields).put(name, place));
            }
            FactTable.FIXED.forEach(name -> table.find(name, problems).ifPresent(place -> {}));
            if (!problems.isEmpty()) {
                throw new ImportException(problems.stream().distinct().toList());
            }
        }

        int place(String name) {
            return fixed.getOrDefault(name, 0);
        }
    }

    private void use(Row row, Columns columns, RowCheck check) {
        String deal = text(row, columns.place(FactTable.OPPORTUNITY));
        if (deal.isBlank()) {
            check.missing(FactTable.OPPORTUNITY, "every fact is about a deal");
        }
        long sequence = number(row, columns, FactTable.SEQUENCE, check);
        long version = number(row, columns, FactTable.VERSION, check);
        Optional<Instant> recordedAt = recordedAt(row, columns, check);
        if (check.isSound()) {
            decode(row, columns, (int) Math.min(version, Integer.MAX_VALUE), check)
                    .ifPresent(event -> keep(deal, new Fact<>(event, recordedAt.orElseThrow(), sequence), row, check));
        }
    }

    private String text(Row row, int place) {
        row.read(place, slice);
        return slice.toString();
    }

    private long number(Row row, Columns columns, String column, RowCheck check) {
        String text = text(row, columns.place(column));
        boolean isNumber = text.matches("[0-9]{1,19}") && (text.length() < 19 || text.compareTo(LARGEST) <= 0);
        if (!isNumber) {
            check.problem(column, text, "must be a whole number", "digits only, from 0 to " + LARGEST);
        }
        return isNumber ? Long.parseLong(text) : 0;
    }

    private Optional<Instant> recordedAt(Row row, Columns columns, RowCheck check) {
        String text = text(row, columns.place(FactTable.RECORDED_AT));
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            check.problem(FactTable.RECORDED_AT, text, "must be an ISO instant", "such as 2026-06-30T18:00:00Z");
            return Optional.empty();
        }
    }

    private Optional<OpportunityEvent> decode(Row row, Columns columns, int version, RowCheck check) {
        ImmutableMap.Builder<String, String> fields = ImmutableMap.builder();
        fields.put(FactTable.OPPORTUNITY, text(row, columns.place(FactTable.OPPORTUNITY)));
        columns.fields.forEach((name, place) -> {
            if (!row.isAbsent(place)) {
                fields.put(name, text(row, place));
            }
        });
        String type = text(row, columns.place(FactTable.TYPE));
        try {
            return Optional.of(EventCodec.decode(new EncodedEvent(type, version, fields.buildOrThrow())));
        } catch (IllegalArgumentException e) {
            check.problem(
                    FactTable.TYPE, type, "must be a fact as EventCodec writes it", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void keep(String deal, Fact<OpportunityEvent> fact, Row row, RowCheck check) {
        try {
            OpportunityLog unused = OpportunityLog.of(process, ImmutableList.of(fact));
        } catch (IllegalArgumentException e) {
            check.problem(
                    FactTable.TYPE,
                    EventCodec.encode(fact.event()).type(),
                    "must fit the process " + process.id(),
                    String.valueOf(e.getMessage()));
            return;
        }
        Long first =
                lines.computeIfAbsent(deal, unused -> new LinkedHashMap<>()).putIfAbsent(fact.sequence(), row.line());
        if (first != null) {
            check.problem(
                    FactTable.SEQUENCE,
                    Long.toString(fact.sequence()),
                    "must be unique in its deal",
                    "line " + first + " of " + ImportProblem.shown(deal) + " has it too, and stands");
            return;
        }
        deals.computeIfAbsent(deal, unused -> new ArrayList<>()).add(fact);
    }
}
