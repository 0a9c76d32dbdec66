package org.salespipeline.testkit;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.salespipeline.calendar.FiscalCalendar;
import org.salespipeline.calendar.Granularity;
import org.salespipeline.fact.ActorId;
import org.salespipeline.quantity.Probability;
import org.salespipeline.quantity.Share;

/** Random plain values: chances, shares, amounts, times and dates, with the awkward ones among them. */
public final class QuantityArbitraries {

    private static final int FIRST_YEAR = 1895;
    private static final int LAST_YEAR = 2105;

    private QuantityArbitraries() {}

    /** Chances in [0, 1]: short fractions, any fraction, powers of two, and the tiniest. */
    public static Arbitrary<Probability> probabilities() {
        Arbitrary<Double> percent = Arbitraries.integers().between(0, 100).map(number -> number / 100.0);
        Arbitrary<Double> any = Arbitraries.longs().between(0, 1L << 53).map(number -> number * 0x1p-53);
        Arbitrary<Double> awkward = Arbitraries.of(
                0.0,
                1.0,
                0.1 + 0.2,
                Double.MIN_VALUE,
                Double.MIN_NORMAL,
                0x1p-41,
                0x1.8p-40,
                0x1.4p-39,
                1 - 0x1p-53,
                1e-9);
        Arbitrary<Double> powersOfTwo = Arbitraries.integers().between(0, 1074).map(down -> Math.scalb(1.0, -down));
        return Arbitraries.oneOf(percent, any, powersOfTwo, awkward).map(Probability::of);
    }

    /** Shares in [0, 1] with up to 20 decimals. */
    public static Arbitrary<Share> shares() {
        return Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, BigDecimal.ONE)
                .ofScale(20)
                .map(Share::of);
    }

    /** Currencies with no, two and three decimals. */
    public static Arbitrary<CurrencyUnit> currencies() {
        return Arbitraries.of("EUR", "JPY", "KWD", "USD").map(CurrencyUnit::of);
    }

    /** Whole numbers of minor units: everyday ones, and all up to the ends of the range. */
    public static Arbitrary<Long> minorUnits() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.longs().between(-100_000_000L, 100_000_000L)),
                Tuple.of(2, Arbitraries.longs()));
    }

    /** Amounts in the {@link #currencies}, negative ones and ones far beyond 64 bits included. */
    public static Arbitrary<Money> amounts() {
        BigInteger huge = BigInteger.TEN.pow(40);
        Arbitrary<BigInteger> small = minorUnits().map(BigInteger::valueOf);
        Arbitrary<BigInteger> large = Arbitraries.bigIntegers().between(huge.negate(), huge);
        return Combinators.combine(currencies(), Arbitraries.oneOf(small, small, large))
                .as((currency, minor) -> Money.of(currency, new BigDecimal(minor, currency.getDecimalPlaces())));
    }

    /** Weights that are legal in an allocation: none, one, equal, tiny and enormous ones, never all zero. */
    public static Arbitrary<List<BigDecimal>> weights() {
        Arbitrary<BigDecimal> few =
                Arbitraries.of("0", "1", "1.0", "2", "3", "0.5").map(BigDecimal::new);
        Arbitrary<BigDecimal> any = Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, new BigDecimal("1E+30"))
                .ofScale(12);
        return Arbitraries.oneOf(few, few, any)
                .list()
                .ofMinSize(1)
                .ofMaxSize(9)
                .filter(weights -> weights.stream().anyMatch(weight -> weight.signum() > 0));
    }

    /** A few actors, so that one acts often. */
    public static Arbitrary<ActorId> actors() {
        return Arbitraries.of("ada", "bob", "crm-import").map(ActorId::of);
    }

    /** Times that often coincide: one of few seconds, of few days, or any; the first and last there are among them. */
    public static Arbitrary<Instant> instants() {
        Instant origin = Instant.parse("2026-03-01T00:00:00Z");
        Arbitrary<Instant> seconds = Arbitraries.longs().between(0, 5).map(origin::plusSeconds);
        Arbitrary<Instant> days = Arbitraries.longs().between(-400, 400).map(day -> origin.plusSeconds(day * 86_400));
        Arbitrary<Instant> nanos = Arbitraries.longs().between(-3, 3).map(origin::plusNanos);
        Arbitrary<Instant> ends = Arbitraries.of(Instant.MIN, Instant.EPOCH, Instant.MAX);
        return Arbitraries.frequencyOf(Tuple.of(6, seconds), Tuple.of(6, days), Tuple.of(2, nanos), Tuple.of(1, ends));
    }

    /** Dates about the last and the next hundred years, with many leap days and ends of months, and far-off ones. */
    public static Arbitrary<LocalDate> dates() {
        Arbitrary<LocalDate> any = Arbitraries.longs()
                .between(
                        LocalDate.of(FIRST_YEAR, 1, 1).toEpochDay(),
                        LocalDate.of(LAST_YEAR, 12, 31).toEpochDay())
                .map(LocalDate::ofEpochDay);
        Arbitrary<LocalDate> monthEnds = any.map(date -> YearMonth.from(date).atEndOfMonth());
        Arbitrary<LocalDate> monthStarts = any.map(date -> date.withDayOfMonth(1));
        Arbitrary<LocalDate> leapDays =
                Arbitraries.of(1896, 1904, 2000, 2024, 2028, 2096).map(year -> LocalDate.of(year, 2, 29));
        Arbitrary<LocalDate> farOff = Arbitraries.of(-999_990, -400, -1, 0, 1, 9_999, 10_000, 999_990)
                .map(year -> LocalDate.of(year, 2, 28).plusDays(1));
        return Arbitraries.oneOf(any, any, monthEnds, monthStarts, leapDays, farOff);
    }

    /** Fiscal calendars of every start and either name. */
    public static Arbitrary<FiscalCalendar> calendars() {
        return Combinators.combine(Arbitraries.of(Month.class), Arbitraries.of(FiscalCalendar.YearName.class))
                .as(FiscalCalendar::startingIn);
    }

    /** Months, quarters and years. */
    public static Arbitrary<Granularity> granularities() {
        return Arbitraries.of(Granularity.class);
    }
}
