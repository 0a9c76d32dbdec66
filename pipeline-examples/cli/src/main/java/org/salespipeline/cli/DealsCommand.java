package org.salespipeline.cli;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.joda.money.Money;
import org.salespipeline.forecast.Contribution;
import org.salespipeline.forecast.Forecast;
import org.salespipeline.forecast.ForecastStrategy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists what each deal adds to a forecast. */
@Command(
        name = "deals",
        header = "Lists what each open deal adds to the expected amounts of a forecast.",
        description = {
            "",
            "weighted is amount times chance. It is rounded so that the deals of a period and segment add",
            "up exactly to what forecast says is expected there. Strategies that go by past periods and",
            "not by deals list none.",
            ""
        },
        footer = {"", "Example: pipeline deals deals.csv -m mapping.yaml --period month --periods 1 --format csv"})
final class DealsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Source source = new Source();

    @Mixin
    private Question question = new Question();

    @Mixin
    private Strategy strategy = new Strategy();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text, json or csv. Default: text.")
    private Format format = Format.TEXT;

    /** For picocli. */
    DealsCommand() {}

    @Override
    public Integer call() {
        ForecastStrategy chosen = strategy.choose();
        Imported imported = source.read(question.asOf());
        List<Forecast> forecasts = question.ask(imported, chosen);
        String text = switch (format) {
            case TEXT -> text(imported, forecasts);
            case JSON -> json(imported, forecasts);
            case CSV -> csv(forecasts);
        };
        spec.commandLine().getOut().print(text);
        return imported.exitCode();
    }

    private static String text(Imported imported, List<Forecast> forecasts) {
        StringBuilder text = new StringBuilder();
        for (Forecast forecast : forecasts) {
            text.append(String.format(
                    Locale.ROOT,
                    "What each open deal adds to the %s forecast as of %s, amounts in %s%n%n",
                    forecast.strategy(),
                    forecast.asOfDate(),
                    forecast.currency()));
            Table table = new Table(3).row("deal", "period", "segment", "amount", "chance", "weighted");
            List<Contribution> contributions = forecast.contributions();
            List<Money> weighted = forecast.printedContributions();
            for (int i = 0; i < contributions.size(); i++) {
                Contribution deal = contributions.get(i);
                table.row(
                        deal.opportunity().value(),
                        deal.period().toString(),
                        deal.segment(),
                        Table.amount(deal.amount()),
                        chance(deal).toPlainString(),
                        Table.amount(weighted.get(i)));
            }
            text.append(table).append('\n');
        }
        return text.append(imported.text()).toString().replace("\r\n", "\n");
    }

    private static String csv(List<Forecast> forecasts) {
        Csv csv = new Csv()
                .row(
                        "as_of",
                        "deal",
                        "period_start",
                        "period_end",
                        "segment",
                        "currency",
                        "strategy",
                        "amount",
                        "chance",
                        "weighted");
        for (Forecast forecast : forecasts) {
            List<Contribution> contributions = forecast.contributions();
            List<Money> weighted = forecast.printedContributions();
            for (int i = 0; i < contributions.size(); i++) {
                Contribution deal = contributions.get(i);
                csv.row(
                        forecast.asOfDate(),
                        deal.opportunity(),
                        deal.period().start(),
                        deal.period().lastDay(),
                        deal.segment(),
                        forecast.currency(),
                        forecast.strategy(),
                        ForecastOutput.plain(deal.amount()),
                        chance(deal).toPlainString(),
                        ForecastOutput.plain(weighted.get(i)));
            }
        }
        return csv.toString();
    }

    private static String json(Imported imported, List<Forecast> forecasts) {
        Json json = new Json().beginObject();
        imported.appendTo(json);
        json.name("forecasts").beginArray();
        for (Forecast forecast : forecasts) {
            ForecastOutput.begin(json, forecast);
            json.name("deals").beginArray();
            List<Contribution> contributions = forecast.contributions();
            List<Money> weighted = forecast.printedContributions();
            for (int i = 0; i < contributions.size(); i++) {
                Contribution deal = contributions.get(i);
                json.beginObject()
                        .field("deal", deal.opportunity().value())
                        .field("period_start", deal.period().start().toString())
                        .field("period_end", deal.period().lastDay().toString())
                        .field("segment", deal.segment())
                        .field("amount", deal.amount().getAmount())
                        .field("chance", chance(deal))
                        .field("weighted", weighted.get(i).getAmount())
                        .endObject();
            }
            json.endArray().endObject();
        }
        return json.endArray().endObject().toString();
    }

    private static BigDecimal chance(Contribution deal) {
        return new BigDecimal(deal.chance().toString());
    }
}
