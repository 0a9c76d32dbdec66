package org.salespipeline.forecast;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.forecast.view.PipelineView;

/** The columns of a view as a request sees them: which stages count, which segments there are, which currency. */
final class CubeSource {

    /** Stands for every currency of the view, when it has only one. */
    private static final int ANY = -1;

    private final DealColumns deals;
    private final DaySlices slices;
    private final List<@Nullable StageSlot> slots;
    private final boolean isSplit;

    /** Null when there is nothing to tell the deals apart by: no dimension asked for, or none that a deal knows. */
    private final DealColumns.@Nullable Segments segments;

    private final int currencyCode;
    private final Optional<CurrencyUnit> currency;

    private CubeSource(PipelineView view, ForecastRequest request, int from, int to) {
        this.deals = view.deals();
        this.slices = DaySlices.of(request.periods(), view.asOfDate());
        this.slots = slots(deals);
        this.isSplit = request.dimension().isPresent();
        this.segments = request.dimension()
                .filter(deals::hasDimension)
                .map(deals::segments)
                .orElse(null);
        this.currency = request.currency().or(() -> onlyCurrency(from, to));
        this.currencyCode = currency.map(deals.currencies()::indexOf).orElse(ANY);
    }

    static CubeSource of(PipelineView view, ForecastRequest request, int from, int to) {
        return new CubeSource(view, request, from, to);
    }

    private static List<@Nullable StageSlot> slots(DealColumns deals) {
        List<@Nullable StageSlot> slots = new ArrayList<>();
        for (DealColumns.StageRef ref : deals.stages()) {
            slots.add(ref.isInPipeline() || ref.isWon() ? StageSlot.of(ref) : null);
        }
        return slots;
    }

    /**
     * The one currency of the open and won deals; an IllegalArgumentException that names them when there are several. A
     * view of one currency is not searched, so that may turn out to be one that only other deals have.
     */
    private Optional<CurrencyUnit> onlyCurrency(int from, int to) {
        List<CurrencyUnit> known = deals.currencies();
        if (known.size() <= 1) {
            return known.stream().findFirst();
        }
        boolean[] seen = new boolean[known.size()];
        for (int row = from; row < to; row++) {
            if (deals.hasAmount(row) && slots.get(deals.stage(row)) != null) {
                seen[deals.currency(row)] = true;
            }
        }
        TreeSet<String> codes = new TreeSet<>();
        for (int code = 0; code < seen.length; code++) {
            if (seen[code]) {
                codes.add(known.get(code).getCode());
            }
        }
        checkArgument(
                codes.size() <= 1,
                "a forecast must be in one currency, the view holds %s; name one in the request with withCurrency",
                codes);
        return codes.stream().findFirst().map(CurrencyUnit::of);
    }

    DealColumns deals() {
        return deals;
    }

    DaySlices slices() {
        return slices;
    }

    Optional<CurrencyUnit> currency() {
        return currency;
    }

    /** By stage code of the view; null for stages that never count. */
    List<@Nullable StageSlot> slots() {
        return slots;
    }

    DealColumns.@Nullable Segments segments() {
        return segments;
    }

    /** Whether the dimension asked for is one that deals of the view know; true when none was asked for. */
    boolean knowsDimension() {
        return !isSplit || segments != null;
    }

    /** By segment code of the view. */
    List<String> segmentNames() {
        if (segments == null) {
            return List.of(isSplit ? Forecast.NO_VALUE : Forecast.ALL);
        }
        return IntStream.range(0, segments.size()).mapToObj(segments::label).toList();
    }

    int segment(int row) {
        return segments == null ? 0 : segments.code(row);
    }

    /** Whether some amounts may be in another currency than that of the answer. */
    boolean isMixed() {
        return currency.isPresent() && deals.currencies().size() > (currencyCode == ANY ? 0 : 1);
    }

    /** Whether the deal has an amount in another currency than that of the answer. */
    boolean isForeign(int row) {
        return deals.hasAmount(row) && currency.isPresent() && deals.currency(row) != currencyCode;
    }
}
