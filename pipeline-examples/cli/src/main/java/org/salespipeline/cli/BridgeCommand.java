package org.salespipeline.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.salespipeline.calendar.FiscalCalendar;
import org.salespipeline.calendar.Granularity;
import org.salespipeline.forecast.bridge.PipelineBridge;
import org.salespipeline.forecast.bridge.PipelineBridge.AmountChanges;
import org.salespipeline.forecast.bridge.PipelineBridge.Cause;
import org.salespipeline.forecast.bridge.PipelineBridge.Imitation;
import org.salespipeline.forecast.bridge.PipelineBridge.Leg;
import org.salespipeline.forecast.bridge.PipelineBridge.Line;
import org.salespipeline.forecast.bridge.PipelineBridge.Measure;
import org.salespipeline.forecast.bridge.PipelineBridge.Question;
import org.salespipeline.forecast.view.PipelineView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tells what changed between two days. */
@Command(
        name = "bridge",
        header = "Tells what changed in the open pipeline between two days, leg by leg.",
        description = {
            "",
            "Start plus all legs is the end, to the cent. In came: new, revealed (was there, but was recorded",
            "only later), reopened, stage in, owner in, pulled in, pushed in. Out went: won, lost, merged,",
            "deleted, withdrawn, stage out, owner out, pushed out, pulled out. What stayed increased or",
            "decreased, or has another probability. A leaving leg carries what the deal counted before.",
            "",
            "Deals are compared on the two days, unless --path follows each through all that became known in",
            "between: then what was taken back is seen too.",
            ""
        },
        footer = {
            "",
            "Example: pipeline bridge deals.csv -m mapping.yaml --from 2026-09-21 --to 2026-09-28 --period quarter"
        })
final class BridgeCommand implements Callable<Integer> {

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

    @Option(
            names = "--period",
            paramLabel = "LENGTH",
            description =
                    "Only deals expected in the week, month, quarter or year that holds the --to day. Default: all.")
    private Optional<Granularity> period = Optional.empty();

    @Option(names = "--by", paramLabel = "DIMENSION", description = "One bridge for each owner, stage, region ...")
    private Optional<String> dimension = Optional.empty();

    @Option(names = "--weighted", description = "Amounts times the win probability of the stage.")
    private boolean weighted;

    @Option(names = "--path", description = "Step by step instead of day against day.")
    private boolean path;

    @Option(
            names = "--like",
            paramLabel = "PRODUCT",
            description = "Legs as a product tells them: salesforce, gong or dynamics. Default: our own.")
    private Optional<Imitation> like = Optional.empty();

    @Option(
            names = "--order",
            paramLabel = "CAUSE",
            split = ",",
            description =
                    "Which of several causes is told: the first of these, as won,pushed_out; then the usual order.")
    private List<Cause> order = List.of();

    @Option(names = "--apart", description = "Changes of amount apart, for deals that came or went too.")
    private boolean apart;

    @Option(
            names = "--currency",
            paramLabel = "CODE",
            description = "Only amounts in this currency, as EUR. Default: one bridge for each that occurs.")
    private Optional<String> currency = Optional.empty();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text, json or csv; csv has a row for each deal of each leg. Default: text.")
    private Format format = Format.TEXT;

    /** For picocli. */
    BridgeCommand() {}

    @Override
    public Integer call() {
        Imported imported = source.read(to);
        PipelineView second = imported.view(spec.commandLine());
        if (from.isAfter(second.asOfDate())) {
            throw new ParameterException(
                    spec.commandLine(), "--from must be on or before --to, " + second.asOfDate() + ", was " + from);
        }
        PipelineView first = second.asOf(from);
        List<PipelineBridge> bridges = new ArrayList<>();
        for (Optional<CurrencyUnit> one : Currencies.of(currency, spec.commandLine(), first, second)) {
            bridges.add(bridge(first, second, one));
        }
        String text = switch (format) {
            case TEXT -> text(imported, second, bridges);
            case JSON -> json(imported, second, bridges);
            case CSV -> csv(second, bridges);
        };
        spec.commandLine().getOut().print(text);
        return imported.exitCode();
    }

