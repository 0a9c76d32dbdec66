/**
 * Reads the exports of other systems into facts, and says what it could not read.
 *
 * <p>Start with {@link org.salespipeline.imports.ImportMapping ImportMapping}, which says how a table is to be understood,
 * and {@link org.salespipeline.imports.Imports Imports}, which reads a table of deals or a log of events. What came of it is
 * an {@link org.salespipeline.imports.ImportResult ImportResult}.
 *
 * <p>Must not know how a forecast is made.
 */
@NullMarked
@CheckReturnValue
@PipelineStyle
package org.salespipeline.imports;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
