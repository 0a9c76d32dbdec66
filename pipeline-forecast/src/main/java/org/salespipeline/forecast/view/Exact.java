package org.salespipeline.forecast.view;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Instant;
import java.time.LocalDate;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Turns values into what columns hold, or refuses them; never rounds. */
final class Exact {

    private static final long SECONDS_PER_DAY = 86_400;

    /** 90000 years of 365.2425 days. */
    private static final long FURTHEST_DAY = 32_871_825;

    private Exact() {}

    /** The epoch day, which must be one that an {@code int} holds. */
    static long day(@Nullable Object deal, LocalDate date) {
        long day = date.toEpochDay();
        checkArgument(
                day > Integer.MIN_VALUE && day <= Integer.MAX_VALUE,
                "%s: date must lie within five million years of 1970, was %s; leave it out when it is unknown",
                deal,
                date);
        return day;
    }

    /** The as-of moment, which must lie on a day that a forecast can count from. */
    static Instant asOf(Instant time) {
        requireNear(Math.floorDiv(time.getEpochSecond(), SECONDS_PER_DAY), time);
        return time;
    }

    /** The as-of day, which must be one that a forecast can count from. */
    static LocalDate asOf(LocalDate day) {
        requireNear(day.toEpochDay(), day);
        return day;
    }

    private static void requireNear(long day, Object asOf) {
        checkArgument(Math.abs(day) <= FURTHEST_DAY, "asOf must lie within 90000 years of 1970, was %s", asOf);
    }

    static long day(@Nullable Object deal, int epochDay) {
        checkArgument(
                epochDay != DealColumns.NO_DAY,
                "%s: epoch day must not be that of no day, was %s; leave it out when it is unknown",
                deal,
                epochDay);
        return epochDay;
    }

    /** The amount in minor units, which must be one that a {@code long} holds. */
    static long minor(@Nullable Object deal, Money amount) {
        try {
            return minor(deal, amount.getAmountMinorLong());
        } catch (ArithmeticException tooLarge) {
            throw new IllegalArgumentException(
                    deal + ": amount must fit into 64 bit of minor units, was " + amount, tooLarge);
        }
    }

    static long minor(@Nullable Object deal, long minorUnits) {
        checkArgument(
                minorUnits != Numbers.ABSENT,
                "%s: amount must be above %s minor units, was the same",
                deal,
                Numbers.ABSENT);
        return minorUnits;
    }
}
