package org.salespipeline.forecast;

import java.math.BigInteger;

/**
 * A number of deals and what they are worth together.
 *
 * @param deals 0 or more
 * @param minor minor units of a currency known from the context
 */
record Tally(long deals, BigInteger minor) {

    static final Tally NONE = new Tally(0, BigInteger.ZERO);

    Tally plus(Tally other) {
        return new Tally(Math.addExact(deals, other.deals), minor.add(other.minor));
    }

    Tally plus(long amountMinor) {
        return new Tally(deals + 1, minor.add(BigInteger.valueOf(amountMinor)));
    }
}
