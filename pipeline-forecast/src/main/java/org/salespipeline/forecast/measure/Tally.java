package org.salespipeline.forecast.measure;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.joda.money.CurrencyUnit;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.forecast.measure.MeasureTable.Row;
import org.salespipeline.forecast.measure.Recipe.Finish;
import org.salespipeline.forecast.measure.Recipe.Setting;
import org.salespipeline.forecast.measure.Recipe.Window;
import org.salespipeline.forecast.view.DealColumns.Segments;
import org.salespipeline.forecast.view.PipelineView;

/** The sums of all rows of a table, under names rather than codes, so that those of other deals can be added. */
final class Tally<F extends Figures> {

    private static final CurrencyUnit NONE = CurrencyUnit.of("XXX");

    private final Recipe<F> recipe;
    private final Scope scope;
    private final LocalDate asOf;
    private CurrencyUnit currency;
    private int firstDay;
    private final Map<Key, Sums> sums = new LinkedHashMap<>();
    private final Map<List<String>, Integer> ranks = new LinkedHashMap<>();
    private final Map<String, Long> leftOut;

    /** Names a row. */
    private record Key(int place, List<String> segments, List<String> own) {}

    Tally(Recipe<F> recipe, Scope scope, PipelineView view) {
        this.recipe = recipe;
        this.scope = scope;
        this.asOf = view.asOfDate();
        Population population = new Population(view, scope, recipe.usesAmounts());
        currency = population.currency;
        Recipe.Reader reader = recipe.reader(population);
        List<List<String>> own = reader.own();
        for (int i = 0; i < own.size(); i++) {
            ranks.merge(own.get(i), reader.rank(i), Math::max);
        }
        Groups groups = Groups.of(population.deals, scope.dimensions());
        Sums[][] cells = new Sums[groups.size()][];
        int width = own.size();
        firstDay = population.today;
        for (int row = 0; row < population.deals.size(); row++) {
            if (population.holds(row)) {
                firstDay = Math.min(firstDay, population.deals.createdDay(row));
                int group = groups.of(row);
                reader.read(row, (place, key) -> cell(cells, group, place * width + key, width));
            }
        }
        for (int group = 0; group < cells.length; group++) {
            addAll(cells[group], groups.labels(group), own);
        }
        leftOut = new TreeMap<>(population.leftOut());
    }

    private Sums cell(Sums[][] cells, int group, int place, int width) {
        Sums[] ofGroup = cells[group];
        if (ofGroup == null) {
            ofGroup = new Sums[scope.places() * width];
            cells[group] = ofGroup;
        }
        Sums found = ofGroup[place];
        if (found == null) {
            found = recipe.shape().sums();
            ofGroup[place] = found;
        }
        return found;
    }

    private void addAll(Sums[] cells, List<String> segments, List<List<String>> own) {
        for (int i = 0; cells != null && i < cells.length; i++) {
            if (cells[i] != null) {
                Key key = new Key(i / own.size(), segments, own.get(i % own.size()));
                add(key, cells[i]);
            }
        }
    }

    private void add(Key key, Sums more) {
        sums.computeIfAbsent(key, unused -> recipe.shape().sums()).merge(more);
    }

    /** Adds the deals of another tally of the same question. */
    void merge(Tally<?> other) {
        checkArgument(
                recipe.equals(other.recipe) && scope.equals(other.scope) && asOf.equals(other.asOf),
                "parts of a measure must answer one question as of one day, were %s as of %s and %s as of %s",
                recipe.title(),
                asOf,
                other.recipe.title(),
                other.asOf);
        checkArgument(
                currency.equals(other.currency) || currency.equals(NONE) || other.currency.equals(NONE),
                "parts of a measure must be in one currency, were in %s and %s; name one with inCurrency",
                currency,
                other.currency);
        currency = currency.equals(NONE) ? other.currency : currency;
        firstDay = Math.min(firstDay, other.firstDay);
        other.sums.forEach(this::add);
        other.ranks.forEach((own, rank) -> ranks.merge(own, rank, Math::max));
        other.leftOut.forEach((why, count) -> leftOut.merge(why, count, Long::sum));
    }

    MeasureTable<F> table() {
        fillPeriods();
        Setting setting = new Setting(currency, scope.confidence(), asOf);
        Map<Key, Sums> told = recipe.isWithin() ? within() : sums;
        List<Key> keys = told.keySet().stream().sorted(order()).toList();
        return new MeasureTable<>(heading(), rows(told, keys, setting), totals(told, keys, setting), missing());
    }

    private List<Row<F>> rows(Map<Key, Sums> told, List<Key> keys, Setting setting) {
        Map<Key, List<Sums>> peers = new LinkedHashMap<>();
        keys.forEach(key ->
                peers.computeIfAbsent(peersOf(key), unused -> new ArrayList<>()).add(of(told, key)));
        Map<Key, Finish<F>> finishes = new LinkedHashMap<>();
        peers.forEach((group, all) -> finishes.put(group, recipe.finish(all, setting)));
        List<F> figures = new ArrayList<>();
        for (Key key : keys) {
            Finish<F> finish = finishes.getOrDefault(peersOf(key), recipe.finish(List.of(), setting));
            figures.add(finish.figures(of(told, key), window(key)));
        }
        List<F> together = recipe.together(figures);
        return IntStream.range(0, keys.size())
                .mapToObj(i -> row(keys.get(i), together.get(i)))
                .toList();
    }

