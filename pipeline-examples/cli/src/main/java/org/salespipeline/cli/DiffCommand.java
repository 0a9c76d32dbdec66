package org.salespipeline.cli;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.opportunity.Opportunity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tells deal by deal what differs between two days. */
@Command(
        name = "diff",
        header = "Tells what differs between the deals as known on two days, deal by deal and field by field.",
        description = {
            "",
            "Both are what was known at the end of the day, whatever was recorded later. Of an export without",
            "a history of its own little differs; facts, events, histories and snapshots tell more.",
            ""
        },
        footer = {"", "Example: pipeline diff facts.csv -m facts.yaml --from 2026-09-21 --to 2026-09-28"})
final class DiffCommand implements Callable<Integer> {

    /** What one deal differs in; blank is no value. */
    private record Change(String deal, String field, String before, String after) {}

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Source source = new Source();

    @Option(
            names = "--from",
            required = true,
            paramLabel = "DATE",
            converter = DayConverter.class,
            description = "What was known at the end of this day, as 2026-09-21.")
    private LocalDate from = LocalDate.EPOCH;

    @Option(
            names = "--to",
            paramLabel = "DATE",
            converter = DayConverter.class,
            description =
                    "And at the end of this one. Default: export_date of the mapping, else the latest date found.")
    private Optional<LocalDate> to = Optional.empty();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or csv. Default: text.")
    private Format format = Format.TEXT;

    /** For picocli. */
    DiffCommand() {}

    @Override
    public Integer call() {
        if (format == Format.JSON) {
            throw new ParameterException(spec.commandLine(), "--format must be one of [text, csv], was json");
        }
        Imported imported = source.read(to);
        PipelineView second = imported.view(spec.commandLine());
        if (from.isAfter(second.asOfDate())) {
            throw new ParameterException(
                    spec.commandLine(), "--from must be on or before --to, " + second.asOfDate() + ", was " + from);
        }
        PipelineView first = second.asOf(from);
        List<Change> changes = changes(first, second);
        spec.commandLine().getOut().print(format == Format.CSV ? csv(changes) : text(first, second, changes, imported));
        return imported.exitCode();
    }

    private static List<Change> changes(PipelineView first, PipelineView second) {
        Map<String, Map<String, String>> before = deals(first);
        Map<String, Map<String, String>> after = deals(second);
        TreeSet<String> ids = new TreeSet<>(before.keySet());
        ids.addAll(after.keySet());
        List<Change> changes = new ArrayList<>();
        for (String id : ids) {
            Map<String, String> old = before.getOrDefault(id, Map.of());
            Map<String, String> now = after.getOrDefault(id, Map.of());
            TreeSet<String> fields = new TreeSet<>(old.keySet());
            fields.addAll(now.keySet());
            for (String field : fields) {
                String was = old.getOrDefault(field, "");
                String is = now.getOrDefault(field, "");
                if (!was.equals(is)) {
                    changes.add(new Change(id, field, was, is));
                }
            }
        }
        return changes;
    }

    private static Map<String, Map<String, String>> deals(PipelineView view) {
        DealColumns columns = view.deals();
        Map<String, Map<String, String>> deals = new TreeMap<>();
        for (int row = 0; row < columns.size(); row++) {
            Opportunity deal = columns.deal(row);
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("stage", deal.stage().value());
            put(fields, "amount", deal.amount());
            put(fields, "expected_close", deal.expectedClose());
            put(fields, "closed", deal.actualClose());
            put(fields, "owner", deal.owner());
            put(
                    fields,
                    "called_category",
                    deal.calledCategory().map(called -> called.name().toLowerCase(Locale.ROOT)));
            put(fields, "called_probability", deal.calledProbability());
            deal.dimensions().forEach((name, value) -> fields.put("dimension " + name, value));
            deals.put(deal.id().value(), fields);
        }
        return deals;
    }

    private static void put(Map<String, String> fields, String name, Optional<?> value) {
        value.ifPresent(known -> fields.put(name, known.toString()));
    }

    private static String csv(List<Change> changes) {
        Csv csv = new Csv().row("deal", "field", "before", "after");
        changes.forEach(change -> csv.row(change.deal(), change.field(), change.before(), change.after()));
        return csv.toString();
    }

    private static String text(PipelineView first, PipelineView second, List<Change> changes, Imported imported) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "from %s to %s: %,d deals and then %,d\n",
                first.asOfDate(),
                second.asOfDate(),
                first.size(),
                second.size()));
        String deal = "";
        for (Change change : changes) {
            if (!change.deal().equals(deal)) {
                deal = change.deal();
                text.append(deal).append('\n');
            }
            text.append(String.format(
                    Locale.ROOT,
                    "  %-20s %s -> %s\n",
                    change.field(),
                    change.before().isEmpty() ? "-" : change.before(),
                    change.after().isEmpty() ? "-" : change.after()));
        }
        if (changes.isEmpty()) {
            text.append("nothing differs\n");
        }
        return text.append('\n').append(imported.text()).toString();
    }
}
