/**
 * What is fast, and how fast: JMH benchmarks.
 *
 * <p>Not null-marked: JMH fills the fields of a state in its set-up method, which the null checker cannot follow.
 */
package org.salespipeline.benchmarks;
