package org.salespipeline.event;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * Turns events into text fields and back, for hosts that store or send them.
 *
 * <p>{@code decode(encode(event))} equals the event. A stored fact besides needs its recorded time and its sequence, see
 * {@link org.salespipeline.fact.Fact Fact}; {@link OpportunityLog#of(org.salespipeline.stage.SalesProcess,
 * java.util.Collection) OpportunityLog.of} makes the log from them.
 *
 * <p>Every event has the fields {@code opportunity} (id), {@code validAt} (ISO instant) and {@code actor} (id). Besides:
 *
 * <table>
 * <caption>Types, all of version 1, and their fields; ? marks what may be absent</caption>
 * <tr><th scope="col">type<th scope="col">fields
 * <tr><td>{@code created}<td>{@code process}, {@code processVersion}?, {@code stage}, {@code name}?, {@code account}?, {@code source}?,
 *     {@code businessKind}? (a {@link org.salespipeline.opportunity.BusinessKind BusinessKind})
 * <tr><td>{@code stage-entered}<td>{@code processVersion}? (1 when absent), {@code stage}
 * <tr><td>{@code migrated}<td>{@code processVersion}?, {@code stage}
 * <tr><td>{@code amount-set}<td>{@code amount}? (currency and amount, such as {@code EUR 12500.00})
 * <tr><td>{@code expected-close-set}<td>{@code expectedClose}? (ISO date)
 * <tr><td>{@code owner-set}<td>{@code owner}?
 * <tr><td>{@code dimension-set}<td>{@code dimension}, {@code value}?
 * <tr><td>{@code category-called}<td>{@code category}? (a {@link org.salespipeline.stage.ForecastCategory
 *     ForecastCategory})
 * <tr><td>{@code probability-called}<td>{@code probability}? (the shortest plain fraction that reads back, such as
 *     {@code 0.35})
 * <tr><td>{@code evidence-recorded}<td>{@code name}, {@code confirmedBy}, {@code expiresAt}? (ISO instant)
 * <tr><td>{@code evidence-withdrawn}<td>{@code name}
 * <tr><td>{@code partner-linked}, {@code partner-unlinked}<td>{@code partner}, {@code role} (a {@link
 *     org.salespipeline.partner.PartnerRole PartnerRole})
 * <tr><td>{@code won}<td>{@code processVersion}?, {@code stage}, {@code closedOn}? (ISO date)
 * <tr><td>{@code lost}<td>{@code processVersion}?, {@code stage}, {@code closedOn}? (ISO date), {@code reason}?, {@code competitor}?,
 *     {@code comment}?
 * <tr><td>{@code reopened}<td>{@code processVersion}?, {@code stage}, {@code reversal}? (a {@link
 *     org.salespipeline.event.OpportunityEvent.WinReversal WinReversal})
 * <tr><td>{@code merged}<td>{@code into} (id)
 * <tr><td>{@code deleted}, {@code recycled}<td>none
 * <tr><td>{@code criterion-waived}<td>{@code criterion}, {@code role}, {@code reason}
 * <tr><td>{@code waiver-withdrawn}<td>{@code criterion}, {@code role}
 * <tr><td>{@code approval-granted}<td>{@code subject}, {@code role}, {@code reason}, {@code upTo}? (currency and amount)
 * <tr><td>{@code approval-withdrawn}<td>{@code subject}, {@code role}
 * <tr><td>{@code quote-issued}<td>{@code quote}, {@code number} (from 1), {@code price} (currency and amount), {@code
 *     listPrice}?, {@code validUntil}? (ISO date), {@code terms}?
 * <tr><td>{@code quote-withdrawn}<td>{@code quote}, {@code number}
 * <tr><td>{@code objection-raised}<td>{@code code}, {@code text}?, {@code quote}? with {@code number}?, both or none
 * <tr><td>{@code objection-settled}<td>{@code code}
 * <tr><td>{@code document-attached}<td>{@code kind}, {@code reference}, {@code signedBy}?, {@code signedOn}? (ISO date)
 * <tr><td>{@code document-removed}<td>{@code kind}, {@code reference}
 * <tr><td>{@code activity-recorded}<td>{@code kind}, {@code contact}? (id)
 * <tr><td>{@code contact-linked}, {@code contact-unlinked}<td>{@code contact}, {@code role}
 * <tr><td>{@code score-set}<td>{@code name}, {@code points}? (whole number)
 * </table>
 *
 * <p><b>How the formats grow.</b> What was written once can be read for ever: a type is never renamed or removed, and a
 * field never changes its meaning. A new kind of event is a new type of version 1. A type that gains or loses a field, or
 * writes one in another way, gets the next version; the reader of a version reads all before it. An older release meets what
 * a newer one wrote with a refusal that says so, never with a guess. A constant added to an enumeration raises the version
 * of the types that carry it.
 */
public final class EventCodec {

    private EventCodec() {}

    /** The event as text fields, in the newest version of its type. */
    public static EncodedEvent encode(OpportunityEvent event) {
        EventFormat<?> format = EventFormats.BY_KIND.get(event.getClass());
        if (format == null) {
            throw new IllegalStateException("no format for events of " + event.getClass());
        }
        return format.write(event);
    }

    /**
     * The event that was encoded, by this or an earlier release.
     *
     * @throws IllegalArgumentException for an unknown type, version or field, a missing field, or a value that cannot be
     *     read; the message names type, version, field and value
     */
    public static OpportunityEvent decode(EncodedEvent encoded) {
        EventFormat<?> format = EventFormats.BY_TYPE.get(encoded.type());
        checkArgument(
                format != null,
                "event %s version %s: type must be one of %s",
                encoded.type(),
                encoded.version(),
                EventFormats.BY_TYPE.keySet());
        return format.read(encoded);
    }
}
