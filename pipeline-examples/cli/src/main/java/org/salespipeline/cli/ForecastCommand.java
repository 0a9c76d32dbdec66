package org.salespipeline.cli;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.salespipeline.forecast.Forecast;
import org.salespipeline.forecast.ForecastStrategy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Forecasts an export. */
@Command(
        name = "forecast",
        header = "Says per period what is closed and what is expected, and what no period can hold.",
        description = {
            "",
            "closed       won deals whose actual close lies in the period, up to the as-of day",
            "expected     what is to come on or after the as-of day, without what is closed; by default open",
            "             deals that are to close in the period, each times the chance of its stage",
            "overdue      open deals that should have closed before the as-of day, at their full amount",
            "unscheduled  open deals without an expected close, at their full amount",
            "",
            "Overdue and unscheduled belong to no period; they stand once, with the first one. Periods",
            "run from the one that holds the as-of day; period_end is the last day of the period. Amounts",
            "are never converted: several currencies give one forecast each.",
            "",
            "Strategies that look at open deals",
            "  stage-weighted            each at the win probability of its stage",
            "  standard                  each at its chance to be won in the period, learned from how deals like it",
            "                            went on; with new business, quantiles and the chance of a quota",
            "  commit, most-likely, best-case, pipeline",
            "                            in full up to this forecast category, looser ones not at all",
            "Naive rivals, which look at what closed in past periods; expected is what they forecast for",
            "the period less what is closed, and may be negative",
            "  last-period               as much as in the last complete period",
            "  mean-of-last              the mean of the last complete periods",
            "  same-period-last-year     as much as a year before",
            "  same-period-last-quarter  as much as a quarter before",
            "  drift                     the last complete period, and on in the mean step of the last ones",
            "  closed-so-far             what is closed and nothing more",
            "  run-rate                  what is closed, divided by the share that past periods had closed",
            "                            by the same day",
            "What they cannot say for want of a past is unknown: empty in csv, null in json.",
            "",
            "With --strategy standard csv has more columns: mean, the revenue not exceeded in 10, 25, 50, 75 and",
            "90 periods of a hundred, and quota and its chance where --by does not split the period.",
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

    @Mixin
    private Strategy strategy = new Strategy();

    @Option(
            names = "--quota",
            paramLabel = "AMOUNT",
            description = "What a period is to bring; tells the chance to reach it, with --strategy standard.")
    private Optional<BigDecimal> quota = Optional.empty();

    @Option(
            names = "--what-matters",
            description =
                    "Ranks deals by their effect on the chance of the quota: by how much a win raises it. Csv then has a row per deal.")
    private boolean whatMatters;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text, json or csv. Default: text.")
    private Format format = Format.TEXT;

    /** For picocli. */
    ForecastCommand() {}

    @Override
    public Integer call() {
        ForecastStrategy chosen = strategy.choose();
        if (quota.isPresent() && !strategy.knowsChances()) {
            throw usage("--quota takes --strategy standard, of which a chance is told");
        }
        if (whatMatters && quota.isEmpty()) {
            throw usage("--what-matters takes --quota, on whose chance the effects are");
        }
        Imported imported = source.read(question.asOf());
        List<Forecast> forecasts = question.ask(imported, chosen);
        QuotaQuestion asked = new QuotaQuestion(strategy.knowsChances(), quota, whatMatters);
        String text = switch (format) {
            case TEXT -> ForecastOutput.text(imported, forecasts, asked);
            case JSON -> ForecastOutput.json(imported, forecasts, asked);
            case CSV -> whatMatters ? MattersOutput.csv(forecasts, asked) : ForecastOutput.csv(forecasts, asked);
        };
        spec.commandLine().getOut().print(text);
        return imported.exitCode();
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
