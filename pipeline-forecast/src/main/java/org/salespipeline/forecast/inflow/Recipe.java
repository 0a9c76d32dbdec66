package org.salespipeline.forecast.inflow;

import java.util.OptionalDouble;

/** From what past cohorts came to, to what is won in a coming period of deals that do not exist yet. */
@FunctionalInterface
interface Recipe {

    /**
     * Expected revenue in minor units; empty when too little is known.
     *
     * @param ahead 0 for the running period
     */
    OptionalDouble revenue(Cohorts known, int ahead);
}
