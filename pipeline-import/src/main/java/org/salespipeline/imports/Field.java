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
    COMPETITOR,
    /** When an event happened. */
    AT,
    /** Which event it was. */
    EVENT,
    /** Who did it. */
    ACTOR,
    /** When the system learned of it. */
    RECORDED_AT,
    /** What happened to the deal. */
    ACTION,
    /** Which field changed. */
    FIELD,
    /** What it had before. */
    OLD,
    /** What it has from then on. */
    NEW,
    /** A dimension; it has a name of its own besides. */
    DIMENSION;

    /** Of a row that stands for a deal. */
    static final ImmutableList<Field> OF_DEALS = ImmutableList.copyOf(EnumSet.range(ID, COMPETITOR));

    /** Of a row that stands for an event. */
    static final ImmutableList<Field> OF_EVENTS =
            ImmutableList.of(ID, AT, EVENT, ACTOR, RECORDED_AT, AMOUNT, EXPECTED_CLOSE, OWNER);

    /** Of the table of deals beside a log of events. */
    static final ImmutableList<Field> OF_CASES =
            ImmutableList.of(ID, AMOUNT, EXPECTED_CLOSE, NAME, ACCOUNT, OWNER, SOURCE, KIND);

    /** Of the table of deals beside a history. */
    static final ImmutableList<Field> OF_HISTORY_CASES =
            ImmutableList.<Field>builder().addAll(OF_CASES).add(CREATED, STAGE).build();

    /** Whose changes a history can have, besides those of dimensions. */
    static final ImmutableList<Field> TRACKED =
            ImmutableList.of(STAGE, AMOUNT, EXPECTED_CLOSE, OWNER, CALLED_CATEGORY, CALLED_PROBABILITY);

    /** Of a row that stands for a change of one field. */
    static final ImmutableList<Field> OF_LONG_HISTORY = ImmutableList.of(ID, AT, ACTOR, ACTION, FIELD, OLD, NEW);

    /** Of a row that stands for a change and has all fields. */
    static final ImmutableList<Field> OF_WIDE_HISTORY = ImmutableList.<Field>builder()
            .add(ID, AT, ACTOR, ACTION)
            .addAll(TRACKED)
            .build();

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
