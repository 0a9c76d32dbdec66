package org.salespipeline.forecast.revenue;

/**
 * Turns chances into the law of their sum. Implementations are pure functions: the same terms give the same bits. Built-in ones
 * are in {@link Aggregators}.
 */
@FunctionalInterface
public interface Aggregator {

    /**
     * The law of the sum.
     *
     * @throws IllegalArgumentException if the method is not made for such terms; the message says which one is
     */
    RevenueLaw law(RevenueTerms terms, CommonFactor factor);

    /** The law if all terms are won independently. */
    default RevenueLaw law(RevenueTerms terms) {
        return law(terms, CommonFactor.independent());
    }
}