    private PipelineBridge bridge(PipelineView first, PipelineView second, Optional<CurrencyUnit> one) {
        Question question = asked().measure(weighted ? Measure.WEIGHTED : Measure.AMOUNT)
                .period(period.map(length -> FiscalCalendar.calendarYear().periodOf(second.asOfDate(), length)))
                .dimension(dimension)
                .currency(one)
                .build();
        try {
            return path
                    ? PipelineBridge.along(second, first.asOf(), question)
                    : PipelineBridge.between(first, second, question);
        } catch (IllegalArgumentException unfit) {
            throw new ParameterException(spec.commandLine(), unfit.getMessage(), unfit);
        } catch (ArithmeticException tooLarge) {
            throw new DataException("amounts are too large to be added up: " + tooLarge.getMessage(), tooLarge);
        }
    }

    /** How legs are told; what the caller says comes before what a product does. */
    private Question.Builder asked() {
        Question usual =
                like.map(Imitation::question).orElseGet(Question::builder).build();
        List<Cause> causes =
                Stream.concat(order.stream(), usual.order().stream()).distinct().toList();
        return Question.builder()
                .order(causes)
                .toldAs(usual.toldAs())
                .amountChanges(apart ? AmountChanges.APART : usual.amountChanges());
    }

    private String text(Imported imported, PipelineView second, List<PipelineBridge> bridges) {
        StringBuilder text = new StringBuilder("from ")
                .append(from)
                .append(" to ")
                .append(second.asOfDate())
                .append('\n');
        bridges.forEach(bridge -> text.append(bridge).append('\n'));
        return text.append(imported.text()).toString();
    }

    private String csv(PipelineView second, List<PipelineBridge> bridges) {
        Csv csv = new Csv().row("from", "to", "segment", "cause", "deal", "currency", "amount", "at");
        for (PipelineBridge bridge : bridges) {
            for (Line line : bridge.lines()) {
                for (Leg leg : line.legs()) {
                    leg.deals()
                            .forEach(deal -> csv.row(
                                    from,
                                    second.asOfDate(),
                                    line.segment(),
                                    lower(leg.cause()),
                                    deal.opportunity(),
                                    bridge.currency(),
                                    ForecastOutput.plain(deal.amount()),
                                    deal.at().map(Instant::toString).orElse("")));
                }
            }
        }
        return csv.toString();
    }

    private String json(Imported imported, PipelineView second, List<PipelineBridge> bridges) {
        Json json = new Json().beginObject();
        imported.appendTo(json);
        json.field("from", from.toString())
                .field("to", second.asOfDate().toString())
                .field("form", path ? "path" : "state")
                .name("bridges")
                .beginArray();
        for (PipelineBridge bridge : bridges) {
            bridge.lines().forEach(line -> append(json, bridge, line));
        }
        return json.endArray().endObject().toString();
    }

    private static void append(Json json, PipelineBridge bridge, Line line) {
        json.beginObject()
                .field("segment", line.segment())
                .field("currency", bridge.currency().getCode())
                .field("start", line.start().getAmount())
                .field("end", line.end().getAmount())
                .field("deals_at_start", line.counts().start())
                .field("deals_at_end", line.counts().end())
                .name("legs")
                .beginArray();
        for (Leg leg : line.legs()) {
            json.beginObject()
                    .field("cause", lower(leg.cause()))
                    .field("amount", leg.amount().getAmount())
                    .field("deals_moved", leg.moved())
                    .strings(
                            "deals",
                            leg.deals().stream()
                                    .map(deal -> deal.opportunity().value())
                                    .distinct()
                                    .toList())
                    .endObject();
        }
        json.endArray();
        line.wonAtAnotherAmount()
                .ifPresent(difference -> json.field("won_at_a_different_amount", difference.getAmount()));
        json.endObject();
    }

    private static String lower(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}
