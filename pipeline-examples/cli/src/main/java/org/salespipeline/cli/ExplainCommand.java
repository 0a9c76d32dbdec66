package org.salespipeline.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.forecast.win.WinChances;
import org.salespipeline.forecast.win.WinModels;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says how likely one open deal is to be won and lost, and why. */
@Command(
        name = "explain",
        header = "Says how likely one open deal is to be won and lost by when, and why.",
        description = {
            "",
            "The reasons are what moves the deal away from the average one, as log-odds per week: +0.69 doubles the",
            "odds of a win in a week, -0.69 halves them. They add up exactly.",
            ""
        },
        footer = {"", "Example: pipeline explain deals.csv OPP-0042 -m mapping.yaml --horizons 30d,90d"})
final class ExplainCommand implements Callable<Integer> {

    private static final int DECIMALS = 4;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Source source = new Source();

    @Parameters(index = "1", paramLabel = "DEAL", description = "The id of an open deal.")
    private String deal = "";

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            converter = DayConverter.class,
            description =
                    "What was known at the end of this day, as 2026-09-30. Default: export_date of the mapping, else the latest date found.")
    private Optional<LocalDate> asOf = Optional.empty();

    @Option(
            names = "--horizons",
            paramLabel = "DAYS",
            split = ",",
            converter = HorizonConverter.class,
            description = "Days within which the deal may be won. Default: 7d,14d,30d,90d.")
    private List<Integer> horizons = List.of(7, 14, 30, 90);

    @Option(names = "--format", paramLabel = "FORMAT", description = "text, json or csv. Default: text.")
    private Format format = Format.TEXT;

    /** For picocli. */
    ExplainCommand() {}

    @Override
    public Integer call() {
        Imported imported = source.read(asOf);
        PipelineView view = imported.view(spec.commandLine());
        int[] days = horizons.stream()
                .mapToInt(Integer::intValue)
                .sorted()
                .distinct()
                .toArray();
        int deals = view.deals().size();
        int asked = -1;
        for (int row = 0; row < deals; row++) {
            asked = view.deals().id(row).value().equals(deal) ? row : asked;
        }
        if (asked < 0) {
            throw usage("DEAL must be one of the " + deals + " deals known on " + view.asOfDate() + ", was " + deal);
        }
        WinChances chances = WinModels.standard().fit(view).chances(view, days);
        int at = -1;
        for (int row = 0; row < chances.size(); row++) {
            at = chances.dealRow(row) == asked ? row : at;
        }
        if (at < 0) {
            throw usage(
                    "DEAL must be open on " + view.asOfDate() + ", " + deal + " is in " + stage(view.deals(), asked));
        }
        Answer answer = new Answer(view, chances, at);
        spec.commandLine()
                .getOut()
                .print(
                        switch (format) {
                            case TEXT -> answer.text() + "\n" + imported.text();
                            case JSON -> answer.json(imported);
                            case CSV -> answer.csv();
                        });
        return imported.exitCode();
    }

    private static String stage(DealColumns deals, int row) {
        return deals.stages().get(deals.stage(row)).stage().id().value();
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** What is known of one deal. */
    private record Answer(PipelineView view, WinChances chances, int at) {

        String text() {
            StringBuilder text = new StringBuilder(String.format(
                    Locale.ROOT,
                    "%s, in stage %s, as of %s; its chances stand on %s%n%n",
                    id(),
                    stage(view.deals(), chances.dealRow(at)),
                    view.asOfDate(),
                    chances.evidence(at).name().toLowerCase(Locale.ROOT)));
            Table table = new Table(1).row("within", "won", "lost", "open");
            for (int i = 0; i < chances.horizons() && chances.isKnown(at); i++) {
                table.row(
                        chances.horizonDays(i) + " days",
                        percent(chances.pWin(at, i)),
                        percent(chances.pLose(at, i)),
                        percent(chances.pOpen(at, i)));
            }
            text.append(table).append('\n');
            Table reasons = new Table(2).row("because of", "which is", "win/week", "loss/week");
            for (WinChances.Part part : chances.explanation(at)) {
                reasons.row(
                        part.name(),
                        part.value(),
                        String.format(Locale.ROOT, "%+.3f", part.towardsWin()),
                        String.format(Locale.ROOT, "%+.3f", part.towardsLoss()));
            }
            return text.append(reasons).toString().replace("\r\n", "\n");
        }

        String json(Imported imported) {
            Json json = new Json().beginObject();
            imported.appendTo(json);
            json.field("deal", id())
                    .field("as_of", view.asOfDate().toString())
                    .field("stage", stage(view.deals(), chances.dealRow(at)))
                    .field("evidence", chances.evidence(at).name().toLowerCase(Locale.ROOT))
                    .name("chances")
                    .beginArray();
            for (int i = 0; i < chances.horizons() && chances.isKnown(at); i++) {
                json.beginObject()
                        .field("horizon_days", chances.horizonDays(i))
                        .field("p_win", decimal(chances.pWin(at, i)))
                        .field("p_lose", decimal(chances.pLose(at, i)))
                        .field("p_open", decimal(chances.pOpen(at, i)))
                        .endObject();
            }
            json.endArray().name("reasons").beginArray();
            for (WinChances.Part part : chances.explanation(at)) {
                json.beginObject()
                        .field("name", part.name())
                        .field("value", part.value())
                        .field("towards_win", decimal(part.towardsWin()))
                        .field("towards_loss", decimal(part.towardsLoss()))
                        .endObject();
            }
            return json.endArray().endObject().toString();
        }

        String csv() {
            Csv csv = new Csv().row("deal_id", "name", "value", "towards_win", "towards_loss");
            for (WinChances.Part part : chances.explanation(at)) {
                csv.row(id(), part.name(), part.value(), decimal(part.towardsWin()), decimal(part.towardsLoss()));
            }
            return csv.toString();
        }

        private String id() {
            return view.deals().id(chances.dealRow(at)).value();
        }

        private static String percent(double chance) {
            return String.format(Locale.ROOT, "%.1f %%", 100 * chance);
        }

        private static BigDecimal decimal(double value) {
            return new BigDecimal(value).setScale(DECIMALS, RoundingMode.HALF_EVEN);
        }
    }
}
