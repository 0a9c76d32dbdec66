package org.salespipeline.forecast.backtest;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.joda.money.CurrencyUnit;
import org.salespipeline.calendar.FiscalCalendar;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.calendar.Granularity;
import org.salespipeline.forecast.Forecast;
import org.salespipeline.forecast.ForecastLine;
import org.salespipeline.forecast.ForecastRequest;
import org.salespipeline.forecast.ForecastStrategy;
import org.salespipeline.forecast.RevenueEstimate;
import org.salespipeline.forecast.baseline.Baselines;
import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.forecast.view.PipelineView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes back to past days, the origins, and lets every strategy say then what comes next.
 *
 * <pre>{@code
 * Leaderboard board = Backtest.builder(known)
 *         .origins(origins)
 *         .horizons(30, 90)
 *         .totals(FiscalCalendar.calendarYear(), Granularity.QUARTER, 2)
 *         .strategy("stage-weighted", ForecastStrategies.stageWeighted())
 *         .build()
 *         .run();
 * }</pre>
 *
 * <p>At each origin a strategy gets the {@linkplain PipelineView view} of the end of that day, and learns everything anew from it:
 * the view shows nothing that was recorded later, so no label, amount or stage of the future can be looked at. What came is
 * read from a view that is taken a maturation lag after the end of the horizon or period, for the sake of late entries; what
 * ends, lag included, after the last day stays unknown and can be filled in later with {@link #settle}.
 *
 * <p>Naive rivals are always in it: {@link #NAIVE_TOTALS} for totals, {@value #BASE_RATE} for deals. Nothing
 * depends on threads. Memory: the chances of one origin at a time, about 40 bytes for each open deal, model and horizon,
 * whatever the number of origins, and up to four later views.
 */
public final class Backtest {

    /** The naive model of deals, {@link DealModel#baseRate}. */
    public static final String BASE_RATE = "base-rate";

    /** The naive strategies of totals, as {@link Baselines} makes them. */
    public static final List<String> NAIVE_TOTALS = List.of("last-period", "mean-of-last-4", "same-period-last-year");

    private static final Logger LOG = LoggerFactory.getLogger(Backtest.class);

    private final PipelineView known;
    private final List<LocalDate> origins;
    private final int[] horizons;
    private final Optional<Totals> totals;
    private final Optional<CurrencyUnit> currency;
    private final Map<String, DealModel> models;
    private final Map<String, ForecastStrategy> strategies;
    private final Outcomes outcomes;
    private final Map<FiscalPeriod, OptionalDouble> actuals = new HashMap<>();

    private record Totals(FiscalCalendar calendar, Granularity granularity, int count) {}

    private Backtest(Builder builder) {
        this.known = builder.known;
        this.origins = List.copyOf(builder.origins);
        this.horizons = builder.horizons;
        this.totals = builder.totals;
        this.currency = builder.currency;
        this.models = new LinkedHashMap<>(builder.models);
        this.models.putIfAbsent(BASE_RATE, DealModel.baseRate());
        this.strategies = new LinkedHashMap<>(builder.strategies);
        this.strategies.putIfAbsent(NAIVE_TOTALS.get(0), Baselines.lastPeriod());
        this.strategies.putIfAbsent(NAIVE_TOTALS.get(1), Baselines.meanOfLast(4));
        this.strategies.putIfAbsent(NAIVE_TOTALS.get(2), Baselines.samePeriodLastYear());
        this.outcomes = new Outcomes(this::viewOf, known.asOfDate(), builder.lag);
    }

    /**
     * Begins a backtest.
     *
     * @param known all that is known by now; its day is the last one of which outcomes are known
     */
    public static Builder builder(PipelineView known) {
        return new Builder(known);
    }

    private PipelineView viewOf(LocalDate day) {
        // the view may end before its day does
        return day.equals(known.asOfDate()) ? known : known.asOf(day);
    }

    /** Runs everything and scores it. */
    public Leaderboard run() {
        Leaderboard.Builder board = Leaderboard.builder();
        run(board::add, board::add);
        return board.build();
    }

    /**
     * Runs everything and hands each prediction on as it is made.
     *
     * @param deals gets the predictions of deals, by origin, horizon, deal and strategy
     * @param periods gets those of totals, by origin, strategy and period
     */
    public void run(Consumer<DealPrediction> deals, Consumer<TotalPrediction> periods) {
        for (LocalDate origin : origins) {
            PipelineView view = viewOf(origin);
            LOG.debug("origin {}: {} deals are known", origin, view.size());
            predictDeals(view, deals);
            totals.ifPresent(asked ->
                    strategies.forEach((name, strategy) -> predictTotals(view, asked, name, strategy, periods)));
        }
    }

    private void predictDeals(PipelineView view, Consumer<DealPrediction> sink) {
        DealColumns deals = view.deals();
        int[] open = IntStream.range(0, deals.size())
                .filter(row -> deals.stages().get(deals.stage(row)).isInPipeline())
                .toArray();
        Map<String, DealModel.Chances[][]> said = new LinkedHashMap<>();
        models.forEach((name, model) -> {
            DealModel.Fitted fitted = model.fit(view);
            said.put(
                    name,
                    Arrays.stream(open)
                            .mapToObj(row -> fitted.chances(row, horizons.clone()))
                            .toArray(DealModel.Chances[][]::new));
        });
        // one horizon after the other, so that few views of later days are looked at in turn
        for (int horizon = 0; horizon < horizons.length; horizon++) {
            for (int i = 0; i < open.length; i++) {
                for (Map.Entry<String, DealModel.Chances[][]> model : said.entrySet()) {
                    DealPrediction.Said about = new DealPrediction.Said(
                            view.asOfDate(), deals.id(open[i]), model.getKey(), horizons[horizon]);
                    sink.accept(prediction(about, model.getValue()[i][horizon], amount(deals, open[i])));
                }
            }
        }
    }

    private DealPrediction prediction(
            DealPrediction.Said said, DealModel.Chances chances, Optional<BigDecimal> amount) {
        Optional<Outcomes.Found> found = outcomes.of(said.deal(), said.asOf(), said.horizonDays());
        return new DealPrediction(
                said,
                chances.win(),
                chances.lose(),
                found.map(Outcomes.Found::outcome),
                found.flatMap(Outcomes.Found::date),
                amount);
    }

    private static Optional<BigDecimal> amount(DealColumns deals, int row) {
        if (!deals.hasAmount(row)) {
            return Optional.empty();
        }
        CurrencyUnit unit = deals.currencies().get(deals.currency(row));
        return Optional.of(BigDecimal.valueOf(deals.amountMinor(row), unit.getDecimalPlaces()));
    }

    private void predictTotals(
            PipelineView view, Totals asked, String name, ForecastStrategy strategy, Consumer<TotalPrediction> sink) {
        LocalDate first = view.asOfDate().plusDays(1);
        List<FiscalPeriod> periods = asked.calendar().periods(first, asked.granularity(), asked.count());
        Forecast forecast = strategy.forecast(view, request(periods));
        for (FiscalPeriod period : periods) {
            double sum = 0;
            boolean known = false;
            boolean allKnown = true;
            for (ForecastLine line : forecast.lines()) {
                if (line.period().equals(period)) {
                    sum += line.closed().plus(line.expected()).getAmount().doubleValue();
                    known = true;
                    allKnown &= line.hasExpected();
                }
            }
            TotalPrediction.Said said =
                    new TotalPrediction.Said(view.asOfDate(), period.start(), period.lastDay(), name);
            OptionalDouble mean = known && allKnown ? OptionalDouble.of(sum) : OptionalDouble.empty();
            sink.accept(new TotalPrediction(said, mean, quantiles(forecast, period), actual(period)));
        }
    }

    /** In major units, at the levels of {@link TotalPrediction}; none where the strategy says one number. */
    private static List<Double> quantiles(Forecast forecast, FiscalPeriod period) {
        return forecast.revenue(period)
                .filter(RevenueEstimate.Distribution.class::isInstance)
                .map(RevenueEstimate.Distribution.class::cast)
                .map(law -> TotalPrediction.LEVELS.stream()
                        .map(level -> law.quantile(level).getAmount().doubleValue())
                        .toList())
                .orElse(List.of());
    }

    private ForecastRequest request(List<FiscalPeriod> periods) {
        return ForecastRequest.builder().periods(periods).currency(currency).build();
    }

    private OptionalDouble actual(FiscalPeriod period) {
        return actuals.computeIfAbsent(
                period,
                unused -> outcomes.view(period.lastDay())
                        .map(view -> OptionalDouble.of(closed(view, period)))
                        .orElse(OptionalDouble.empty()));
    }

    private double closed(PipelineView view, FiscalPeriod period) {
        BigDecimal sum = BigDecimal.ZERO;
        for (ForecastLine line :
                Baselines.closedSoFar().forecast(view, request(List.of(period))).lines()) {
            sum = sum.add(line.closed().getAmount());
        }
        return sum.doubleValue();
    }

    /** A stored prediction with what became of the deal, as far as it is known by the last day of this backtest. */
    public DealPrediction settle(DealPrediction stored) {
        return prediction(stored.said(), new DealModel.Chances(stored.win(), stored.lose()), stored.amount());
    }

    /**
     * A stored prediction with what came in its period, as far as it is known by the last day of this backtest; as it is where
     * no period of the {@linkplain Builder#totals totals} has its first and last day.
     */
    public TotalPrediction settle(TotalPrediction stored) {
        return totals.map(asked -> asked.calendar().periodOf(stored.said().periodStart(), asked.granularity()))
                .filter(period -> period.start().equals(stored.said().periodStart())
                        && period.lastDay().equals(stored.said().periodEnd()))
                .map(period -> stored.withActual(actual(period)))
                .orElse(stored);
    }

    /** Collects what to go back to and what to ask; deals, totals or both. */
    public static final class Builder {

        private final PipelineView known;
        private final TreeSet<LocalDate> origins = new TreeSet<>();
        private final Map<String, DealModel> models = new LinkedHashMap<>();
        private final Map<String, ForecastStrategy> strategies = new LinkedHashMap<>();
        private int[] horizons = {};
        private Optional<Totals> totals = Optional.empty();
        private Optional<CurrencyUnit> currency = Optional.empty();
        private int lag;

        private Builder(PipelineView known) {
            this.known = known;
        }

        /** Looks back from the end of these days, none after the day of what is known. */
        @CanIgnoreReturnValue
        public Builder origins(Iterable<LocalDate> days) {
            for (LocalDate day : days) {
                checkArgument(
                        !day.isAfter(known.asOfDate()),
                        "origin must be on or before the last day (%s), was %s",
                        known.asOfDate(),
                        day);
                origins.add(day);
            }
            return this;
        }

        /** Asks what becomes of each open deal within so many days, each 1 or more. */
        @CanIgnoreReturnValue
        public Builder horizons(int... days) {
            OptionalInt shortest = Arrays.stream(days).min();
            checkArgument(
                    shortest.isEmpty() || shortest.getAsInt() >= 1,
                    "horizon must be 1 day or more, was %s",
                    shortest.orElse(0));
            horizons = Arrays.stream(days).sorted().distinct().toArray();
            return this;
        }

        /**
         * Asks for the revenue of periods.
         *
         * @param count how many, from the one that holds the day after the origin
         */
        @CanIgnoreReturnValue
        public Builder totals(FiscalCalendar calendar, Granularity granularity, int count) {
            checkArgument(count >= 1, "count of periods must be at least 1, was %s", count);
            totals = Optional.of(new Totals(calendar, granularity, count));
            return this;
        }

        /** The one currency of the totals; needed where the deals have several. */
        @CanIgnoreReturnValue
        public Builder currency(CurrencyUnit unit) {
            currency = Optional.of(unit);
            return this;
        }

        /** Days after the end of a horizon or period at which what came is looked at, 0 or more; 0 unless set. */
        @CanIgnoreReturnValue
        public Builder maturation(int days) {
            checkArgument(days >= 0, "maturation must be 0 days or more, was %s", days);
            lag = days;
            return this;
        }

        /** Asks a strategy for totals; a name that was given before is replaced. */
        @CanIgnoreReturnValue
        public Builder strategy(String name, ForecastStrategy strategy) {
            strategies.put(name, strategy);
            return this;
        }

        /** Asks a model for deals; a name that was given before is replaced. */
        @CanIgnoreReturnValue
        public Builder model(String name, DealModel model) {
            models.put(name, model);
            return this;
        }

        /**
         * The backtest.
         *
         * @throws IllegalArgumentException if there is no origin, or neither a horizon nor totals are asked for
         */
        public Backtest build() {
            checkArgument(!origins.isEmpty(), "a backtest needs at least one origin");
            checkArgument(horizons.length > 0 || totals.isPresent(), "a backtest needs horizons, totals or both");
            return new Backtest(this);
        }
    }

    /**
     * Regular origins: the last day of every week (Sunday) or every month from the first day to the last one.
     *
     * @param step how far apart
     */
    public static List<LocalDate> origins(LocalDate from, LocalDate to, Step step) {
        List<LocalDate> days = new ArrayList<>();
        LocalDate day = step.onOrAfter(from);
        while (!day.isAfter(to)) {
            days.add(day);
            day = step.onOrAfter(day.plusDays(1));
        }
        return List.copyOf(days);
    }

    /** How far apart origins lie. */
    public enum Step {
        /** The end of every Sunday. */
        WEEK {
            @Override
            LocalDate onOrAfter(LocalDate day) {
                return day.plusDays(7L - day.getDayOfWeek().getValue());
            }
        },
        /** The end of every month. */
        MONTH {
            @Override
            LocalDate onOrAfter(LocalDate day) {
                return day.withDayOfMonth(day.lengthOfMonth());
            }
        };

        abstract LocalDate onOrAfter(LocalDate day);
    }
}
