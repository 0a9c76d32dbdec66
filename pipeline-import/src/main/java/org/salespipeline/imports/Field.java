package org.salespipeline.imports;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.Locale;

/** What of a deal a column can give. */
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
    LOSS_REASON;

    static final ImmutableList<String> KEYS =
            Arrays.stream(values()).map(Field::key).collect(ImmutableList.toImmutableList());

    /** The word of the mapping. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
