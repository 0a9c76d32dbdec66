package org.salespipeline.cli;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.joda.money.CurrencyUnit;
import org.salespipeline.calendar.FiscalCalendar;
import org.salespipeline.calendar.Granularity;
import org.salespipeline.forecast.ForecastStrategy;
import org.salespipeline.forecast.backtest.Backtest;
import org.salespipeline.forecast.backtest.DealModel;
import org.salespipeline.forecast.backtest.Leaderboard;
import org.salespipeline.forecast.backtest.PredictionFiles;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.forecast.win.WinModels;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says how right forecasts of past days would have been. */
@Command(
        name = "backtest",
        header = "Says how right each strategy would have been on past days, the naive ones beside it.",
        description = {
            "",
            "Goes back to the end of each week or month, lets every strategy learn from what was known then and",
            "from nothing else, and holds what it said against what came. Better or worse is said only where",
            "the origins can tell; what is not known by the last day is not scored.",
            "",
            "Strategies that say something of deals, the chance to be won within each horizon",
            "  standard          learned from all that is known of deals, those still open included",
            "  stage-weighted    the win probability of the stage if the stated close lies within",
            "  by-stage          what became of deals in the same stage on earlier days",
            "  base-rate         what became of all deals on earlier days; always there",
            "Strategies that say something of the revenue of periods: those of forecast. last-period, the mean of",
            "the last four and same-period-last-year are always there.",
            ""
        },
        footer = {
            "",
            "Example: pipeline backtest deals.csv -m mapping.yaml --origins month --from 2025-01-31 --period quarter"
        })
final class BacktestCommand implements Callable<Integer> {

    private static final int MOST_PERIODS = 40;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Source source = new Source();

    @Option(names = "--origins", paramLabel = "STEP", description = "week or month: how far apart. Default: month.")
    private Backtest.Step origins = Backtest.Step.MONTH;

    @Option(
            names = "--from",
            paramLabel = "DATE",
            converter = DayConverter.class,
            description = "The first origin lies on or after this day. Default: a year before --to.")
    private Optional<LocalDate> from = Optional.empty();

