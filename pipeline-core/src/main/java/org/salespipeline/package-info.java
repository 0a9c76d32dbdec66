/**
 * The root of the core: holds nothing but the style in which its value types are generated.
 *
 * <p>Start with a package below it; each is a word of the business.
 */
@NullMarked
@PipelineStyle
package org.salespipeline;

import org.jspecify.annotations.NullMarked;
