/**
 * The chance of every open deal to be won, to be lost and to be still open, by horizon.
 *
 * <p>{@link org.salespipeline.forecast.win.WinModels WinModels} makes the built-in models, {@link
 * org.salespipeline.forecast.win.WinModel WinModel} is what a host implements for its own, {@link
 * org.salespipeline.forecast.win.WinChances WinChances} is the answer. Models learn from earlier views of the view they are
 * given. Must not know amounts of revenue, periods or strategies.
 */
@NullMarked
package org.salespipeline.forecast.win;

import org.jspecify.annotations.NullMarked;
