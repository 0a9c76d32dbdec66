/** What the author of a forecast strategy needs in a test: the laws of the forecast's extension points. */
@NullMarked
package org.salespipeline.forecast.testkit;

import org.jspecify.annotations.NullMarked;