    @Option(
            names = "--to",
            paramLabel = "DATE",
            converter = DayConverter.class,
            description = "The last one lies on or before this day. Default: the last day known.")
    private Optional<LocalDate> to = Optional.empty();

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            converter = DayConverter.class,
            description =
                    "What came is what was known at the end of this day. Default: export_date of the mapping, else the latest date found.")
    private Optional<LocalDate> asOf = Optional.empty();

    @Option(
            names = "--horizons",
            paramLabel = "DAYS",
            split = ",",
            converter = HorizonConverter.class,
            description = "Days within which deals may be won. Default: 7d,14d,30d,90d.")
    private List<Integer> horizons = List.of(7, 14, 30, 90);

    @Option(names = "--period", paramLabel = "LENGTH", description = "week, month, quarter or year. Default: quarter.")
    private Granularity period = Granularity.QUARTER;

    @Option(
            names = "--periods",
            paramLabel = "N",
            description = "How many periods, from the one that holds the day after the origin. Default: 2.")
    private int periods = 2;

    @Option(
            names = "--strategies",
            paramLabel = "NAMES",
            split = ",",
            description = "Whom to ask, besides the naive ones. Default: standard,stage-weighted,by-stage.")
    private List<String> strategies = List.of("standard", "stage-weighted", "by-stage");

    @Option(
            names = "--maturation",
            paramLabel = "DAYS",
            description = "Days after the end of a horizon or period at which to look at what came. Default: 0.")
    private int maturation;

    @Option(names = "--currency", paramLabel = "CODE", description = "Totals in this currency; needed with several.")
    private Optional<String> currency = Optional.empty();

    @Option(
            names = "--predictions",
            paramLabel = "OUT",
            description = "Write what was said of each deal, and what came of it, to this CSV file.")
    private Optional<Path> predictions = Optional.empty();

    @Option(
            names = "--totals",
            paramLabel = "OUT",
            description = "Write what was said of each period, and what came, to this CSV file.")
    private Optional<Path> totals = Optional.empty();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text, json or csv. Default: text.")
    private Format format = Format.TEXT;

    /** For picocli. */
    BacktestCommand() {}

    @Override
    public Integer call() {
        for (Path out : outputs()) {
            if (source.isRead(out)) {
                throw usage("--predictions and --totals must not be a file that is read, was " + out);
            }
        }
        Imported imported = source.read(asOf);
        PipelineView known = imported.view(spec.commandLine());
        Leaderboard board = run(backtest(known));
        BacktestOutput output = new BacktestOutput(imported, known.asOfDate(), board);
        spec.commandLine()
                .getOut()
                .print(
                        switch (format) {
                            case TEXT -> output.text();
                            case JSON -> output.json();
                            case CSV -> output.csv();
                        });
        return imported.exitCode();
    }

    private List<Path> outputs() {
        List<Path> outputs = new ArrayList<>();
        predictions.ifPresent(outputs::add);
        totals.ifPresent(outputs::add);
        if (outputs.size() == 2
                && outputs.get(0)
                        .toAbsolutePath()
                        .normalize()
                        .equals(outputs.get(1).toAbsolutePath().normalize())) {
            throw usage("--predictions and --totals must be two files, was twice " + outputs.get(0));
        }
        return outputs;
    }

    private Backtest backtest(PipelineView known) {
        if (periods < 1 || periods > MOST_PERIODS) {
            throw usage("--periods must be in [1, " + MOST_PERIODS + "], was " + periods);
        }
        LocalDate last = to.orElse(known.asOfDate());
        LocalDate first = from.orElse(last.minusYears(1).plusDays(1));
        List<LocalDate> days = Backtest.origins(first, last, origins);
        if (days.isEmpty()) {
            throw usage("--from and --to must have the end of a " + (origins == Backtest.Step.WEEK ? "week" : "month")
                    + " between them, was " + first + " to " + last);
        }
        List<Optional<CurrencyUnit>> currencies = Currencies.of(currency, spec.commandLine(), known);
        if (currencies.size() > 1) {
            throw usage("--currency must be given, because there are several: "
                    + currencies.stream().flatMap(Optional::stream).toList());
        }
        Backtest.Builder builder = Backtest.builder(known);
        try {
            builder.origins(days).maturation(maturation);
        } catch (IllegalArgumentException outOfRange) {
            throw usage(requireNonNull(outOfRange.getMessage()));
        }
        builder.horizons(horizons.stream().mapToInt(Integer::intValue).toArray())
                .totals(FiscalCalendar.calendarYear(), period, periods);
        currencies.get(0).ifPresent(builder::currency);
        choose(builder);
        return builder.build();
    }

    private void choose(Backtest.Builder builder) {
        Map<String, DealModel> models = Map.of(
                "standard",
                DealModel.of(WinModels.standard()),
                "stage-weighted",
                DealModel.stageWeighted(),
                "by-stage",
                DealModel.ratesByStage(),
                Backtest.BASE_RATE,
                DealModel.baseRate());
        Map<String, Supplier<ForecastStrategy>> all = Strategy.all(4, Calls.STICK);
        for (String name : strategies) {
            Optional<DealModel> model = Optional.ofNullable(models.get(name));
            Optional<Supplier<ForecastStrategy>> strategy = Optional.ofNullable(all.get(name));
            if (model.isEmpty() && strategy.isEmpty()) {
                throw usage("--strategies must be of by-stage, base-rate and " + all.keySet() + ", was " + name);
            }
            model.ifPresent(one -> builder.model(name, one));
            strategy.ifPresent(one -> builder.strategy(name, one.get()));
        }
    }

    private Leaderboard run(Backtest backtest) {
        Leaderboard.Builder board = Leaderboard.builder();
        try (Lines deals = new Lines(predictions, PredictionFiles.DEALS_HEADER);
                Lines sums = new Lines(totals, PredictionFiles.TOTALS_HEADER)) {
            backtest.run(
                    one -> {
                        board.add(one);
                        deals.add(() -> PredictionFiles.line(one));
                    },
                    one -> {
                        board.add(one);
                        sums.add(() -> PredictionFiles.line(one));
                    });
        } catch (IOException unwritable) {
            throw new DataException("predictions cannot be written: " + unwritable, unwritable);
        }
        return board.build();
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** A file of lines, or nothing. */
    private static final class Lines implements AutoCloseable {

        private final Optional<Writer> writer;

        /** The first failure; told at the end, because predictions come from a loop that knows no files. */
        private Optional<IOException> failure = Optional.empty();

        Lines(Optional<Path> file, String header) throws IOException {
            writer = file.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Files.newBufferedWriter(file.get(), StandardCharsets.UTF_8));
            add(() -> header);
        }

        void add(Supplier<String> line) {
            if (writer.isPresent() && failure.isEmpty()) {
                try {
                    writer.get().write(line.get() + "\n");
                } catch (IOException unwritable) {
                    failure = Optional.of(unwritable);
                }
            }
        }

        @Override
        public void close() throws IOException {
            if (writer.isPresent()) {
                writer.get().close();
            }
            if (failure.isPresent()) {
                throw failure.get();
            }
        }
    }
}
