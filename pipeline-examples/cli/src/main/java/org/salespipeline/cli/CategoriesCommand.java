package org.salespipeline.cli;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.salespipeline.forecast.measure.CategoryRollUp;
import org.salespipeline.forecast.measure.CategoryRollUp.Columns;
import org.salespipeline.forecast.measure.CategoryRollUp.Line;
import org.salespipeline.stage.ForecastCategory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Rolls up by forecast category. */
@Command(
        name = "categories",
        header = "Adds up amounts by forecast category, single and cumulative, without any chance.",
        description = {
            "",
            "closed, commit, most likely, best case, pipeline and omitted: a deal counts in the category",
            "that was called for it, else in that of its stage. Cumulative are commit forecast (closed and",
            "commit), most likely forecast, best case forecast, and open pipeline, which leaves out what",
            "is closed. Each deal stands in the period of its actual close, or of its expected close while",
            "it is open, or else in overdue, unscheduled or outside. Negative amounts, and calls that the",
            "stage does not share, are listed.",
            ""
        },
        footer = {"", "Example: pipeline categories deals.csv -m mapping.yaml --period quarter --periods 2 --by owner"})
final class CategoriesCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Source source = new Source();

    @Mixin
    private Question question = new Question();

    @Option(
            names = "--calls",
            paramLabel = "POLICY",
            description = "stick or reset: whether a called category holds when the deal moves on. Default: stick.")
    private Calls calls = Calls.STICK;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text, json or csv. Default: text.")
    private Format format = Format.TEXT;

    /** For picocli. */
    CategoriesCommand() {}

    @Override
    public Integer call() {
        Imported imported = source.read(question.asOf());
        List<CategoryRollUp> rollUps = question.rollUp(imported, calls.policy());
        String text = switch (format) {
            case TEXT -> text(imported, rollUps);
            case JSON -> json(imported, rollUps);
            case CSV -> csv(rollUps);
        };
        spec.commandLine().getOut().print(text);
        return imported.exitCode();
    }

    private static String text(Imported imported, List<CategoryRollUp> rollUps) {
        StringBuilder text = new StringBuilder();
        rollUps.forEach(rollUp -> text.append(rollUp).append('\n'));
        return text.append(imported.text()).toString();
    }

    private static String csv(List<CategoryRollUp> rollUps) {
        Csv csv = new Csv()
                .row(
                        "as_of",
                        "place",
                        "period_start",
                        "period_end",
                        "segment",
                        "currency",
                        "closed",
                        "commit",
                        "most_likely",
                        "best_case",
                        "pipeline",
                        "omitted",
                        "commit_forecast",
                        "most_likely_forecast",
                        "best_case_forecast",
                        "open_pipeline");
        for (CategoryRollUp rollUp : rollUps) {
            for (Line line : rollUp.lines()) {
                Columns columns = line.columns();
                csv.row(
                        rollUp.asOfDate(),
                        lower(line.place()),
                        line.period().map(period -> period.start().toString()).orElse(""),
                        line.period().map(period -> period.lastDay().toString()).orElse(""),
                        line.segment(),
                        rollUp.currency(),
                        ForecastOutput.plain(columns.single(ForecastCategory.CLOSED)),
                        ForecastOutput.plain(columns.single(ForecastCategory.COMMIT)),
                        ForecastOutput.plain(columns.single(ForecastCategory.MOST_LIKELY)),
                        ForecastOutput.plain(columns.single(ForecastCategory.BEST_CASE)),
                        ForecastOutput.plain(columns.single(ForecastCategory.PIPELINE)),
                        ForecastOutput.plain(columns.single(ForecastCategory.OMITTED)),
                        ForecastOutput.plain(columns.commitForecast()),
                        ForecastOutput.plain(columns.mostLikelyForecast()),
                        ForecastOutput.plain(columns.bestCaseForecast()),
                        ForecastOutput.plain(columns.openPipeline()));
            }
        }
        return csv.toString();
    }

    private static String json(Imported imported, List<CategoryRollUp> rollUps) {
        Json json = new Json().beginObject();
        imported.appendTo(json);
        json.name("categories").beginArray();
        for (CategoryRollUp rollUp : rollUps) {
            json.beginObject()
                    .field("as_of", rollUp.asOfDate().toString())
                    .field("currency", rollUp.currency().getCode())
                    .name("lines")
                    .beginArray();
            rollUp.lines().forEach(line -> append(json, line));
            json.endArray();
            appendFindings(json, rollUp);
            json.strings("missing", rollUp.missing()).endObject();
        }
        return json.endArray().endObject().toString();
    }

    private static void append(Json json, Line line) {
        json.beginObject().field("place", lower(line.place()));
        line.period()
                .ifPresent(period -> json.field("period", period.toString())
                        .field("period_start", period.start().toString())
                        .field("period_end", period.lastDay().toString()));
        json.field("segment", line.segment());
        Columns columns = line.columns();
        for (ForecastCategory category : ForecastCategory.values()) {
            json.field(lower(category), columns.single(category).getAmount());
        }
        json.field("commit_forecast", columns.commitForecast().getAmount())
                .field("most_likely_forecast", columns.mostLikelyForecast().getAmount())
                .field("best_case_forecast", columns.bestCaseForecast().getAmount())
                .field("open_pipeline", columns.openPipeline().getAmount())
                .endObject();
    }

    private static void appendFindings(Json json, CategoryRollUp rollUp) {
        json.name("disagreements").beginArray();
        for (CategoryRollUp.Disagreement found : rollUp.disagreements()) {
            json.beginObject()
                    .field("deal", found.opportunity().value())
                    .field("stage", found.stage().value())
                    .field("called", lower(found.called()))
                    .field("by_stage", lower(found.byStage()))
                    .field("counted", lower(found.counted()))
                    .endObject();
        }
        json.endArray().name("negative_amounts").beginArray();
        for (CategoryRollUp.Negative found : rollUp.negatives()) {
            json.beginObject()
                    .field("deal", found.opportunity().value())
                    .field("category", lower(found.category()))
                    .field("amount", found.amount().getAmount())
                    .endObject();
        }
        json.endArray();
    }

    private static String lower(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}
