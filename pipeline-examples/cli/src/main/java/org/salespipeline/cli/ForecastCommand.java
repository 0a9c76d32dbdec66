package org.salespipeline.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.salespipeline.forecast.Forecast;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Forecasts an export. */
@Command(
        name = "forecast",
        header = "Says per period what is closed and what is expected, and what no period can hold.",
        description = {
            "",
            "closed       won deals whose actual close lies in the period, up to the as-of day",
            "expected     open deals that are to close in the period, on or after the as-of day, each",
            "             times the chance of its stage; does not include what is closed",
            "overdue      open deals that should have closed before the as-of day, at their full amount",
            "unscheduled  open deals without an expected close, at their full amount",
            "",
            "Overdue and unscheduled belong to no period; they stand once, with the first one. Periods",
            "run from the one that holds the as-of day; period_end is the last day of the period. Amounts",
            "are never converted: several currencies give one forecast each.",
            ""
        },
        footer = {"", "Example: pipeline forecast deals.csv -m mapping.yaml --period month --periods 3 --by owner"})
final class ForecastCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Source source = new Source();

    @Mixin
    private Question question = new Question();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text, json or csv. Default: text.")
    private Format format = Format.TEXT;

    /** For picocli. */
    ForecastCommand() {}

    @Override
    public Integer call() {
        Imported imported = source.read(question.asOf());
        List<Forecast> forecasts = question.ask(imported);
        String text = switch (format) {
            case TEXT -> ForecastOutput.text(imported, forecasts);
            case JSON -> ForecastOutput.json(imported, forecasts);
            case CSV -> ForecastOutput.csv(forecasts);
        };
        spec.commandLine().getOut().print(text);
        return imported.exitCode();
    }
}
