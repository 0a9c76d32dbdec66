/**
 * What changed between two instants, and why: the open pipeline of one day against that of another, leg by leg.
 *
 * <p>Start with {@link org.salespipeline.forecast.bridge.PipelineBridge PipelineBridge}. The legs always add up to the
 * difference, to the minor unit.
 *
 * <p>Must not know strategies nor how a forecast is made.
 */
@NullMarked
@CheckReturnValue
package org.salespipeline.forecast.bridge;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
