/** The command line over the library. */
@NullMarked
package org.salespipeline.cli;

import org.jspecify.annotations.NullMarked;
