package org.salespipeline.forecast.baseline;

import com.google.common.collect.ImmutableMap;
import com.google.common.math.LongMath;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.forecast.ForecastLine;

/** Which share of their final amount past periods had closed when as much of them had passed as of the asked one. */
final class Pacing {

    private static final int SHOWN_DECIMALS = 3;

    private final Past past;
    private final FiscalPeriod asked;
    private final List<FiscalPeriod> periods;

    Pacing(Past past, FiscalPeriod asked, List<FiscalPeriod> periods) {
        this.past = past;
        this.asked = asked;
        this.periods = periods;
    }

    Recipe recipe() {
        LocalDate today = past.facts().asOfDate();
        if (today.isBefore(asked.start())) {
            return Recipe.unknown(asked, "a run rate needs a period that has begun");
        }
        BigInteger soFar = past.facts().lines().stream()
                .filter(line -> line.period().equals(asked))
                .map(ForecastLine::closed)
                .map(closed -> BigInteger.valueOf(closed.getAmountMinorLong()))
                .reduce(BigInteger.ZERO, BigInteger::add);
        if (soFar.signum() == 0) {
            return Recipe.unknown(asked, "a run rate needs something to be closed, and nothing is by " + today);
        }
        long elapsed = ChronoUnit.DAYS.between(asked.start(), today) + 1;
        BigInteger byThen = BigInteger.ZERO;
        BigInteger inTheEnd = BigInteger.ZERO;
        List<String> shares = new ArrayList<>();
        for (FiscalPeriod period : periods) {
            LocalDate day = sameDay(period, elapsed);
            BigInteger then = past.closed(past.learned().asOf(day), period);
            BigInteger end = past.closed(past.learned(), period);
            byThen = byThen.add(then);
            inTheEnd = inTheEnd.add(end);
            shares.add(share(then, end) + " of " + period + " by " + day);
        }
        if (byThen.signum() <= 0 || inTheEnd.signum() <= 0) {
            return Recipe.unknown(
                    asked,
                    "a run rate needs past periods in which something was closed, and known to be, by the same day; "
                            + "closed were " + String.join(", ", shares));
        }
        return new Recipe(
                ImmutableMap.of(asked, inTheEnd),
                byThen,
                asked + ": what is closed by " + today
                        + ", divided by the share that was closed by the same day of past" + " periods, "
                        + share(byThen, inTheEnd) + "; closed were " + String.join(", ", shares));
    }

    /** The first day of the period by which no less of it had passed than of the asked one. */
    private LocalDate sameDay(FiscalPeriod period, long elapsed) {
        long days = ChronoUnit.DAYS.between(period.start(), period.end());
        long askedDays = ChronoUnit.DAYS.between(asked.start(), asked.end());
        return period.start().plusDays(LongMath.divide(elapsed * days, askedDays, RoundingMode.CEILING) - 1);
    }

    private static String share(BigInteger part, BigInteger whole) {
        return whole.signum() == 0
                ? "an unknown share"
                : new BigDecimal(part)
                        .divide(new BigDecimal(whole), SHOWN_DECIMALS, RoundingMode.HALF_EVEN)
                        .toPlainString();
    }
}
