/** What is fast, and how fast: JMH benchmarks. */
@NullMarked
package org.salespipeline.benchmarks;

import org.jspecify.annotations.NullMarked;
