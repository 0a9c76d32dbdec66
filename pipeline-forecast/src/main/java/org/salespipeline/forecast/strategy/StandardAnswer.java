package org.salespipeline.forecast.strategy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.forecast.Forecast;
import org.salespipeline.forecast.ForecastLine;
import org.salespipeline.forecast.ForecastRequest;
import org.salespipeline.forecast.revenue.Aggregators;
import org.salespipeline.forecast.revenue.Criticality;
import org.salespipeline.forecast.revenue.RevenueLaw;
import org.salespipeline.forecast.revenue.RevenueTerms;
import org.salespipeline.forecast.revenue.RevenueTerms.AmountRatio;
import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.forecast.view.DealColumns.Segments;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.forecast.win.FittedWinModel;
import org.salespipeline.forecast.win.WinChances;
import org.salespipeline.quantity.Probability;

/** One answer of the standard strategy: puts chances, amounts, new business and the factor together. */
final class StandardAnswer implements Forecast.DealOutlook, Forecast.RevenueOutlook {

    private final PipelineView view;
    private final ForecastRequest request;
    private final Standard.Past past;
    private final DealColumns deals;
    private final WinChances chances;
    private final Wins wins;
    private final Optional<Segments> segments;
    private final List<List<NewBusiness.Window>> windows = new ArrayList<>();
    private final List<NewBusiness> newBusiness = new ArrayList<>();

    /** The row of the chances by the row of the deal, or −1. */
    private final int[] rowOfDeal;

    /** By period: the horizon of its last day and that of the day before it begins; −1 for none. */
    private final int[] ends;

    private final int[] starts;

    StandardAnswer(PipelineView view, ForecastRequest request, Standard.Past past, FittedWinModel model) {
        this.view = view;
        this.request = request;
        this.past = past;
        this.deals = view.deals();
        int periods = request.periods().size();
        ends = new int[periods];
        starts = new int[periods];
        int[] horizons = horizons();
        chances = model.chances(view, horizons);
        rowOfDeal = new int[deals.size()];
        java.util.Arrays.fill(rowOfDeal, -1);
        for (int row = 0; row < chances.size(); row++) {
            rowOfDeal[chances.dealRow(row)] = row;
        }
        int currency = past.origins().known().deals().currencies().indexOf(currency());
        wins = Wins.of(past.origins(), currency);
        DealColumns known = past.origins().known().deals();
        segments = request.dimension().filter(known::hasDimension).map(known::segments);
        for (FiscalPeriod period : request.periods()) {
            int ahead = past.origins().ahead(period);
            List<NewBusiness.Window> like =
                    ahead < 0 ? List.of() : NewBusiness.windows(past.origins(), ahead, currency);
            windows.add(like);
            newBusiness.add(NewBusiness.of(like, known, wins));
        }
    }

    /** The currency of the amounts, which the facts know. */
    private CurrencyUnit currency() {
        return Forecast.builder(view, request).strategy("facts").build().currency();
    }

