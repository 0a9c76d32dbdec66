package org.salespipeline.imports;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.imports.Rules.Recorded;

/** Reads a log of events. */
final class EventImport {

    private final EventPlan plan;
    private final Path file;
    private final Optional<Moment> export;
    private final RowAccount account;
    private final Tally tally = new Tally();
    private final ImmutableList.Builder<OpportunityLog> logs = ImmutableList.builder();
    private long withGaps;

    EventImport(EventPlan plan, Path file, Imports.Options options) {
        this.plan = plan;
        this.file = file;
        this.export = DealImport.export(plan.log(), options);
        DealImport.checkExportDate(plan.log(), export);
        this.account = new RowAccount(file, options);
    }

    ImportResult run() {
        Lookups lookups;
        Set<String> others;
        Optional<CaseTable> cases;
        try (CsvTable table = new CsvTable(file, plan.log().form())) {
            lookups = Lookups.read(plan.log(), file);
            Reading.Binder binder = new Reading.Binder(table, lookups, tally);
            cases = plan.cases().map(of -> CaseTable.read(of, file, account, tally));
            EventReader.Parts parts = new EventReader.Parts(plan, export, account, tally);
            EventReader reader = new EventReader(parts, binder, cases);
            others = table.others(DealImport.used(plan.log()));
            CaseFacts facts = new CaseFacts(parts, file, reader.eventLabel());
            account.readAll(table, plan.log().form(), reader::read, () -> judge(reader, facts, cases));
        }
        cases.ifPresent(table -> table.rejectUnmet(unused -> false));
        return result(lookups, others, cases);
    }

    /** What comes after what can be told only when all rows are there. */
    private void judge(EventReader reader, CaseFacts facts, Optional<CaseTable> cases) {
        for (Map.Entry<String, List<EventRow>> one : reader.rows().entrySet()) {
            Optional<DealDraft> deal = cases.flatMap(table -> table.sound(one.getKey()));
            logs.add(facts.log(one.getKey(), one.getValue(), deal));
            withGaps += facts.hasGap() || reader.withGaps().contains(one.getKey()) ? 1 : 0;
            one.getValue().clear();
        }
    }

    private ImportResult result(Lookups lookups, Set<String> others, Optional<CaseTable> cases) {
        ImmutableList.Builder<String> understood =
                ImmutableList.<String>builder().addAll(MappingText.lines(plan)).addAll(lookups.lines());
        cases.ifPresent(table -> understood.addAll(table.lines().toList()));
        if (!others.isEmpty()) {
            understood.add("not read: " + String.join(", ", others));
        }
        ImportResult.Builder result = ImportResult.builder();
        account.tell(result);
        return result.process(plan.log().process())
                .zone(plan.log().zone())
                .exportDate(export.map(Moment::date))
                .logs(logs.build())
                .assumptions(assumptions())
                .understood(understood.build())
                .build();
    }

    private List<String> assumptions() {
        ImmutableList.Builder<String> lines = ImmutableList.builder();
        lines.add("a deal is created by its first event");
        lines.add(
                plan.hasRecordedTimes()
                        ? "each event counts as known from its " + EventPlan.label(plan.log(), Field.RECORDED_AT)
                                + " on"
                        : "each event counts as known from its own time on; what was entered late cannot be told");
        plan.cases().ifPresent(cases -> lines.add(casesAssumed(cases)));
        String forLast = plan.rules().all().stream()
                .filter(EventRule::isForLast)
                .map(rule -> "\"" + rule.text() + "\"")
                .collect(Collectors.joining(", "));
        if (!forLast.isEmpty()) {
            lines.add(forLast + " counts only as the last event of a deal, which a view of the past could not know;"
                    + " an export with later events changes it");
        }
        lines.addAll(DateReader.assumptions(plan.log()));
        if (withGaps > 0) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%,d deal%s: the history has gaps, since rows of it were set aside",
                    withGaps,
                    withGaps == 1 ? "" : "s"));
        }
        return lines.addAll(tally.lines()).build();
    }

    private String casesAssumed(EventPlan.Cases cases) {
        String since = plan.log().rules().recorded() == Recorded.AS_DATED
                ? "known from its creation on (recorded: as_dated)"
                : "true from its creation on, and known from the export on (recorded: at_export)";
        return cases.file() + " has no history: what it says of a deal counts as " + since;
    }
}
