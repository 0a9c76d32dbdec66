/**
 * Reads the exports of other systems into facts, and says what it could not read.
 *
 * <p>Must not know how a forecast is made.
 */
@NullMarked
@PipelineStyle
package org.salespipeline.imports;

import org.jspecify.annotations.NullMarked;
