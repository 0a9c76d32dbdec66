package org.salespipeline.opportunity;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * Why a deal ended without a sale. The constants are the usual ones; a host adds its own with {@link #of}.
 *
 * @param value the key of the reason, for example {@code price}; never blank
 */
public record LossReason(String value) implements Comparable<LossReason> {

    /** Too expensive, or no money for it. */
    public static final LossReason PRICE = new LossReason("price");
    /** Somebody else got the order. */
    public static final LossReason COMPETITOR = new LossReason("competitor");
    /** The customer decided nothing and stays as is. */
    public static final LossReason NO_DECISION = new LossReason("no-decision");
    /** Not now, perhaps later. */
    public static final LossReason TIMING = new LossReason("timing");
    /** The product lacks what the customer needs. */
    public static final LossReason PRODUCT_GAP = new LossReason("product-gap");
    /** It never was one, or not for us. */
    public static final LossReason DISQUALIFIED = new LossReason("disqualified");
    /** Another deal is about the same. */
    public static final LossReason DUPLICATE = new LossReason("duplicate");
    /** Asked for and not found out; where nobody asked, a deal has no reason at all. */
    public static final LossReason UNKNOWN = new LossReason("unknown");

    /** Refuses a blank reason. */
    public LossReason {
        checkArgument(!value.isBlank(), "loss reason must not be blank, was \"%s\"", value);
    }

    /** The reason with this key. */
    public static LossReason of(String value) {
        return new LossReason(value);
    }

    /** Orders by the characters of the key. */
    @Override
    public int compareTo(LossReason other) {
        return value.compareTo(other.value);
    }

    /** The bare value, so that messages read well. */
    @Override
    public String toString() {
        return value;
    }
}
