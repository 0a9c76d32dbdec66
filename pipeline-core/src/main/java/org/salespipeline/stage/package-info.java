/**
 * Sales processes as plain data: stages, the ways between them, and their defaults for a forecast.
 *
 * <p>Start with {@link org.salespipeline.stage.SalesProcess SalesProcess}, built from {@link
 * org.salespipeline.stage.Stage Stage}s, or with a preset from {@link org.salespipeline.stage.SalesProcesses
 * SalesProcesses}.
 *
 * <p>Must not know deals, criteria or machines: which conditions a move has to meet is bound to the stages elsewhere.
 */
@NullMarked
@CheckReturnValue
package org.salespipeline.stage;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
