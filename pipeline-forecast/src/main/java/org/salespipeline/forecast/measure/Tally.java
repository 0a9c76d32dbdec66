package org.salespipeline.forecast.measure;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
    private static final int ROWS_OF_CHUNK = 1 << 14;
    private static final int MOST_CHUNKS = 16;

    private final Recipe<F> recipe;
    private final Scope scope;
    private final LocalDate asOf;
    private CurrencyUnit currency = NONE;
    private int firstDay = Integer.MAX_VALUE;
    private final Map<Key, Sums> sums = new LinkedHashMap<>();
    private final Map<List<String>, Integer> ranks = new LinkedHashMap<>();
    private final Map<String, Long> leftOut = new TreeMap<>();

    /** Names a row. */
    private record Key(int place, List<String> segments, List<String> own) {}

    private Tally(Recipe<F> recipe, Scope scope, LocalDate asOf) {
        this.recipe = recipe;
        this.scope = scope;
        this.asOf = asOf;
    }

    /**
     * Reads the deals of a view.
     *
     * @param isParallel whether on all processors: chunk by chunk, and the sums of the chunks merged in their order
     */
    static <F extends Figures> Tally<F> of(Recipe<F> recipe, Scope scope, PipelineView view, boolean isParallel) {
        Tally<F> tally = new Tally<>(recipe, scope, view.asOfDate());
        Population population = new Population(view, scope, recipe.usesAmounts());
        tally.currency = population.currency;
        tally.firstDay = population.today;
        Groups groups = Groups.of(population.deals, scope.dimensions());
        Chunk.Job job = new Chunk.Job(recipe, population, groups);
        int size = population.deals.size();
        int rows = isParallel ? Math.max(ROWS_OF_CHUNK, size / MOST_CHUNKS) : Math.max(1, size);
        IntStream chunks = IntStream.range(0, Math.max(1, (size + rows - 1) / rows));
        (isParallel ? chunks.parallel() : chunks)
                .mapToObj(chunk -> Chunk.read(job, chunk * rows, (int) Math.min(size, (chunk + 1L) * rows)))
                .toList()
                .forEach(chunk -> tally.add(chunk, groups));
        return tally;
    }

    private void add(Chunk chunk, Groups groups) {
        for (int i = 0; i < chunk.own().size(); i++) {
            ranks.merge(chunk.own().get(i), chunk.rank(i), Math::max);
        }
        firstDay = Math.min(firstDay, chunk.firstDay());
        chunk.giveTo((place, group, own, more) -> take(new Key(place, groups.labels(group), own), more));
        chunk.leftOut().forEach((why, count) -> leftOut.merge(why, count, Long::sum));
    }

    /** Adds sums that nobody else goes on with. */
    private void take(Key key, Sums more) {
        Sums before = sums.putIfAbsent(key, more);
        if (before != null) {
            before.merge(more);
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

    /** Equal tallies have equal bytes, whatever they were merged from. */
    byte[] toBytes() {
        TallyBytes.Writer out = new TallyBytes.Writer();
        out.text(question());
        out.text(currency.getCode()).number(firstDay);
        out.number(leftOut.size());
        leftOut.forEach((why, count) -> out.text(why).number(count));
        out.number(ranks.size());
        ranks.keySet().stream()
                .sorted(Tally::compareTexts)
                .forEach(own -> out.texts(own).number(ranks.getOrDefault(own, 0)));
        out.number(sums.size());
        sums.keySet().stream()
                .sorted(Comparator.comparingInt(Key::place)
                        .thenComparing(Key::segments, Tally::compareTexts)
                        .thenComparing(Key::own, Tally::compareTexts))
                .forEach(key -> of(sums, key)
                        .writeTo(out.number(key.place()).texts(key.segments()).texts(key.own())));
        return out.bytes();
    }

    static <F extends Figures> Tally<F> ofBytes(Recipe<F> recipe, Scope scope, byte[] bytes) {
        TallyBytes.Reader in = new TallyBytes.Reader(bytes);
        String question = in.text();
        LocalDate asOf = asOf(question);
        Tally<F> tally = new Tally<>(recipe, scope, asOf);
        checkArgument(
                question.equals(tally.question()),
                "part of a measure must answer %s, was of %s",
                tally.question(),
                question);
        tally.currency = CurrencyUnit.of(in.text());
        tally.firstDay = (int) in.number();
        for (long left = in.number(); left > 0; left--) {
            tally.leftOut.put(in.text(), in.number());
        }
        for (long left = in.number(); left > 0; left--) {
            tally.ranks.put(in.texts(), (int) in.number());
        }
        for (long left = in.number(); left > 0; left--) {
            Key key = new Key((int) in.number(), in.texts(), in.texts());
            Sums own = recipe.shape().sums();
            own.readFrom(in);
            tally.sums.put(key, own);
        }
        in.requireEnd();
        return tally;
    }

    /** All that decides what the sums mean; begins with the day. */
    private String question() {
        return asOf + " " + recipe + " " + scope
                + scope.periods().stream()
                        .map(period -> " " + period.start() + "/" + period.end())
                        .collect(Collectors.joining());
    }

    private static LocalDate asOf(String question) {
        try {
            return LocalDate.parse(question.substring(0, Math.max(0, question.indexOf(' '))));
        } catch (DateTimeParseException noDay) {
            throw new IllegalArgumentException("part of a measure must begin with its day, was " + question, noDay);
        }
    }

    MeasureTable<F> table() {
        Setting setting = new Setting(currency, scope.confidence(), asOf);
        Map<Key, Sums> told = recipe.isWithin() ? within() : filled();
        List<Key> keys = sorted(told.keySet());
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
            Finish<F> finish = requireNonNull(finishes.get(peersOf(key)), "every row has peers, itself at least");
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
    private Map<Key, Sums> filled() {
        if (!recipe.ownKeys().isEmpty()) {
            return sums;
        }
        TreeSet<List<String>> segments = new TreeSet<>(bySegments());
        sums.keySet().forEach(key -> segments.add(key.segments()));
        segments.addAll(recipe.givenSegments());
        if (scope.dimensions().isEmpty()) {
            segments.add(List.of());
        }
        Map<Key, Sums> filled = new LinkedHashMap<>(sums);
        for (List<String> segment : segments) {
            for (int place = 0; place < scope.places(); place++) {
                filled.computeIfAbsent(
                        new Key(place, segment, List.of()),
                        unused -> recipe.shape().sums());
            }
        }
        return filled;
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

    /** A key with the places of its segments and its own key among all of them, which compare faster than texts. */
    private record Placed(Key key, int segments, int own) {}

    private List<Key> sorted(Collection<Key> keys) {
        Map<List<String>, Integer> segments = places(keys.stream().map(Key::segments), bySegments());
        Map<List<String>, Integer> own = places(keys.stream().map(Key::own), byRank());
        return keys.stream()
                .map(key -> new Placed(key, segments.getOrDefault(key.segments(), 0), own.getOrDefault(key.own(), 0)))
                .sorted(Comparator.<Placed>comparingInt(placed -> placed.key().place())
                        .thenComparingInt(Placed::segments)
                        .thenComparingInt(Placed::own))
                .map(Placed::key)
                .toList();
    }

    private static Map<List<String>, Integer> places(Stream<List<String>> all, Comparator<List<String>> order) {
        Map<List<String>, Integer> places = new LinkedHashMap<>();
        all.distinct().sorted(order).forEach(one -> places.put(one, places.size()));
        return places;
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
