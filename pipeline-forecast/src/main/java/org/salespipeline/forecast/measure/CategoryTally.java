package org.salespipeline.forecast.measure;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.forecast.measure.CategoryRollUp.Columns;
import org.salespipeline.forecast.measure.CategoryRollUp.Disagreement;
import org.salespipeline.forecast.measure.CategoryRollUp.Line;
import org.salespipeline.forecast.measure.CategoryRollUp.Negative;
import org.salespipeline.forecast.measure.CategoryRollUp.Place;
import org.salespipeline.forecast.measure.CategoryRollUp.Question;
import org.salespipeline.forecast.statistics.ExactSum;
import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.stage.ForecastCategory;

/** One pass over the deals of a view, into sums by place, segment and category. */
final class CategoryTally {

    /** What follows the periods. */
    private static final ImmutableList<Place> AFTER = ImmutableList.of(Place.OVERDUE, Place.UNSCHEDULED, Place.OUTSIDE);

    private final PipelineView view;
    private final DealColumns deals;
    private final Question question;
    private final DealColumns.@Nullable Segments segments;
    private final int today;
    private final CurrencyUnit currency;

    /** By name of the segment, then by place: first the asked periods and then {@link #AFTER}. */
    private final Map<String, List<Sums>> sums = new TreeMap<>();

    private final ImmutableList.Builder<Disagreement> disagreements = ImmutableList.builder();
    private final ImmutableList.Builder<Negative> negatives = ImmutableList.builder();
    private final Map<String, Long> foreign = new TreeMap<>();
    private long withoutAmount;
    private long closedAhead;
    private long closedUndated;

    /** What came of it. */
    record Result(
            List<Line> lines,
            Columns total,
            List<Disagreement> disagreements,
            List<Negative> negatives,
            List<String> missing) {}

    CategoryTally(PipelineView view, Question question) {
        this.view = view;
        this.deals = view.deals();
        this.question = question;
        this.segments = question.dimension().map(deals::segments).orElse(null);
        this.today = Math.toIntExact(view.asOfDate().toEpochDay());
        this.currency = question.currency().orElseGet(this::onlyCurrency);
    }

    /** That of the view, or else of its open and won deals; XXX when none has an amount. */
    private CurrencyUnit onlyCurrency() {
        List<CurrencyUnit> known = deals.currencies();
        TreeSet<CurrencyUnit> found = new TreeSet<>(known.size() == 1 ? known : List.of());
        for (int row = 0; row < deals.size() && known.size() > 1; row++) {
            DealColumns.StageRef stage = deals.stages().get(deals.stage(row));
            if (deals.hasAmount(row) && (stage.isOpen() || stage.isWon())) {
                found.add(known.get(deals.currency(row)));
            }
        }
        checkArgument(
                found.size() <= 1,
                "a roll-up must be in one currency, the view holds %s; name one in the question with withCurrency",
                found);
        return found.isEmpty() ? CurrencyUnit.of("XXX") : found.first();
    }

    CategoryRollUp rollUp() {
        if (segments == null) {
            segmentSums(CategoryRollUp.ALL);
        }
        for (int row = 0; row < deals.size(); row++) {
            DealColumns.StageRef stage = deals.stages().get(deals.stage(row));
            if (stage.counts()) {
                add(row, stage);
            }
        }
        Result result =
                new Result(lines(), total().columns(currency), disagreements.build(), negatives.build(), missing());
        return new CategoryRollUp(question, view.asOfDate(), currency, result);
    }

    private void add(int row, DealColumns.StageRef stage) {
        if (deals.hasAmount(row) && !deals.currencies().get(deals.currency(row)).equals(currency)) {
            foreign.merge(deals.currencies().get(deals.currency(row)).getCode(), 1L, Long::sum);
            return;
        }
        ForecastCategory category = deals.category(row, question.calls());
        List<Sums> into = segmentSums(segment(row));
        if (stage.isOpen()) {
            addDisagreement(row, stage, category);
        }
        int day = deals.closeDay(row);
        closedUndated += !stage.isOpen() && day == DealColumns.NO_DAY ? 1 : 0;
        closedAhead += !stage.isOpen() && day > today ? 1 : 0;
        if (!deals.hasAmount(row)) {
            withoutAmount++;
            return;
        }
        long amount = deals.amountMinor(row);
        into.get(place(day, stage.isOpen())).of(category).add(amount);
        if (amount < 0) {
            negatives.add(new Negative(deals.id(row), category, money(currency, amount)));
        }
    }

