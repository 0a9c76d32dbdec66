package org.salespipeline.forecast.view;

/** What a fact of the stage register did; the order is part of hashes only by name. */
enum Turn {
    ENTERED,
    WON,
    LOST,
    REOPENED,
    MERGED,
    DELETED;

    private static final Turn[] ALL = values();

    /** The turn with this number, without a copy of all of them. */
    static Turn of(int ordinal) {
        return ALL[ordinal];
    }

    /** Whether the deal stands in the stage of the fact from then on. */
    boolean entersStage() {
        return this != MERGED && this != DELETED;
    }
}
