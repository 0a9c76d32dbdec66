package org.salespipeline.imports;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;

/** What of a deal, or of an event of one, a column can give. */
enum Field {
    ID,
    STAGE,
    STAGE_ENTERED,
    CREATED,
    CLOSED,
    EXPECTED_CLOSE,
    AMOUNT,
    WON_AMOUNT,
    NAME,
    ACCOUNT,
    OWNER,
    SOURCE,
    KIND,
    CALLED_CATEGORY,
    CALLED_PROBABILITY,
    LOSS_REASON,
    /** When an event happened. */
    AT,
    /** Which event it was. */
    EVENT,
    /** Who did it. */
    ACTOR,
    /** When the system learned of it. */
    RECORDED_AT;

    /** Of a row that stands for a deal. */
    static final ImmutableList<Field> OF_DEALS =
            ImmutableList.copyOf(EnumSet.complementOf(EnumSet.of(AT, EVENT, ACTOR, RECORDED_AT)));

    /** Of a row that stands for an event. */
    static final ImmutableList<Field> OF_EVENTS =
            ImmutableList.of(ID, AT, EVENT, ACTOR, RECORDED_AT, AMOUNT, EXPECTED_CLOSE, OWNER);

    /** Of the table of deals beside a log of events. */
    static final ImmutableList<Field> OF_CASES =
            ImmutableList.of(ID, AMOUNT, EXPECTED_CLOSE, NAME, ACCOUNT, OWNER, SOURCE, KIND);

    private static final ImmutableSet<Field> DATES =
            Sets.immutableEnumSet(STAGE_ENTERED, CREATED, CLOSED, EXPECTED_CLOSE, AT, RECORDED_AT);
    private static final ImmutableSet<Field> AMOUNTS = Sets.immutableEnumSet(AMOUNT, WON_AMOUNT);

    boolean isDate() {
        return DATES.contains(this);
    }

    boolean isAmount() {
        return AMOUNTS.contains(this);
    }

    static boolean haveAmount(Collection<Field> fields) {
        return fields.stream().anyMatch(Field::isAmount);
    }

    /** The word of the mapping. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
