package org.salespipeline.forecast.view;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Objects.checkIndex;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.salespipeline.forecast.view.Facts.Field;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.stage.ForecastCategory;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.Stage;
import org.salespipeline.stage.StageKind;

/**
 * How every deal of a view stands at its as-of moment: a table with one row per deal that exists, by ascending id, and one
 * accessor per cell. Made for loops over millions of rows: an accessor reads an array and allocates nothing.
 *
 * <pre>{@code
 * DealColumns deals = view.deals();
 * for (int row = 0; row < deals.size(); row++) {
 *     if (deals.stages().get(deals.stage(row)).isWon()) {
 *         won += deals.amountMinor(row);
 *     }
 * }
 * }</pre>
 *
 * <p>Merged, deleted and recycled deals are rows too, but their {@linkplain #stage stage codes} are other ones than those of deals
 * that count, so looking at the code is enough. Rows run from 0 to {@link #size()}; what lies outside is refused with an
 * {@link IndexOutOfBoundsException} or not at all. Immutable; shared by threads.
 */
public final class DealColumns {

    /** Stands for no date where an epoch day is given. */
    public static final int NO_DAY = Integer.MIN_VALUE;

    private final Known known;
    private final int size;
    private final int @Nullable [] dealOfRow;
    private final Codes stage;
    private final ImmutableList<StageRef> stages;
    private final long[] amounts;
    private final long @Nullable [] withoutAmount;
    private final Codes currency;
    private final ImmutableList<CurrencyUnit> currencies;
    private final int[] closeDays;
    private final int[] createdDays;
    private final int[] stageEnteredDays;
    private final Map<String, Segments> segments = new ConcurrentHashMap<>();
    private final Supplier<CategoryCalls> calls;

    DealColumns(Known known) {
        StateColumns state = StateColumns.of(known);
        this.known = known;
        calls = Suppliers.memoize(() -> new CategoryCalls(known));
        size = state.size();
        dealOfRow = state.dealOfRow();
        amounts = state.amounts;
        withoutAmount = state.withoutAmount;
        closeDays = state.closeDays;
        createdDays = state.createdDays;
        stageEnteredDays = state.enteredDays;
        int[] stageOrder = StageOrder.of(state.stageCodes, known.facts().stages());
        stages = StageOrder.refs(stageOrder, known.facts().stages());
        stage = Codes.of(renumbered(state.stageCodes, stageOrder));
        Labels currencyNames = known.rows(Field.AMOUNT).facts().labels(1);
        Map<String, Integer> used = usedNames(state.currencies, currencyNames);
        currencies = used.keySet().stream().map(CurrencyUnit::of).collect(toImmutableList());
        currency = Codes.of(renumbered(
                state.currencies, used.values().stream().mapToInt(code -> code).toArray()));
    }

    /** Each value's place in the order; 0 for one that is not there. */
    static int[] renumbered(int[] values, int[] order) {
        int[] places = new int[Arrays.stream(values).max().orElse(0) + 1];
        for (int place = 0; place < order.length; place++) {
            if (order[place] < places.length) {
                places[order[place]] = place;
            }
        }
        for (int row = 0; row < values.length; row++) {
            values[row] = places[values[row]];
        }
        return values;
    }

    /** The texts that these codes stand for, sorted, and their codes. */
    static Map<String, Integer> usedNames(int[] codes, Labels names) {
        boolean[] used = new boolean[names.codeCount()];
        for (int code : codes) {
            used[code] = true;
        }
        Map<String, Integer> sorted = new TreeMap<>();
        for (int code = 1; code < used.length; code++) {
            if (used[code]) {
                sorted.put(names.name(code), code);
            }
        }
        return sorted;
    }

    /** The number of rows: deals that exist at the as-of moment, merged, deleted and recycled ones included. */
    public int size() {
        return size;
    }

    /** The id of the deal in this row; made anew by each call. */
    public OpportunityId id(int row) {
        return OpportunityId.of(known.facts().ids().get(dealNumber(row)));
    }

    /** The number of the deal among all deals there are facts about. */
    int dealNumber(int row) {
        return dealOfRow == null ? checkIndex(row, size) : dealOfRow[row];
    }

    /**
     * Where the deals of this table stand in another one: for each row the row of the same deal there, -1 when it is not
     * there. Quick when both are of one history, as those of a view and of an earlier view that it gave are.
     */
    public int[] rowsIn(DealColumns other) {
        int[] rows = new int[size];
        Arrays.fill(rows, -1);
        boolean isOneHistory = known.facts() == other.known.facts();
        int there = 0;
        for (int row = 0; row < size && there < other.size; ) {
            int order = isOneHistory
                    ? Integer.compare(dealNumber(row), other.dealNumber(there))
                    : known.facts()
                            .ids()
                            .get(dealNumber(row))
                            .compareTo(other.known.facts().ids().get(other.dealNumber(there)));
            if (order == 0) {
                rows[row] = there;
            }
            row += order <= 0 ? 1 : 0;
            there += order >= 0 ? 1 : 0;
        }
        return rows;
    }

