package org.salespipeline.imports;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.salespipeline.event.OpportunityLog;

/** Reads a table of changes. */
final class HistoryImport {

    private final HistoryPlan plan;
    private final Path file;
    private final Optional<Moment> export;
    private final RowAccount account;
    private final Tally tally = new Tally();
    private final Sightings sightings;
    private final ImmutableList.Builder<OpportunityLog> logs = ImmutableList.builder();
    private long withGaps;

    HistoryImport(HistoryPlan plan, Path file, Imports.Options options) {
        this.plan = plan;
        this.file = file;
        this.export = DealImport.export(plan.log(), options);
        this.account = new RowAccount(file, options);
        this.sightings = new Sightings(plan);
    }

    ImportResult run() {
        Lookups lookups;
        Set<String> others;
        Optional<CaseTable> cases;
        try (CsvTable table = new CsvTable(file, plan.log().form())) {
            lookups = Lookups.read(plan.log(), file);
            Reading.Binder binder = new Reading.Binder(table, lookups, tally);
            cases = plan.cases().map(of -> CaseTable.read(of, file, account, tally));
            HistoryReader.Parts parts = new HistoryReader.Parts(plan, export, tally);
            HistoryReader reader = new HistoryReader(parts, binder, cases);
            others = table.others(DealImport.used(plan.log()));
            HistoryFacts facts = new HistoryFacts(parts, sightings);
            account.readAll(table, plan.log().form(), reader::read, () -> gather(reader, facts, cases));
        }
        return result(lookups, others, cases);
    }

    private void gather(HistoryReader reader, HistoryFacts facts, Optional<CaseTable> cases) {
        for (Map.Entry<String, List<HistoryRow>> one : reader.rows().entrySet()) {
            Optional<DealDraft> deal = cases.flatMap(table -> table.sound(one.getKey()));
            logs.add(facts.log(one.getKey(), one.getValue(), deal));
            withGaps += reader.withGaps().contains(one.getKey()) ? 1 : 0;
            one.getValue().clear();
        }
        cases.ifPresent(table -> table.rejectUnmet(deal -> {
            deal.created.ifPresent(unused -> logs.add(facts.log(deal.id, new ArrayList<>(), Optional.of(deal))));
            return deal.created.isPresent();
        }));
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
                .coverage(sightings.coverage())
                .assumptions(assumptions())
                .understood(understood.build())
                .build();
    }

    private List<String> assumptions() {
        ImmutableList.Builder<String> lines = ImmutableList.builder();
        lines.add("each change counts as known from its own time on");
        lines.add("a deal is closed on the day of the change that closed it; without a creation it is created by its"
                + " first change");
        if (plan.hasOldValues()) {
            lines.add("the old value of a field's first change counts since the creation of the deal");
        }
        plan.cases()
                .ifPresent(cases -> lines.add("a field of " + cases.file()
                        + " that never changed has had its value since the creation of the deal"));
        plan.notRecorded().forEach(text -> lines.add("the source does not record " + text));
        lines.addAll(sightings.lines());
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
}
