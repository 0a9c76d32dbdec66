package org.salespipeline.qualification;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import org.joda.money.Money;

/** Reads what rules are made of; a refusal names the rule, what was found and how to write it. */
final class Words {

    private Words() {}

    @CanIgnoreReturnValue
    static String text(String rule, String what, String text) {
        checkArgument(!text.isBlank(), "%s: %s must not be blank, was \"%s\"", rule, what, text);
        return text;
    }

    static int days(String rule, int days) {
        checkArgument(days >= 1, "%s: days must be at least 1, was %s", rule, days);
        return days;
    }

    static ImmutableList<String> roles(String rule, String... roles) {
        checkArgument(roles.length > 0, "%s: at least one role must be named, was []", rule);
        ImmutableSet.Builder<String> named = ImmutableSet.builder();
        for (String role : roles) {
            named.add(text(rule, "role", role));
        }
        return named.build().asList();
    }

    static Money money(String what, String text) {
        try {
            return Money.parse(text);
        } catch (IllegalArgumentException | ArithmeticException unreadable) {
            throw new IllegalArgumentException(
                    what + " must be a currency and an amount with no more decimals than it has, was \"" + text
                            + "\"; write it like \"EUR 5000\"",
                    unreadable);
        }
    }
}
