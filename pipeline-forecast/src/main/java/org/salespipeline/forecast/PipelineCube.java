package org.salespipeline.forecast;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.io.ByteArrayDataInput;
import com.google.common.io.ByteArrayDataOutput;
import com.google.common.io.ByteStreams;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.quantity.Probability;
import org.salespipeline.stage.StageId;

/**
 * Exact amounts of open and won deals by slice of time, segment and stage: all that a stage-weighted forecast needs to
 * know, a few thousand numbers whatever the number of deals.
 *
 * <p>Keep it to ask the same question again with other chances ({@link #forecast(Map)}), or make it in parts (files,
 * threads, machines), send the parts as {@link #toBytes bytes} and {@link #merge} them: cubes of one request and one
 * as-of instant are a commutative monoid, so any partition of the deals, merged in any order, gives the same bytes and
 * the same forecast.
 *
 * <p>Immutable.
 */
public final class PipelineCube {

    private static final int MAGIC = 0x53504331;
    private static final Basis.Told BY_STAGE = new Basis.Told("stage-weighted", ImmutableList.of(), ImmutableList.of());

    private final ForecastRequest request;
    private final Instant asOf;
    private final LocalDate asOfDate;
    private final Optional<CurrencyUnit> currency;
    private final DaySlices slices;
    private final CubeCells cells;
    private final Supplier<RawAmounts> raw;

    PipelineCube(
            ForecastRequest request,
            Instant asOf,
            LocalDate asOfDate,
            Optional<CurrencyUnit> currency,
            CubeCells cells) {
        this.request = request;
        this.asOf = asOf;
        this.asOfDate = asOfDate;
        this.currency = currency;
        this.slices = DaySlices.of(request.periods(), asOfDate);
        this.cells = cells;
        this.raw = Suppliers.memoize(this::rawAmounts);
    }

    /**
     * Adds up all deals of the view.
     *
     * @throws IllegalArgumentException if the view lacks the dimension asked for, or if it holds several currencies and
     *     the request names none
     */
    public static PipelineCube of(PipelineView view, ForecastRequest request) {
        return ofRows(view, request, 0, view.deals().size());
    }

    /**
     * Adds up the deals of some rows of the view, for hosts that share the work between threads and {@link #merge} the
     * parts.
     *
     * @param from first row
     * @param to the row after the last one
     */
    public static PipelineCube ofRows(PipelineView view, ForecastRequest request, int from, int to) {
        Objects.checkFromToIndex(from, to, view.deals().size());
        CubeSource source = CubeSource.of(view, request, from, to);
        CubeCells cells = new CubeLoop(source).add(from, to);
        return new PipelineCube(
                request,
                view.asOf(),
                view.asOfDate(),
                cells.hasAmounts() ? source.currency() : request.currency(),
                cells);
    }

    /** The cube of no deals for the same question: merging it changes nothing. */
    public PipelineCube empty() {
        return new PipelineCube(request, asOf, asOfDate, request.currency(), CubeCells.empty(slices.count()));
    }

    /** This cube and all deals of another view of the same instant, such as the next file. */
    public PipelineCube add(PipelineView part) {
        return merge(of(part, request));
    }

    /**
     * Both cubes together.
     *
     * @throws IllegalArgumentException if the other cube answers another request or another as-of instant, holds
     *     another currency, or knows a stage of the same name with another kind or win probability
     */
    public PipelineCube merge(PipelineCube other) {
        checkArgument(
                request.equals(other.request),
                "cubes to be merged must answer one request, was %s and %s",
                request,
                other.request);
        checkArgument(
                asOf.equals(other.asOf) && asOfDate.equals(other.asOfDate),
                "cubes to be merged must be as of one instant, was %s (%s) and %s (%s)",
                asOf,
                asOfDate,
                other.asOf,
                other.asOfDate);
        currency.ifPresent(one -> other.currency.ifPresent(two -> checkArgument(
                one.equals(two),
                "cubes to be merged must hold one currency, was %s and %s; name one in the request",
                one,
                two)));
        return new PipelineCube(request, asOf, asOfDate, currency.or(() -> other.currency), cells.merge(other.cells));
    }

    /** What this cube answers. */
    public ForecastRequest request() {
        return request;
    }

    /** The instant as of which the deals were known. */
    public Instant asOf() {
        return asOf;
    }

    /** Deals that stand in the cube: open or won ones of its currency, and those without an amount. */
    public long deals() {
        return Arrays.stream(cells.deals).sum();
    }

    /** The forecast at the win probabilities that the processes give their stages. */
    public Forecast forecast() {
        return forecast(Map.of());
    }

    /**
     * The forecast with other chances, without looking at a deal again.
     *
     * @param chances by stage; a stage that is not named keeps the win probability of its process
     * @throws IllegalArgumentException if a chance is given for a won stage of the cube
     * @throws ArithmeticException if an amount of a line leaves the range of 64 bit in minor units
     */
    public Forecast forecast(Map<StageId, Probability> chances) {
        StageChances byStage = StageChances.of(cells.stages, chances);
        return new Forecast(answer(expected(byStage)), new CubeBasis(this, byStage, BY_STAGE));
    }

    /** The numbers of a forecast in which {@code expected} holds minor units by period × segment. */
    Answer answer(long[] expected) {
        return new Answer(request, asOf, asOfDate, currencyOrNone(), raw.get(), expected);
    }

