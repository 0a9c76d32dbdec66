/**
 * A sales organisation that never existed, with the truth about every deal known.
 *
 * <p>Start with {@link org.salespipeline.forecast.simulation.SalesSimulator SalesSimulator}: a seed in, {@link
 * org.salespipeline.forecast.simulation.SimulatedSales SimulatedSales} out. For demonstrations, benchmarks and tests;
 * the same seed gives the same facts on every machine, in any order of deals and from any number of threads.
 *
 * <p>Must not know forecasts: what is simulated cannot depend on who looks at it.
 */
@NullMarked
@CheckReturnValue
package org.salespipeline.forecast.simulation;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
