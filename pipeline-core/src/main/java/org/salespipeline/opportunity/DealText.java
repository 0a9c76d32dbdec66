package org.salespipeline.opportunity;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.joda.money.BigMoney;
import org.joda.money.Money;
import org.salespipeline.quantity.Probability;

/** Reads the texts that a builder takes; a refusal names the deal, the field, what was found and how to write it. */
final class DealText {

    private DealText() {}

    static Money money(OpportunityId deal, String field, String text) {
        BigMoney parsed;
        try {
            parsed = BigMoney.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw refusal(deal, field, "be a currency and an amount, such as EUR 12500.00", text, malformed);
        }
        int decimals = parsed.getCurrencyUnit().getDecimalPlaces();
        try {
            return parsed.toMoney();
        } catch (ArithmeticException tooFine) {
            String rule =
                    String.format(Locale.ROOT, "have at most %d decimals in %s", decimals, parsed.getCurrencyUnit());
            throw refusal(deal, field, rule, text, tooFine);
        }
    }

    static LocalDate date(OpportunityId deal, String field, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException malformed) {
            throw refusal(deal, field, "be an ISO date, such as 2026-12-31", text, malformed);
        }
    }

    static Probability chance(OpportunityId deal, String field, double fraction) {
        try {
            return Probability.of(fraction);
        } catch (IllegalArgumentException outOfRange) {
            throw new IllegalArgumentException(deal + ": " + field + ": " + outOfRange.getMessage(), outOfRange);
        }
    }

    private static IllegalArgumentException refusal(
            OpportunityId deal, String field, String rule, String found, RuntimeException cause) {
        return new IllegalArgumentException(deal + ": " + field + " must " + rule + ", was \"" + found + "\"", cause);
    }
}
