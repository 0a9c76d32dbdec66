package org.salespipeline.stage;

/** What being in a stage says about a deal: still undecided, or how it ended. */
public enum StageKind {
    /** Worked on, but not yet a deal: a lead or a prospect. Open, never part of a forecast. */
    PRE_PIPELINE,
    /** In the pipeline and undecided. */
    OPEN,
    /** Ended with a sale. */
    WON,
    /** Ended without a sale. */
    LOST,
    /** Ended outside win and loss: disqualified, recycled to marketing, a duplicate. Counts in no win rate. */
    OTHER_TERMINAL;

    /** Whether the outcome is undecided: {@link #PRE_PIPELINE} or {@link #OPEN}. */
    public boolean isOpen() {
        return this == PRE_PIPELINE || this == OPEN;
    }

    /** Whether the outcome is decided: the contrary of {@link #isOpen()}. */
    public boolean isClosed() {
        return !isOpen();
    }

    /** Whether a forecast may count on the deal: {@link #OPEN} only. */
    public boolean isInPipeline() {
        return this == OPEN;
    }
}
