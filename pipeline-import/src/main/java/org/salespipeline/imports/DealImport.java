package org.salespipeline.imports;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.salespipeline.event.OpportunityLog;

/** Reads a table with one row per deal. */
final class DealImport {

    private final MappingPlan plan;
    private final Path file;
    private final Optional<Moment> export;
    private final RowAccount account;
    private final Tally tally = new Tally();
    private final ImmutableList.Builder<OpportunityLog> logs = ImmutableList.builder();

    DealImport(MappingPlan plan, Path file, Imports.Options options) {
        this.plan = plan;
        this.file = file;
        this.export = export(plan, options);
        checkExportDate(plan, export);
        this.account = new RowAccount(file, options);
    }

    /** When the table was exported: the caller's word goes before the mapping's. */
    static Optional<Moment> export(MappingPlan plan, Imports.Options options) {
        return options.exportedAt()
                .map(at -> Moment.ofInstant(at, plan.zone()))
                .or(() -> options.exportDate().map(day -> Moment.ofDate(day, plan.zone())))
                .or(plan::export);
    }

    static void checkExportDate(MappingPlan plan, Optional<Moment> export) {
        if (plan.rules().needExportDate() && export.isEmpty()) {
            throw new ImportException(ImportProblem.in(plan.name())
                    .column("export_date")
                    .reason("must be given, since first_seen and at_export need it")
                    .cure("add export_date: to the mapping, or give it as an option")
                    .build());
        }
    }

    ImportResult run() {
        Lookups lookups;
        Set<String> others;
        try (CsvTable table = new CsvTable(file, plan.form())) {
            lookups = Lookups.read(plan, file);
            DealReader reader = new DealReader(plan, export, new Reading.Binder(table, lookups, tally), tally);
            DealFacts facts = new DealFacts(plan, export);
            others = table.others(used(plan));
            account.readAll(table, plan.form(), (row, check) -> use(reader.read(row, check), facts, check), () -> {});
        }
        return result(lookups, others);
    }

    private void use(DealDraft deal, DealFacts facts, RowCheck check) {
        if (check.isSound()) {
            logs.add(facts.log(deal));
            tally.add(check.notes(), deal.isOpen());
        }
    }

    /** The columns of the table that something reads. */
    static Set<String> used(MappingPlan plan) {
        Set<String> used = new LinkedHashSet<>();
        ImmutableList.<Source>builder()
                .addAll(plan.fields().values())
                .addAll(plan.dimensions().values())
                .add(plan.currency())
                .addAll(plan.rules().amount().stream().toList())
                .build()
                .forEach(source -> addColumn(source, used));
        return used;
    }

    private static void addColumn(Source source, Set<String> used) {
        if (source instanceof Source.Column column) {
            used.add(column.column());
        } else if (source instanceof Source.Looked looked) {
            addColumn(looked.lookup().match(), used);
        } else if (source instanceof Source.Presence presence) {
            addColumn(presence.lookup().match(), used);
        }
    }

    private ImportResult result(Lookups lookups, Set<String> others) {
        ImmutableList.Builder<String> understood =
                ImmutableList.<String>builder().addAll(MappingText.lines(plan)).addAll(lookups.lines());
        if (!others.isEmpty()) {
            understood.add("not read: " + String.join(", ", others));
        }
        ImportResult.Builder result = ImportResult.builder();
        account.tell(result);
        return result.process(plan.process())
                .zone(plan.zone())
                .exportDate(export.map(Moment::date))
                .logs(logs.build())
                .assumptions(ImmutableList.<String>builder()
                        .addAll(DealFacts.assumptions(plan, export))
                        .addAll(DateReader.assumptions(plan))
                        .addAll(tally.lines())
                        .build())
                .understood(understood.build())
                .build();
    }
}
