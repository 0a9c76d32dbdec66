package org.salespipeline.cli;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.joda.money.Money;
import org.salespipeline.forecast.measure.PipelineSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows the pipeline as a picture in text. */
@Command(
        name = "pipeline",
        header = "Shows the pipeline stage by stage: deals, amounts, age, and how many are stagnant.",
        description = "",
        footer = {"", "Example: pipeline pipeline deals.csv --mapping mapping.yaml --as-of 2026-09-30"})
final class SummaryCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Source source = new Source();

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description =
                    "What was known at the end of this day, as 2026-09-30. Default: export_date of the mapping, else the latest date found.")
    private Optional<LocalDate> asOf = Optional.empty();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json. Default: text.")
    private Format format = Format.TEXT;

    /** For picocli. */
    SummaryCommand() {}

    @Override
    public Integer call() {
        if (format == Format.CSV) {
            throw new ParameterException(spec.commandLine(), "--format must be one of [text, json], was csv");
        }
        Imported imported = source.read(asOf);
        PipelineSummary summary = PipelineSummary.of(imported.view(spec.commandLine()));
        String text = format == Format.JSON
                ? json(imported, summary)
                : summary.toString().stripTrailing() + "\n\n" + imported.text();
        spec.commandLine().getOut().print(text);
        return imported.exitCode();
    }

    private static String json(Imported imported, PipelineSummary summary) {
        Json json = new Json().beginObject();
        imported.appendTo(json);
        json.field("as_of", summary.asOfDate().toString()).name("stages").beginArray();
        for (PipelineSummary.StageLine line : summary.stages()) {
            json.beginObject()
                    .field("process", line.process().value())
                    .field("stage", line.stage().id().value())
                    .field("kind", line.stage().kind().name().toLowerCase(Locale.ROOT))
                    .field("deals", line.deals())
                    .field("without_amount", line.withoutAmount());
            append(json, "amounts", line.amounts());
            append(json, "weighted", line.weighted());
            json.field("median_age_days", line.medianAgeDays())
                    .field("stagnant", line.stagnant())
                    .endObject();
        }
        json.endArray();
        append(json, "open_amounts", summary.openAmounts());
        append(json, "weighted_amounts", summary.weightedAmounts());
        return json.endObject().toString();
    }

    private static void append(Json json, String name, List<Money> amounts) {
        json.name(name).beginArray();
        for (Money amount : amounts) {
            json.beginObject()
                    .field("currency", amount.getCurrencyUnit().getCode())
                    .field("amount", amount.getAmount())
                    .endObject();
        }
        json.endArray();
    }
}