    /**
     * The deal as a value, made anew by each call; equals what its log gives for the same moment, but for what columns do
     * not hold: the dossier, the end of evidence, competitor and comment of a loss, and when it was migrated or removed. Where
     * these count, ask the log.
     *
     * <p>For looking at single deals, not for loops over all of them.
     */
    public Opportunity deal(int row) {
        return new DealReader(known).read(dealNumber(row));
    }

    /** Where the deal stands: an index into {@link #stages()}. */
    public int stage(int row) {
        return stage.get(row);
    }

    /**
     * What the stage codes mean. First all stages of the processes in use, by id of the process and then in the declared
     * order, whether a deal stands there or not; then those stages that merged, that deleted, and that recycled deals
     * stand in, in the same order.
     */
    public List<StageRef> stages() {
        return stages;
    }

    /** Whether the amount of the deal is known. */
    public boolean hasAmount(int row) {
        return withoutAmount == null || (withoutAmount[row >>> 6] & (1L << row)) == 0;
    }

    /** The amount in minor units (cents) of its {@link #currency}; 0 when it is not known. */
    public long amountMinor(int row) {
        return amounts[row];
    }

    /** The currency of the amount: an index into {@link #currencies()}; 0 when the amount is not known. */
    public int currency(int row) {
        return currency.get(row);
    }

    /** The currencies of all known amounts, sorted by code; empty when no amount is known. */
    public List<CurrencyUnit> currencies() {
        return currencies;
    }

    /**
     * The epoch day of the close: the actual one when the stage is closed, the expected one when it is open; {@link #NO_DAY}
     * when that is not known.
     */
    public int closeDay(int row) {
        return closeDays[row];
    }

    /**
     * The epoch day on which the deal came into being, in the zone of the view; for one more than five million years away
     * the nearest that fits, never {@link #NO_DAY}.
     */
    public int createdDay(int row) {
        return createdDays[row];
    }

    /**
     * The epoch day on which the deal entered its stage, in the zone of the view; for one more than five million years away
     * the nearest that fits, never {@link #NO_DAY}.
     */
    public int stageEnteredDay(int row) {
        return stageEnteredDays[row];
    }

    /** Whether a person called a chance for this deal. */
    public boolean hasCalledProbability(int row) {
        return !Double.isNaN(calledProbability(row));
    }

    /** The called chance in [0, 1]; NaN when nobody called one. Looked up among the facts, not kept in a column. */
    public double calledProbability(int row) {
        RowsAsOf rows = known.rows(Field.CHANCE);
        int fact = rows.lastOfDeal(dealNumber(row));
        long bits = fact < 0 ? Numbers.ABSENT : rows.facts().numbers(0).get(fact);
        return bits == Numbers.ABSENT ? Double.NaN : Double.longBitsToDouble(bits);
    }

    /** The category that a person called for this deal, whatever its stage; looked up among the facts. */
    public Optional<ForecastCategory> calledCategory(int row) {
        return calls.get().category(dealNumber(row));
    }

    /**
     * Whether a category was called, and not before the deal entered the stage that it stands in. Valid times decide, and
     * a call at the very moment of the entry is one in the stage. A table of deals does not say when a call was made;
     * there it stands as made when the deal was created.
     */
    public boolean isCalledInStage(int row) {
        return calls.get().isInStage(dealNumber(row));
    }

    /**
     * The category that the deal counts in: the called one, else that of its stage. A call ends with the outcome, so a
     * closed deal has the category of its stage.
     *
     * @param policy what becomes of a call when the deal moves to another stage
     */
    public ForecastCategory category(int row, CallPolicy policy) {
        Stage current = stages.get(stage(row)).stage();
        if (!current.kind().isOpen() || (policy == CallPolicy.RESETS && !isCalledInStage(row))) {
            return current.category();
        }
        return calledCategory(row).orElse(current.category());
    }