    /** What all rows that are compared with each other have in common. */
    private Key peersOf(Key key) {
        return new Key(recipe.isPeriodByPeriod() ? key.place() : 0, List.of(), key.own());
    }

    private Row<F> row(Key key, F figures) {
        return new Row<>(period(key.place()), key.segments(), key.own(), figures);
    }

    private List<Row<F>> totals(Map<Key, Sums> told, List<Key> keys, Setting setting) {
        Map<List<String>, Sums> wholes = new TreeMap<>(byRank());
        if (recipe.ownKeys().isEmpty()) {
            wholes.put(List.of(), recipe.shape().sums());
        }
        for (Key key : keys) {
            wholes.computeIfAbsent(key.own(), unused -> recipe.shape().sums()).merge(of(told, key));
        }
        List<F> figures = new ArrayList<>();
        wholes.values()
                .forEach(whole -> figures.add(recipe.finish(List.of(), setting).figures(whole, window())));
        List<F> together = recipe.together(figures);
        List<List<String>> own = List.copyOf(wholes.keySet());
        return IntStream.range(0, own.size())
                .mapToObj(i -> new Row<>(Optional.empty(), List.of(), own.get(i), together.get(i)))
                .toList();
    }

    /** Each own key that anything is known of, in each period and segment, with what all of them are together. */
    private Map<Key, Sums> within() {
        Map<Key, Sums> wholes = new LinkedHashMap<>();
        sums.forEach((key, own) -> wholes.computeIfAbsent(
                        new Key(key.place(), key.segments(), List.of()),
                        unused -> recipe.shape().sums())
                .merge(own));
        Map<Key, Sums> told = new LinkedHashMap<>();
        for (List<String> own : sums.keySet().stream().map(Key::own).distinct().toList()) {
            wholes.forEach((where, whole) -> {
                Key key = new Key(where.place(), where.segments(), own);
                told.computeIfAbsent(key, unused -> recipe.within(of(sums, key), whole));
            });
        }
        return told;
    }

    private Sums of(Map<Key, Sums> all, Key key) {
        Sums found = all.get(key);
        return found != null ? found : recipe.shape().sums();
    }

    private MeasureTable.Heading heading() {
        return new MeasureTable.Heading(
                recipe.title(),
                asOf,
                recipe.usesAmounts() ? Optional.of(currency) : scope.currency(),
                !scope.periods().isEmpty(),
                scope.dimensions(),
                recipe.ownKeys());
    }

    /** A measure without own keys has a line for each segment in each period, if only to say that there was nothing. */
    private void fillPeriods() {
        if (!recipe.ownKeys().isEmpty()) {
            return;
        }
        TreeSet<List<String>> segments = new TreeSet<>(bySegments());
        sums.keySet().forEach(key -> segments.add(key.segments()));
        segments.addAll(recipe.givenSegments());
        if (scope.dimensions().isEmpty()) {
            segments.add(List.of());
        }
        for (List<String> segment : segments) {
            for (int place = 0; place < scope.places(); place++) {
                add(new Key(place, segment, List.of()), recipe.shape().sums());
            }
        }
    }

    private Optional<FiscalPeriod> period(int place) {
        return scope.periods().isEmpty()
                ? Optional.empty()
                : Optional.of(scope.periods().get(place));
    }

    private Window window(Key key) {
        List<FiscalPeriod> periods = period(key.place()).map(List::of).orElse(List.of());
        return new Window(passed(IntStream.of(key.place())), periods, key.segments(), false);
    }

    private Window window() {
        return new Window(passed(IntStream.range(0, scope.places())), scope.periods(), List.of(), true);
    }

    /** How many days of these periods have passed; all since the first creation when none is asked for. */
    private long passed(IntStream places) {
        long today = asOf.toEpochDay();
        if (scope.periods().isEmpty()) {
            return today - firstDay + 1;
        }
        return places.mapToObj(scope.periods()::get)
                .mapToLong(period -> Math.min(today + 1, period.end().toEpochDay())
                        - period.start().toEpochDay())
                .filter(days -> days > 0)
                .sum();
    }

    private Comparator<Key> order() {
        return Comparator.comparingInt(Key::place)
                .thenComparing(Key::segments, bySegments())
                .thenComparing(Key::own, byRank());
    }

    private Comparator<List<String>> byRank() {
        return Comparator.<List<String>, String>comparing(own -> own.isEmpty() ? "" : own.get(0))
                .thenComparingInt(own -> ranks.getOrDefault(own, 0))
                .thenComparing(Tally::compareTexts);
    }

    /** By name, what has no value last. */
    private static Comparator<List<String>> bySegments() {
        return (one, other) -> {
            for (int i = 0; i < one.size(); i++) {
                boolean isNone = one.get(i).equals(Segments.NO_VALUE);
                boolean isOtherNone = other.get(i).equals(Segments.NO_VALUE);
                int order = isNone || isOtherNone
                        ? Boolean.compare(isNone, isOtherNone)
                        : one.get(i).compareTo(other.get(i));
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        };
    }

    private static int compareTexts(List<String> one, List<String> other) {
        return IntStream.range(0, one.size())
                .map(i -> one.get(i).compareTo(other.get(i)))
                .filter(order -> order != 0)
                .findFirst()
                .orElse(0);
    }

    private ImmutableList<String> missing() {
        return leftOut.entrySet().stream()
                .map(why -> "left out: " + why.getValue() + (why.getValue() == 1 ? " deal " : " deals ") + why.getKey())
                .collect(toImmutableList());
    }
}
