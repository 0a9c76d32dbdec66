/** The program of the README. */
@NullMarked
package org.salespipeline.quickstart;

import org.jspecify.annotations.NullMarked;
