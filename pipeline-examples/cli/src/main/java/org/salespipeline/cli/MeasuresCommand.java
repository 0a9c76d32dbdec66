package org.salespipeline.cli;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.joda.money.CurrencyUnit;
import org.salespipeline.calendar.FiscalCalendar;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.calendar.Granularity;
import org.salespipeline.forecast.measure.Measure;
import org.salespipeline.forecast.measure.MeasureTable;
import org.salespipeline.forecast.measure.Measures;
import org.salespipeline.forecast.measure.Quotas;
import org.salespipeline.forecast.view.PipelineView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tells what happened, measure by measure. */
@Command(
        name = "measures",
        header = "Tells what happened: win rate, time in stage, cycle length, conversion and more.",
        description = {
            "",
            "Shares come with an interval at 95 %%, medians watch open deals up to the as-of day. A closed cohort",
            "is of deals closed in a period, a created one of deals created in it.",
            ""
        },
        footer = {
            "",
            "Example: pipeline measures deals.csv -m mapping.yaml --measure win-rate --by owner --period quarter"
        })
final class MeasuresCommand implements Callable<Integer> {

    private static final int MOST_PERIODS = 120;
    private static final int PAST_PERIODS = 4;
    private static final int WEEKS_BACK = 52;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Source source = new Source();

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            converter = DayConverter.class,
            description =
                    "What was known at the end of this day, as 2026-09-30. Default: export_date of the mapping, else the latest date found.")
    private Optional<LocalDate> asOf = Optional.empty();

    @Option(
            names = "--measure",
            paramLabel = "NAME",
            split = ",",
            description =
                    "One or more of ${COMPLETION-CANDIDATES}. Default: all; slip, coverage and pacing need --period.")
    private List<Named> measures = List.of();

    @Mixin
    private MeasurePolicies policies = new MeasurePolicies();

    @Option(
            names = "--by",
            paramLabel = "DIMENSION",
            split = ",",
            description =
                    "Split by owner, account, source, kind, stage ... or a dimension of the mapping; one or more.")
    private List<String> dimensions = List.of();

    @Option(
            names = "--period",
            paramLabel = "LENGTH",
            description = "week, month, quarter or year. Default: all time as one.")
    private Optional<Granularity> period = Optional.empty();

    @Option(
            names = "--periods",
            paramLabel = "N",
            description = "How many periods, up to the one that holds the as-of day. Default: 4.")
    private int periods = 4;

    @Option(
            names = "--currency",
            paramLabel = "CODE",
            description = "Only deals in this currency, as EUR. Default: measures of amounts for each that occurs.")
    private Optional<String> currency = Optional.empty();

    @Option(
            names = "--figure",
            paramLabel = "FIGURE",
            description =
                    "Which figure bars and --trends tell of, as \"mean days to win\". Default: the main one of each measure.")
    private Optional<String> figure = Optional.empty();

    @Option(
            names = "--trends",
            description =
                    "Since when a figure is another one, segment by segment; with --period, of periods that are over.")
    private boolean trends;

    @Mixin
    private QuotaOption quotas = new QuotaOption();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text, json or csv; csv has a row for each figure. Default: text.")
    private Format format = Format.TEXT;

    /** For picocli. */
    MeasuresCommand() {}

    /** What can be asked for. */
    enum Named {
        WIN_RATE,
        CYCLE_LENGTH,
        TIME_IN_STAGE,
        STAGE_SCORECARD,
        BOTTLENECKS,
        CONVERSION,
        CONVERSION_BY_HORIZON,
        FLOW,
        VELOCITY,
        DEAL_SIZE,
        BOOKINGS,
        INFLOW,
        PUSHES,
        SLIP,
        COVERAGE,
        PACING,
        WIN_LOSS,
        LOSS_REASONS,
        COMPETITORS;

        /** Whether it is asked over periods only. */
        boolean needsPeriods() {
            return this == SLIP || this == COVERAGE || this == PACING;
        }

        Measure<?> measure(MeasurePolicies policies, Quotas quotas) {
            return switch (this) {
                case WIN_RATE -> policies.winRate();
                case CYCLE_LENGTH -> policies.cycleLength();
                case TIME_IN_STAGE -> policies.timeInStage();
                case STAGE_SCORECARD -> Measures.stageScorecard();
                case BOTTLENECKS -> Measures.bottlenecks(WEEKS_BACK);
                case CONVERSION -> policies.conversion();
                case CONVERSION_BY_HORIZON -> policies.conversionByHorizon();
                case FLOW -> Measures.flow();
                case VELOCITY -> Measures.velocity();
                case DEAL_SIZE -> Measures.dealSize();
                case BOOKINGS -> Measures.bookings(policies.reversal());
                case INFLOW -> Measures.inflow();
                case PUSHES -> Measures.pushes();
                case SLIP -> Measures.slip();
                case COVERAGE -> Measures.coverage(quotas);
                case PACING -> Measures.pacing(PAST_PERIODS);
                case WIN_LOSS -> Measures.winLoss();
                case LOSS_REASONS -> Measures.lossReasons();
                case COMPETITORS -> Measures.lossesToCompetitors();
            };
        }

        /** As it is typed. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Override
    public Integer call() {
        Imported imported = source.read(asOf);
        PipelineView view = imported.view(spec.commandLine());
        List<FiscalPeriod> windows = periods(view.asOfDate());
        List<MeasureTable<?>> tables = new ArrayList<>();
        Quotas targets = quotas.in(windows, Currencies.of(currency, spec.commandLine(), view));
        for (Named named : asked()) {
            Measure<?> measure = named.measure(policies, targets).in(windows).by(dimensions.toArray(String[]::new));
            for (Optional<CurrencyUnit> one : currencies(measure, view)) {
                tables.add(answer(one.<Measure<?>>map(measure::inCurrency).orElse(measure), view));
            }
        }
        MeasureOutput output = new MeasureOutput(imported, dimensions, tables, series(tables));
        String text = switch (format) {
            case TEXT -> output.text();
            case JSON -> output.json();
            case CSV -> output.csv();
        };
        spec.commandLine().getOut().print(text);
        return imported.exitCode();
    }

    /** What is told of one figure of each table. */
    private MeasureOutput.Series series(List<MeasureTable<?>> tables) {
        if (trends && period.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--trends needs --period");
        }
        List<Optional<MeasureSeries>> all = new ArrayList<>();
        for (MeasureTable<?> table : tables) {
            Optional<MeasureSeries> one = MeasureSeries.of(table, figure);
            one.filter(series -> !series.isKnown()).ifPresent(unknown -> {
                throw new ParameterException(
                        spec.commandLine(),
                        "--figure must be one of " + MeasureSeries.names(table) + " for " + table.title() + ", was "
                                + unknown.figure());
            });
            all.add(one.filter(series -> !table.totals().isEmpty()));
        }
        return new MeasureOutput.Series(all, trends);
    }

    /** Without a word all, but for what needs periods where there are none. */
    private List<Named> asked() {
        return measures.isEmpty()
                ? Arrays.stream(Named.values())
                        .filter(named -> period.isPresent() || !named.needsPeriods())
                        .toList()
                : measures;
    }

    private List<Optional<CurrencyUnit>> currencies(Measure<?> measure, PipelineView view) {
        return measure.addsAmounts() || currency.isPresent()
                ? Currencies.of(currency, spec.commandLine(), view)
                : List.of(Optional.empty());
    }

    private MeasureTable<?> answer(Measure<?> measure, PipelineView view) {
        try {
            return measure.of(view);
        } catch (IllegalArgumentException unfit) {
            throw new ParameterException(spec.commandLine(), unfit.getMessage(), unfit);
        } catch (ArithmeticException tooLarge) {
            throw new DataException("amounts are too large to be added up: " + tooLarge.getMessage(), tooLarge);
        }
    }

    private List<FiscalPeriod> periods(LocalDate today) {
        if (periods < 1 || periods > MOST_PERIODS) {
            throw new ParameterException(
                    spec.commandLine(), "--periods must be in [1, " + MOST_PERIODS + "], was " + periods);
        }
        if (period.isEmpty()) {
            return List.of();
        }
        FiscalCalendar calendar = FiscalCalendar.calendarYear();
        FiscalPeriod[] windows = new FiscalPeriod[periods];
        windows[periods - 1] = calendar.periodOf(today, period.get());
        for (int i = periods - 1; i > 0; i--) {
            windows[i - 1] = calendar.previous(windows[i]);
        }
        return Arrays.asList(windows);
    }
}
