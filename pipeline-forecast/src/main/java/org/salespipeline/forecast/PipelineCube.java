package org.salespipeline.forecast;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.io.ByteArrayDataOutput;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
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

    /** Whether deals of any part know the dimension asked for, be it deals that stand in no cell. */
    private final boolean knowsDimension;

    private final Supplier<RawAmounts> raw;

    private PipelineCube(Frame frame, Optional<CurrencyUnit> currency, CubeCells cells, boolean knowsDimension) {
        this.request = frame.request;
        this.asOf = frame.asOf;
        this.asOfDate = frame.asOfDate;
        this.currency = currency;
        this.slices = DaySlices.of(request.periods(), asOfDate);
        this.cells = cells;
        this.knowsDimension = knowsDimension;
        this.raw = Suppliers.memoize(this::rawAmounts);
    }

    /**
     * Adds up all deals of the view. A view whose deals do not know the dimension asked for is taken for a part whose deals
     * all lack a value; only a {@linkplain #forecast() forecast} refuses a dimension that no part knows.
     *
     * @throws IllegalArgumentException if the view holds several currencies and the request names none
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
                new Frame(request, view.asOf(), view.asOfDate()),
                cells.hasAmounts() ? source.currency() : request.currency(),
                cells,
                source.knowsDimension());
    }

    /** The cube of no deals for the same question: merging it changes nothing. */
    public PipelineCube empty() {
        boolean knowsDimension = request.dimension().isEmpty();
        return new PipelineCube(frame(), request.currency(), CubeCells.empty(slices.count()), knowsDimension);
    }

    private Frame frame() {
        return new Frame(request, asOf, asOfDate);
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
        return new PipelineCube(
                frame(),
                currency.or(() -> other.currency),
                cells.merge(other.cells),
                knowsDimension || other.knowsDimension);
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

    /**
     * The forecast at the win probabilities that the processes give their stages.
     *
     * @throws IllegalArgumentException if the cube holds deals and none of any part knows the dimension asked for
     * @throws ArithmeticException if an amount of a line leaves the range of 64 bit in minor units
     */
    public Forecast forecast() {
        return forecast(Map.of());
    }

    /**
     * The forecast with other chances, without looking at a deal again.
     *
     * @param chances by stage; a stage that is not named keeps the win probability of its process
     * @throws IllegalArgumentException if a chance is given for a won stage of the cube, or if the cube holds deals and
     *     none of any part knows the dimension asked for
     * @throws ArithmeticException if an amount of a line leaves the range of 64 bit in minor units
     */
    public Forecast forecast(Map<StageId, Probability> chances) {
        checkArgument(
                !lacksDimension(),
                "unknown dimension %s; none of the deals of the cube has a value in it",
                request.dimension().orElse(""));
        StageChances byStage = StageChances.of(cells.stages, chances);
        return new Forecast(answer(expected(byStage)), new CubeBasis(this, byStage, BY_STAGE));
    }

    /** Whether there are deals in cells, and no deal at all that knows the dimension asked for. */
    boolean lacksDimension() {
        return !knowsDimension && !cells.segments.isEmpty();
    }

    /** The numbers of a forecast in which deals add up to {@code weighted}, minor units by period × segment. */
    Answer answer(long[] weighted) {
        return answer(ExpectedLines.ofDeals(weighted));
    }

    /** The numbers of a forecast. */
    Answer answer(ExpectedLines expected) {
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

    /** Open deals of a stage that have an amount and are expected in the asked periods. */
    Tally expectedIn(int stage) {
        Tally tally = Tally.NONE;
        for (int slice = 0; slice < slices.count(); slice++) {
            if (slices.isExpected(slice)) {
                // those without an amount are told of as such, and once is enough
                long without = cells.withoutAmount[slice * cells.stages.size() + stage];
                tally = tally.plus(new Tally(-without, BigInteger.ZERO));
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
     * of it, and at the end a check sum.
     */
    public byte[] toBytes() {
        ByteArrayDataOutput out = CubeBytes.output();
        out.writeInt(MAGIC);
        CubeBytes.writeText(out, requestText(request));
        out.writeLong(asOf.getEpochSecond());
        out.writeInt(asOf.getNano());
        out.writeLong(asOfDate.toEpochDay());
        CubeBytes.writeText(out, currency.map(CurrencyUnit::getCode).orElse(""));
        out.writeBoolean(knowsDimension);
        CubeBytes.write(out, cells);
        return CubeBytes.sealed(out.toByteArray());
    }

    /**
     * The cube that {@link #toBytes} wrote. Whatever the bytes are, reading them takes no more memory than a cube of the
     * segments and stages that they spell out.
     *
     * @param request the request the cube was made for
     * @throws IllegalArgumentException if the bytes are damaged, of another version, or of another request
     */
    public static PipelineCube ofBytes(byte[] bytes, ForecastRequest request) {
        ByteBuffer in = CubeBytes.opened(bytes, MAGIC);
        String written = CubeBytes.readText(in);
        checkArgument(
                written.equals(requestText(request)),
                "bytes of a cube must be read with its request, was %s; they were written for %s",
                requestText(request),
                written);
        PipelineCube cube;
        try {
            cube = read(in, request);
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException | BufferUnderflowException e) {
            throw CubeBytes.damaged(bytes, e.toString(), e);
        }
        if (!Arrays.equals(cube.toBytes(), bytes)) {
            throw CubeBytes.damaged(bytes, "they are not those that their cube would be written as", null);
        }
        return cube;
    }

    private static PipelineCube read(ByteBuffer in, ForecastRequest request) {
        Instant asOf = Instant.ofEpochSecond(in.getLong(), in.getInt());
        LocalDate asOfDate = LocalDate.ofEpochDay(in.getLong());
        String code = CubeBytes.readText(in);
        Optional<CurrencyUnit> currency = code.isEmpty() ? Optional.empty() : Optional.of(CurrencyUnit.of(code));
        boolean knowsDimension = in.get() != 0;
        int slices = DaySlices.of(request.periods(), asOfDate).count();
        Frame frame = new Frame(request, asOf, asOfDate);
        return new PipelineCube(frame, currency, CubeBytes.read(in, slices), knowsDimension);
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
                && knowsDimension == that.knowsDimension
                && cells.equals(that.cells);
    }

    @Override
    public int hashCode() {
        return Objects.hash(request, asOf, cells);
    }

    /** The question and the size, such as {@code cube of 2026-Q3 as of 2026-07-01: 812 deals, 3 segments, 5 stages}. */
    @Override
    public String toString() {
        return "cube of " + requestText(request) + " as of " + asOfDate + ": " + Sentences.count(deals(), "deal") + ", "
                + Sentences.count(cells.segments.size(), "segment") + ", "
                + Sentences.count(cells.stages.size(), "stage");
    }

    /** What cubes must have in common to be merged. */
    private record Frame(ForecastRequest request, Instant asOf, LocalDate asOfDate) {}
}