    /**
     * The deals grouped by a dimension; computed by the first call and kept.
     *
     * <p>Built in are {@code owner}, {@code account}, {@code source}, {@code kind} (of business), {@code process}, {@code
     * stage}, {@code category} (the called one or else that of the stage), {@code partner} (who sourced the deal, where
     * that is exactly one), {@code lost for} (the reason of the loss) and {@code lost to} (the competitor who got the order). Any
     * other name is one of the host's own {@link #dimensions()}; a built-in one hides a host's of
     * the same name.
     *
     * @throws IllegalArgumentException if there is no such dimension; the message lists those there are
     */
    public Segments segments(String dimension) {
        Segments found = segments.get(dimension);
        return found != null
                ? found
                : segments.computeIfAbsent(dimension, name -> new SegmentReader(known, this).read(name));
    }

    /** Whether {@link #segments} answers: the dimension is built in, or one of the host's own {@link #dimensions()}. */
    public boolean hasDimension(String dimension) {
        return SegmentReader.BUILT_IN.contains(dimension)
                || segments.containsKey(dimension)
                || dimensions().contains(dimension);
    }

    /** The host's own dimensions for which any fact is known, sorted. */
    public List<String> dimensions() {
        return new SegmentReader(known, this).dimensions();
    }

    /** Bytes of the columns among so many known deals, those of segments made so far not included. */
    long bytes(int knownDeals) {
        return stage.bytes()
                + currency.bytes()
                + (long) size * (Long.BYTES + 3 * Integer.BYTES)
                + (withoutAmount == null ? 0 : (long) withoutAmount.length * Long.BYTES)
                + (knownDeals == size ? 0 : (long) size * Integer.BYTES);
    }

    /** What becomes of a called category when the deal moves to another stage. */
    public enum CallPolicy {
        /** It holds until another is called or the deal is closed. */
        STICKS,
        /** It ends; the deal has the category of its new stage until another is called there. */
        RESETS
    }

    /** Whether a deal goes on. */
    public enum Standing {
        /** Neither merged nor deleted nor recycled. */
        CURRENT,
        /** Another deal goes on in its place. */
        MERGED,
        /** Taken back. */
        DELETED,
        /** Back to be a lead. */
        RECYCLED
    }

    /**
     * What a stage code means.
     *
     * @param process the process of the stage
     * @param stage the stage
     * @param standing whether the deals with this code go on
     */
    public record StageRef(SalesProcess process, Stage stage, Standing standing) {

        /** Whether deals with this code count at all, being neither merged nor deleted nor recycled. */
        public boolean counts() {
            return standing == Standing.CURRENT;
        }

        /** Whether the deals count and are undecided, before the pipeline or in it. */
        public boolean isOpen() {
            return counts() && stage.kind().isOpen();
        }

        /** Whether the deals count and are undecided in the pipeline proper. */
        public boolean isInPipeline() {
            return counts() && stage.kind().isInPipeline();
        }

        /** Whether the deals count and are won. */
        public boolean isWon() {
            return counts() && stage.kind().isWon();
        }

        /** Whether the deals count and are lost; another terminal stage is not lost. */
        public boolean isLost() {
            return counts() && stage.kind() == StageKind.LOST;
        }
    }

    /** The deals of a view grouped by one dimension: a code per row, and what the codes mean. */
    public static final class Segments {

        /** What stands for no value where segments are shown. */
        public static final String NO_VALUE = "(none)";

        private final Codes codes;
        private final ImmutableList<String> names;

        Segments(Codes codes, ImmutableList<String> names) {
            this.codes = codes;
            this.names = names;
        }

        /** The segment of the deal in this row: an index into {@link #names()}, or {@link #noValue()}. */
        public int code(int row) {
            return codes.get(row);
        }

        /** The names of the segments that have deals, sorted character by character. */
        public List<String> names() {
            return names;
        }

        /** The code of deals that have no value in this dimension, the highest one. */
        public int noValue() {
            return names.size();
        }

        /** The number of codes, that of no value included. */
        public int size() {
            return names.size() + 1;
        }

        /**
         * The name of a code for people; {@link #NO_VALUE} for {@link #noValue()}. A value that is this very text, with or
         * without quotes around it, stands in one more pair of quotes.
         */
        public String label(int code) {
            return label(name(code));
        }

        /** The same of a value that may be absent. */
        public static String label(Optional<String> value) {
            return value.map(Segments::quoted).orElse(NO_VALUE);
        }

        private static String quoted(String value) {
            String bare = value;
            while (bare.length() > 1 && bare.startsWith("\"") && bare.endsWith("\"")) {
                bare = bare.substring(1, bare.length() - 1);
            }
            return bare.equals(NO_VALUE) ? "\"" + value + "\"" : value;
        }

        /** The name of a code; empty for {@link #noValue()}. */
        public Optional<String> name(int code) {
            return code == noValue() ? Optional.empty() : Optional.of(names.get(code));
        }
    }
}
