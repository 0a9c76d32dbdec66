package org.salespipeline.forecast.measure;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.salespipeline.calendar.FiscalPeriod;

/**
 * What is to be won in each period, by all together or by each segment of the dimensions that are asked by.
 *
 * <pre>{@code
 * Quotas quotas = Quotas.none().with(quarter, teamQuota).with(quarter, adasQuota, "ada").with(quarter, bobsQuota, "bob");
 * MeasureTable<TargetFigures.Coverage> table = Measures.coverage(quotas).by("owner").in(quarter).of(view);
 * }</pre>
 *
 * <p>The quotas of the segments need not add up to that of all together: over-assignment is told, not mended. All are in one
 * currency. Immutable.
 */
public final class Quotas {

    private static final Quotas NONE = new Quotas(ImmutableMap.of());

    private final ImmutableMap<Place, Money> quotas;

    /** Whose quota it is and when; no segments for all together. */
    private record Place(FiscalPeriod period, List<String> segments) {}

    private Quotas(ImmutableMap<Place, Money> quotas) {
        this.quotas = quotas;
    }

    /** No quota for anybody. */
    public static Quotas none() {
        return NONE;
    }

    /**
     * These and one more, in place of one that is there for the same period and segments.
     *
     * @param quota 0 or more, in the currency of the others
     * @param segments one for each dimension that the measure is asked by, in its order, as {@link MeasureTable} names them;
     *     none for all together
     */
    public Quotas with(FiscalPeriod period, Money quota, String... segments) {
        checkArgument(!quota.isNegative(), "quota of %s must be 0 or more, was %s", period, quota);
        currency()
                .ifPresent(known -> checkArgument(
                        quota.getCurrencyUnit().equals(known),
                        "quotas must be in one currency, was %s beside %s",
                        quota,
                        known));
        ImmutableMap.Builder<Place, Money> more = ImmutableMap.builder();
        more.putAll(quotas).put(new Place(period, List.copyOf(Arrays.asList(segments))), quota);
        return new Quotas(more.buildKeepingLast());
    }

    /** The one currency; absent when there is no quota. */
    public Optional<CurrencyUnit> currency() {
        return quotas.values().stream().findFirst().map(Money::getCurrencyUnit);
    }

    /** The quota of these segments in a period, of all together when none is named; absent when there is none. */
    public Optional<Money> of(FiscalPeriod period, List<String> segments) {
        return Optional.ofNullable(quotas.get(new Place(period, segments)));
    }

    /**
     * The quota of all together over these periods: for each the one that is given for all, else the sum of those of the
     * segments; absent when there is neither for some period, or no period.
     */
    Optional<Money> ofAll(List<FiscalPeriod> periods) {
        Optional<Money> sum = Optional.empty();
        for (FiscalPeriod period : periods) {
            Optional<Money> own = of(period, List.of()).or(() -> sumOfSegments(period));
            if (own.isEmpty()) {
                return Optional.empty();
            }
            sum = Optional.of(sum.map(own.get()::plus).orElse(own.get()));
        }
        return sum;
    }

    private Optional<Money> sumOfSegments(FiscalPeriod period) {
        return quotas.entrySet().stream()
                .filter(entry -> entry.getKey().period().equals(period))
                .map(Map.Entry::getValue)
                .reduce(Money::plus);
    }

    /** Whoever has a quota of their own, each once. */
    List<List<String>> segments() {
        return quotas.keySet().stream()
                .map(Place::segments)
                .filter(segments -> !segments.isEmpty())
                .distinct()
                .toList();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Quotas that && quotas.equals(that.quotas);
    }

    @Override
    public int hashCode() {
        return quotas.hashCode();
    }

    /** A line per period and segment, in time order. */
    @Override
    public String toString() {
        TreeSet<String> lines = new TreeSet<>();
        quotas.forEach((place, quota) -> lines.add(
                place.period() + " " + (place.segments().isEmpty() ? "all" : place.segments()) + ": " + quota));
        return String.join("\n", lines);
    }
}