    private void addDisagreement(int row, DealColumns.StageRef stage, ForecastCategory counted) {
        ForecastCategory byStage = stage.stage().category();
        Optional<ForecastCategory> called = deals.calledCategory(row);
        if (called.isPresent() && called.get() != byStage) {
            disagreements.add(new Disagreement(
                    deals.id(row), stage.stage().id(), called.get(), byStage, counted, deals.isCalledInStage(row)));
        }
    }

    private List<Sums> segmentSums(String segment) {
        return sums.computeIfAbsent(
                segment,
                unused -> Stream.generate(Sums::new)
                        .limit(question.periods().size() + AFTER.size())
                        .toList());
    }

    private String segment(int row) {
        return segments == null ? CategoryRollUp.ALL : segments.label(segments.code(row));
    }

    /** The index of the asked period, or of the places that follow all periods. */
    private int place(int day, boolean isOpen) {
        int periods = question.periods().size();
        if (day == DealColumns.NO_DAY) {
            return periods + AFTER.indexOf(isOpen ? Place.UNSCHEDULED : Place.OUTSIDE);
        }
        if (isOpen && day < today) {
            return periods + AFTER.indexOf(Place.OVERDUE);
        }
        for (int period = 0; period < periods && (isOpen || day <= today); period++) {
            FiscalPeriod asked = question.periods().get(period);
            if (day >= asked.start().toEpochDay() && day < asked.end().toEpochDay()) {
                return period;
            }
        }
        return periods + AFTER.indexOf(Place.OUTSIDE);
    }

    private ImmutableList<Line> lines() {
        ImmutableList.Builder<Line> lines = ImmutableList.builder();
        int periods = question.periods().size();
        for (int place = 0; place < periods + AFTER.size(); place++) {
            Place where = place < periods ? Place.PERIOD : AFTER.get(place - periods);
            Optional<FiscalPeriod> period =
                    place < periods ? Optional.of(question.periods().get(place)) : Optional.empty();
            for (Map.Entry<String, List<Sums>> segment : sums.entrySet()) {
                lines.add(new Line(
                        where,
                        period,
                        segment.getKey(),
                        segment.getValue().get(place).columns(currency)));
            }
        }
        return lines.build();
    }

    private Sums total() {
        Sums total = new Sums();
        sums.values().forEach(places -> places.forEach(total::merge));
        return total;
    }

    private static Money money(CurrencyUnit currency, long minor) {
        return BigMoney.ofMinor(currency, minor).toMoney();
    }

    /** Exact sums by category. */
    private static final class Sums {

        private final Map<ForecastCategory, ExactSum> byCategory = new EnumMap<>(ForecastCategory.class);

        ExactSum of(ForecastCategory category) {
            return byCategory.computeIfAbsent(category, unused -> new ExactSum());
        }

        void merge(Sums other) {
            other.byCategory.forEach((category, sum) -> of(category).merge(sum));
        }

        Columns columns(CurrencyUnit currency) {
            Map<ForecastCategory, Money> singles = new EnumMap<>(ForecastCategory.class);
            for (ForecastCategory category : ForecastCategory.values()) {
                singles.put(category, money(currency, of(category).rounded()));
            }
            return new Columns(singles);
        }
    }

    private ImmutableList<String> missing() {
        ImmutableList.Builder<String> sentences = ImmutableList.builder();
        addSentence(sentences, withoutAmount, "without an amount");
        addSentence(sentences, closedAhead, "in no period, closed after " + view.asOfDate());
        addSentence(sentences, closedUndated, "in no period, closed without a date");
        foreign.forEach((code, count) -> addSentence(sentences, count, "with amounts in " + code));
        return sentences.build();
    }

    private static void addSentence(ImmutableList.Builder<String> sentences, long count, String what) {
        if (count > 0) {
            sentences.add("left out: " + count + (count == 1 ? " deal " : " deals ") + what);
        }
    }
}
