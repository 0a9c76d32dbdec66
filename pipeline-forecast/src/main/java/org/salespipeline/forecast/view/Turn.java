package org.salespipeline.forecast.view;

/** What a fact of the stage register did. */
enum Turn {
    ENTERED(1),
    WON(2),
    LOST(3),
    REOPENED(4),
    MERGED(5),
    DELETED(6),
    RECYCLED(7),
    MIGRATED(8);

    private static final Turn[] ALL = values();

    private final int code;

    Turn(int code) {
        this.code = code;
    }

    /** The place in the declared order, from 1. */
    int code() {
        return code;
    }

    /** The turn with this code, without a copy of all of them. */
    static Turn ofCode(int code) {
        return ALL[code - 1];
    }

    /** Whether the deal came to the stage of the fact. */
    boolean entersStage() {
        return saysStage() && this != MIGRATED;
    }

    /** Whether the deal stands in the stage of the fact from then on. */
    boolean saysStage() {
        return this != MERGED && this != DELETED && this != RECYCLED;
    }
}
