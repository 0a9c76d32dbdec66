/**
 * The question and the answer of a forecast.
 *
 * <p>Must not know the strategies that answer: they know this package.
 */
@NullMarked
@PipelineStyle
package org.salespipeline.forecast;

import org.jspecify.annotations.NullMarked;
