package org.salespipeline.criteria;

import java.math.BigDecimal;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.salespipeline.criteria.DiscountAtMost.Discount;
import org.salespipeline.testkit.CriterionLaws;

/** The example of the test kit. */
class DiscountAtMostLaws implements CriterionLaws<Optional<Discount>> {

    @Override
    public Criterion<Optional<Discount>> criterion() {
        return new DiscountAtMost(new BigDecimal("20"));
    }

    @Override
    public Arbitrary<Optional<Discount>> subjects() {
        return Arbitraries.integers()
                .between(0, 100)
                .map(percent -> new Discount(new BigDecimal(percent)))
                .optional();
    }
}
