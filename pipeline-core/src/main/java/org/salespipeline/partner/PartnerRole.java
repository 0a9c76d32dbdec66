package org.salespipeline.partner;

/** The part that a partner plays in one deal; one partner may play several. */
public enum PartnerRole {
    /** Brought the deal: without the partner we would not know of it. */
    SOURCED,
    /** Sells it together with us. */
    CO_SELL,
    /** Speaks for us without selling, for example as an adviser of the customer. */
    INFLUENCED,
    /** Delivers or resells what was sold. */
    FULFILMENT
}
