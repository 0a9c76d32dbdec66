package org.salespipeline.forecast.revenue;

/** Exact where that is cheap, head and tail otherwise. */
final class Automatic implements Aggregator {

    static final Automatic INSTANCE = new Automatic();

    private static final int ATOMS = 16;

    /** Cells times terms times values of the factor: about 20 ms. */
    private static final double STEPS = 1 << 24;

    private static final int NODES = 32;

    private Automatic() {}

    @Override
    public RevenueLaw law(RevenueTerms terms, CommonFactor factor) {
        return choice(terms, factor).law(terms, factor);
    }

    private static Aggregator choice(RevenueTerms terms, CommonFactor factor) {
        if (!Whole.isMet(terms)) {
            return HeadTail.STANDARD;
        }
        int open = Whole.open(terms);
        double cells = Whole.cells(terms, Whole.step(terms));
        double steps = cells * open * (factor.isIndependent() ? 1 : NODES);
        if (steps <= STEPS && (open > ATOMS || cells <= 1 << ATOMS)) {
            return ExactLattice.INSTANCE;
        }
        return open <= ATOMS ? ExactAtoms.INSTANCE : HeadTail.STANDARD;
    }
}
