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
    OTHER_TERMINAL,
    /**
     * After the win: onboarding, production, delivery. The deal stays won, with the close and the amount of the win; only a
     * won deal comes here.
     */
    POST_SALES;

    /** Whether the outcome is undecided: {@link #PRE_PIPELINE} or {@link #OPEN}. */
    public boolean isOpen() {
        return this == PRE_PIPELINE || this == OPEN;
    }

    /** Whether the outcome is decided: the contrary of {@link #isOpen()}. */
    public boolean isClosed() {
        return !isOpen();
    }

    /** Whether the deal ended with a sale: {@link #WON} or {@link #POST_SALES}. */
    public boolean isWon() {
        return this == WON || this == POST_SALES;
    }

    /** Whether a forecast may count on the deal: {@link #OPEN} only. */
    public boolean isInPipeline() {
        return this == OPEN;
    }
}
