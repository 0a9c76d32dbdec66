package org.salespipeline.opportunity;

/** Where the revenue of a deal comes from, seen from what the customer has bought so far. */
public enum BusinessKind {
    /** From a customer who had bought nothing. */
    NEW_BUSINESS,
    /** More from a customer who has bought already. */
    EXPANSION,
    /** The same again from a customer whose term ends. */
    RENEWAL
}
