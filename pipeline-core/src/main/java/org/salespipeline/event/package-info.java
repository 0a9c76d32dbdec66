/**
 * What happened to deals: events, the log of one deal, and the form in which events are stored.
 *
 * <p>Start with {@link org.salespipeline.event.OpportunityLog OpportunityLog}, which answers what a deal was at any time as
 * known at any time. {@link org.salespipeline.event.OpportunityEvent OpportunityEvent} lists what can happen, {@link
 * org.salespipeline.event.EventCodec EventCodec} turns events into plain text fields and back.
 *
 * <p>Must not know the machine that decides whether a move is allowed: a history of a system that never used our rules can
 * be recorded and replayed like any other.
 */
@NullMarked
@CheckReturnValue
package org.salespipeline.event;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
