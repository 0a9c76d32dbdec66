package org.salespipeline.criteria;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** The example in the Javadoc of {@link Criterion}, word for word but for its outer record and annotations. */
final class DiscountAtMost implements Criterion<Optional<DiscountAtMost.Discount>> {

    record Discount(BigDecimal percent) {}

    private static final Verdict UNKNOWN =
            Verdict.unknown(Reason.of("discount-limit", "discount is not known", "enter the discount"));
    private final BigDecimal limit;
    private final Reason tooHigh;

    DiscountAtMost(BigDecimal limit) {
        this.limit = limit;
        this.tooHigh = Reason.of(
                "discount-limit", "discount must be at most " + limit + " %", "ask the sales lead to approve it");
    }

    @Override
    public String id() {
        return "discount-limit";
    }

    @Override
    public Verdict evaluate(Optional<Discount> discount, Instant at) {
        if (discount.isEmpty()) {
            return UNKNOWN;
        }
        BigDecimal percent = discount.get().percent();
        return percent.compareTo(limit) <= 0 ? Verdict.met() : Verdict.unmet(tooHigh.withFound(percent));
    }
}
