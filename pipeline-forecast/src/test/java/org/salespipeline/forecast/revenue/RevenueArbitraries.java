package org.salespipeline.forecast.revenue;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Terms and chances of all kinds. */
final class RevenueArbitraries {

    private RevenueArbitraries() {}

    /** One term: name, amount, chance. */
    record Term(long key, long amount, double chance) {}

    static Arbitrary<Double> chances() {
        return Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.doubles().between(0, 1)),
                Tuple.of(1, Arbitraries.of(0.0, 1.0, 0.5, 1e-12, 1 - 1e-12)));
    }

    /** Amounts among which sums often coincide, and others among which they do not. */
    static Arbitrary<Long> amounts() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(0, 12).map(units -> units * 2500),
                Arbitraries.longs().between(0, 3_000_000));
    }

    static Arbitrary<List<Term>> terms(int most) {
        return Combinators.combine(Arbitraries.longs().between(1, 50), amounts(), chances())
                .as(Term::new)
                .list()
                .ofMaxSize(most);
    }

    static RevenueTerms build(List<Term> terms, long certain) {
        RevenueTerms.Builder builder = RevenueTerms.builder().certain(certain);
        terms.forEach(term -> builder.add(term.key(), term.amount(), term.chance()));
        return builder.build();
    }

    static Arbitrary<CommonFactor> factors() {
        return Arbitraries.of(
                CommonFactor.independent(),
                CommonFactor.of(0.03),
                CommonFactor.of(0.2),
                CommonFactor.mixture(new double[] {0, 0.02, 0.1}, new double[] {1, 3, 2}));
    }
}
