package org.salespipeline.cli;

import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.joda.money.CurrencyUnit;
import org.salespipeline.calendar.FiscalCalendar;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.calendar.Granularity;
import org.salespipeline.forecast.FittedStrategy;
import org.salespipeline.forecast.Forecast;
import org.salespipeline.forecast.ForecastRequest;
import org.salespipeline.forecast.ForecastStrategy;
import org.salespipeline.forecast.measure.CategoryRollUp;
import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.forecast.view.DealColumns.CallPolicy;
import org.salespipeline.forecast.view.PipelineView;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say for which periods and segments to add up. */
final class Question {

    private static final int MOST_PERIODS = 120;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            converter = DayConverter.class,
            description =
                    "What was known at the end of this day, as 2026-09-30. Default: export_date of the mapping, else the latest date found.")
    private Optional<LocalDate> asOf = Optional.empty();

    @Option(names = "--period", paramLabel = "LENGTH", description = "week, month, quarter or year. Default: quarter.")
    private Granularity period = Granularity.QUARTER;

    @Option(
            names = "--periods",
            paramLabel = "N",
            description = "How many periods, from the one that holds the as-of day. Default: 4.")
    private int periods = 4;

    @Option(
            names = "--by",
            paramLabel = "DIMENSION",
            description = "Split by owner, account, source, kind, stage ... or a dimension of the mapping.")
    private Optional<String> dimension = Optional.empty();

    @Option(
            names = "--currency",
            paramLabel = "CODE",
            description = "Only amounts in this currency, as EUR. Default: one forecast for each that occurs.")
    private Optional<String> currency = Optional.empty();

    @Option(
            names = "--fiscal-start",
            paramLabel = "MONTH",
            converter = MonthConverter.class,
            description = "First month of the fiscal year, as april or 4. Default: january.")
    private Month fiscalStart = Month.JANUARY;

    @Option(
            names = "--fiscal-year",
            paramLabel = "NAMED",
            description = "by_start or by_end: the calendar year that names a fiscal year. Default: by_end.")
    private FiscalCalendar.YearName yearName = FiscalCalendar.YearName.BY_END;

    /** For picocli. */
    Question() {}

    /** The day to look from, when it is given. */
    Optional<LocalDate> asOf() {
        return asOf;
    }

    /** The question that shows a sample at its best. */
    static Question ofSample(CommandSpec spec) {
        Question question = new Question();
        question.periods = 2;
        question.dimension = Optional.of("region");
        question.spec = spec;
        return question;
    }

    /** One forecast per currency, in the order of the codes. */
    List<Forecast> ask(Imported imported, ForecastStrategy strategy) {
        PipelineView view = view(imported);
        FittedStrategy fitted = strategy.fit(view);
        return perCurrency(
                imported,
                view,
                (periods, one) -> fitted.forecast(
                        view,
                        ForecastRequest.builder()
                                .periods(periods)
                                .dimension(dimension)
                                .currency(one)
                                .build()));
    }

    /** One roll-up per currency, in the order of the codes. */
    List<CategoryRollUp> rollUp(Imported imported, CallPolicy calls) {
        PipelineView view = view(imported);
        return perCurrency(
                imported,
                view,
                (periods, one) -> CategoryRollUp.of(
                        view,
                        CategoryRollUp.Question.builder()
                                .periods(periods)
                                .dimension(dimension)
                                .currency(one)
                                .calls(calls)
                                .build()));
    }

    private PipelineView view(Imported imported) {
        if (periods < 1 || periods > MOST_PERIODS) {
            throw usage("--periods must be in [1, " + MOST_PERIODS + "], was " + periods);
        }
        PipelineView view = imported.view(spec.commandLine());
        checkDimension(view);
        return view;
    }

    private <T> List<T> perCurrency(
            Imported imported, PipelineView view, BiFunction<List<FiscalPeriod>, Optional<CurrencyUnit>, T> answer) {
        List<FiscalPeriod> asked = periods(view.asOfDate());
        List<T> answers = new ArrayList<>();
        for (Optional<CurrencyUnit> one : Currencies.of(currency, spec.commandLine(), view)) {
            try {
                answers.add(answer.apply(asked, one));
            } catch (ArithmeticException tooLarge) {
                throw new DataException(
                        imported.result().file() + ": amounts are too large to be added up: " + tooLarge.getMessage(),
                        tooLarge);
            }
        }
        return answers;
    }

    private List<FiscalPeriod> periods(LocalDate from) {
        try {
            return FiscalCalendar.startingIn(fiscalStart, yearName).periods(from, period, periods);
        } catch (IllegalArgumentException outOfRange) {
            throw usage("--as-of: " + outOfRange.getMessage());
        }
    }

    private void checkDimension(PipelineView view) {
        if (dimension.isEmpty()) {
            return;
        }
        try {
            // the view keeps the segments, so that the forecast does not make them again
            DealColumns.Segments unused = view.deals().segments(dimension.get());
        } catch (IllegalArgumentException unknown) {
            throw usage("--by: " + unknown.getMessage());
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