    /** Σ amount × chance by period × segment, rounded once, half to even. */
    long[] expected(StageChances byStage) {
        RawAmounts amounts = raw.get();
        int segments = amounts.segments.size();
        long[] expected = new long[request.periods().size() * segments];
        ExpectedAmounts weighted = new ExpectedAmounts(cells, byStage, amounts.largestCell());
        for (int period = 0; period < request.periods().size(); period++) {
            weighted.add(slices.firstExpected(period), slices.endExpected(period), expected, period * segments);
        }
        return expected;
    }

    /** Open deals of a stage that are expected in the asked periods. */
    Tally expectedIn(int stage) {
        Tally tally = Tally.NONE;
        for (int slice = 0; slice < slices.count(); slice++) {
            if (slices.isExpected(slice)) {
                for (int segment = 0; segment < cells.segments.size(); segment++) {
                    int cell = cells.cell(slice, segment, stage);
                    tally = tally.plus(new Tally(cells.deals[cell], cells.exactAmount(cell)));
                }
            }
        }
        return tally;
    }

    /** Deals without an amount that would stand in the bucket. */
    long withoutAmount(Bucket bucket) {
        long deals = 0;
        int stages = cells.stages.size();
        for (int i = 0; i < cells.withoutAmount.length; i++) {
            boolean won = cells.stages.get(i % stages).won();
            deals += Bucket.of(slices, i / stages, won) == bucket ? cells.withoutAmount[i] : 0;
        }
        return deals;
    }

    DaySlices slices() {
        return slices;
    }

    CubeCells cells() {
        return cells;
    }

    RawAmounts raw() {
        return raw.get();
    }

    /** The currency of the amounts; XXX, which is ISO 4217 for none, when no deal has an amount and none was asked. */
    CurrencyUnit currencyOrNone() {
        return currency.orElseGet(() -> CurrencyUnit.of("XXX"));
    }

    private RawAmounts rawAmounts() {
        ImmutableList<String> segments =
                request.dimension().isPresent() ? cells.segments : ImmutableList.of(Forecast.ALL);
        return new RawAmounts(slices, cells, segments, request.periods().size());
    }

    /**
     * The cube as bytes, version 1: the same for equal cubes, on any machine. The request is not in them, only a check
     * of it.
     */
    public byte[] toBytes() {
        ByteArrayDataOutput out = CubeBytes.output();
        out.writeInt(MAGIC);
        CubeBytes.writeText(out, requestText(request));
        out.writeLong(asOf.getEpochSecond());
        out.writeInt(asOf.getNano());
        out.writeLong(asOfDate.toEpochDay());
        CubeBytes.writeText(out, currency.map(CurrencyUnit::getCode).orElse(""));
        CubeBytes.write(out, cells);
        return out.toByteArray();
    }

    /**
     * The cube that {@link #toBytes} wrote.
     *
     * @param request the request the cube was made for
     * @throws IllegalArgumentException if the bytes are damaged, of another version, or of another request
     */
    public static PipelineCube ofBytes(byte[] bytes, ForecastRequest request) {
        ByteArrayDataInput in = ByteStreams.newDataInput(bytes);
        try {
            int magic = in.readInt();
            checkArgument(
                    magic == MAGIC, "bytes must be a cube of version 1, began with %s", Integer.toHexString(magic));
            String written = CubeBytes.readText(in);
            checkArgument(
                    written.equals(requestText(request)),
                    "bytes of a cube must be read with its request, was %s; they were written for %s",
                    requestText(request),
                    written);
            Instant asOf = Instant.ofEpochSecond(in.readLong(), in.readInt());
            LocalDate asOfDate = LocalDate.ofEpochDay(in.readLong());
            String code = CubeBytes.readText(in);
            Optional<CurrencyUnit> currency = code.isEmpty() ? Optional.empty() : Optional.of(CurrencyUnit.of(code));
            int slices = DaySlices.of(request.periods(), asOfDate).count();
            return new PipelineCube(request, asOf, asOfDate, currency, CubeBytes.read(in, slices));
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException("bytes of a cube end too early, were " + bytes.length, e);
        }
    }

    /** All that decides the cells, so that bytes of another request are noticed. */
    static String requestText(ForecastRequest request) {
        StringBuilder text = new StringBuilder();
        request.periods()
                .forEach(period -> text.append(period)
                        .append(' ')
                        .append(period.start())
                        .append('/')
                        .append(period.end())
                        .append(' '));
        request.dimension()
                .ifPresent(dimension -> text.append("by ")
                        .append(dimension.length())
                        .append(':')
                        .append(dimension)
                        .append(' '));
        request.currency().ifPresent(currency -> text.append("in ").append(currency.getCode()));
        return text.toString().strip();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PipelineCube that
                && request.equals(that.request)
                && asOf.equals(that.asOf)
                && asOfDate.equals(that.asOfDate)
                && currency.equals(that.currency)
                && cells.equals(that.cells);
    }

    @Override
    public int hashCode() {
        return Objects.hash(request, asOf, cells);
    }

    /** The question and the size, such as {@code cube of 2026-Q3 as of 2026-07-01: 812 deals, 3 segments, 5 stages}. */
    @Override
    public String toString() {
        return "cube of " + requestText(request) + " as of " + asOfDate + ": " + deals() + " deals, "
                + cells.segments.size() + " segments, " + cells.stages.size() + " stages";
    }
}