    private int[] horizons() {
        TreeSet<Integer> days = new TreeSet<>();
        LocalDate today = view.asOfDate();
        for (FiscalPeriod period : request.periods()) {
            days.add(days(today, period.lastDay()));
            days.add(days(today, period.start().minusDays(1)));
        }
        List<Integer> asked = days.stream().filter(day -> day >= 1).toList();
        for (int i = 0; i < ends.length; i++) {
            ends[i] = asked.indexOf(days(today, request.periods().get(i).lastDay()));
            starts[i] =
                    asked.indexOf(days(today, request.periods().get(i).start().minusDays(1)));
        }
        return asked.isEmpty()
                ? new int[] {1}
                : asked.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int days(LocalDate from, LocalDate to) {
        return Math.toIntExact(to.toEpochDay() - from.toEpochDay());
    }

    Forecast forecast() {
        Forecast.Builder forecast = Forecast.builder(view, request)
                .strategy("standard")
                .outlook(this, this::newBusiness)
                .revenue(this);
        tell(forecast);
        return forecast.build();
    }

    @Override
    public Optional<Probability> chance(int row, int period) {
        int at = rowOfDeal[row];
        return at < 0 || !chances.isKnown(at) ? Optional.empty() : Optional.of(Probability.of(pWin(at, period)));
    }

    private double pWin(int at, int period) {
        double byEnd = ends[period] < 0 ? 0 : chances.pWin(at, ends[period]);
        double before = starts[period] < 0 ? 0 : chances.pWin(at, starts[period]);
        return Math.max(0, Math.min(1, byEnd - before));
    }

    @Override
    public OptionalLong amountMinor(int row) {
        if (deals.hasAmount(row)) {
            return OptionalLong.of(
                    Math.round(deals.amountMinor(row) * wins.ratio().mean()));
        }
        return wins.count() == 0 ? OptionalLong.empty() : OptionalLong.of(Math.round(wins.mean()));
    }

    private Optional<Money> newBusiness(ForecastLine line) {
        int period = request.periods().indexOf(line.period());
        return Optional.of(Money.ofMinor(
                line.closed().getCurrencyUnit(), Math.round(newAmount(period, Optional.of(line.segment())))));
    }

    private double newAmount(int period, Optional<String> segment) {
        NewBusiness business = newBusiness.get(period);
        return business.wins() * business.amount() * share(period, segment);
    }

    private double share(int period, Optional<String> segment) {
        if (request.dimension().isEmpty() || segment.isEmpty()) {
            return 1;
        }
        DealColumns known = past.origins().known().deals();
        return segments.map(of -> NewBusiness.share(windows.get(period), known, of, segment.get()))
                .orElse(0.0);
    }

    @Override
    public Optional<RevenueLaw> law(FiscalPeriod period, Optional<String> segment) {
        return Optional.of(Aggregators.automatic().law(terms(period, segment), past.factor()));
    }

    @Override
    public Optional<Criticality> criticality(FiscalPeriod period, Optional<String> segment, double target) {
        return Optional.of(Criticality.of(terms(period, segment), past.factor(), target));
    }

    private RevenueTerms terms(FiscalPeriod period, Optional<String> segment) {
        int asked = request.periods().indexOf(period);
        RevenueTerms.Builder terms = RevenueTerms.builder();
        Optional<Segments> of = request.dimension().filter(deals::hasDimension).map(deals::segments);
        AmountRatio known = new AmountRatio(
                1, wins.ratio().variance() / (wins.ratio().mean() * wins.ratio().mean()));
        AmountRatio unknown = new AmountRatio(1, Math.min(25, wins.variation()));
        CurrencyUnit currency = currency();
        double credits = 0;
        for (int at = 0; at < chances.size(); at++) {
            int row = chances.dealRow(at);
            boolean isIn = segment.isEmpty()
                    || of.map(names -> names.label(names.code(row)).equals(segment.get()))
                            .orElse(true);
            boolean isForeign = deals.hasAmount(row)
                    && !deals.currencies().get(deals.currency(row)).equals(currency);
            OptionalLong amount = amountMinor(row);
            if (isIn && !isForeign && chances.isKnown(at) && amount.isPresent()) {
                if (amount.getAsLong() < 0) {
                    credits += amount.getAsLong() * pWin(at, asked);
                } else {
                    terms.add(row, amount.getAsLong(), pWin(at, asked), deals.hasAmount(row) ? known : unknown);
                }
            }
        }
        addNewBusiness(terms, asked, segment);
        return terms.certain(Math.round(credits)).build();
    }

    /** Many small chances, which together are as good as a Poisson number of wins. */
    private void addNewBusiness(RevenueTerms.Builder terms, int period, Optional<String> segment) {
        NewBusiness business = newBusiness.get(period);
        double expected = business.wins() * share(period, segment);
        long amount = Math.round(business.amount());
        if (expected > 0 && amount > 0) {
            long count = (long) Math.max(20, Math.min(20 * expected, Math.max(20_000, 2 * expected)));
            AmountRatio spread = new AmountRatio(1, business.variation());
            for (long i = 0; i < count; i++) {
                terms.add(-1 - i, amount, expected / count, spread);
            }
        }
    }

    private void tell(Forecast.Builder forecast) {
        Map<WinChances.Evidence, Integer> evidence = new HashMap<>();
        for (int row = 0; row < chances.size(); row++) {
            evidence.merge(chances.evidence(row), 1, Integer::sum);
        }
        for (WinChances.Evidence rung : WinChances.Evidence.values()) {
            if (rung != WinChances.Evidence.NONE && evidence.containsKey(rung)) {
                forecast.assume(String.format(
                        Locale.ROOT,
                        "chances of %d open deals stand on %s",
                        evidence.get(rung),
                        rung.name().toLowerCase(Locale.ROOT)));
            }
        }
        forecast.assume(String.format(
                Locale.ROOT,
                "a win is expected to bring %.3f of the amount that is shown",
                wins.ratio().mean()));
        forecast.assume(String.format(
                Locale.ROOT,
                "good and bad periods move all deals together, with a correlation of %.3f learned from %d past periods",
                past.factor().meanCorrelation(),
                past.periods()));
        for (int period = 0; period < newBusiness.size(); period++) {
            if (past.origins().ahead(request.periods().get(period)) >= 0) {
                String name = request.periods().get(period).toString();
                if (windows.get(period).isEmpty()) {
                    forecast.miss("new business of " + name + ": no like period is known");
                } else {
                    forecast.assume(String.format(
                            Locale.ROOT,
                            "new business of %s: %.1f wins, as in the last %d like periods",
                            name,
                            newBusiness.get(period).wins(),
                            Math.min(4, windows.get(period).size())));
                }
            }
        }
    }
}
