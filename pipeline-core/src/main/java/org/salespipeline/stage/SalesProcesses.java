package org.salespipeline.stage;

/**
 * Ready-made processes to begin with.
 *
 * <p>Their win probabilities and stagnation limits are starting values of common practice, not measurements. Replace them
 * by what your own closed deals show.
 */
public final class SalesProcesses {

    private static final SalesProcess NEW_BUSINESS = SalesProcess.builder("new-business")
            .stage(open("prospecting", "Prospecting", 0.10, 30))
            .stage(open("qualification", "Qualification", 0.20, 30))
            .stage(open("proposal", "Proposal", 0.40, 21))
            .stage(open("negotiation", "Negotiation", 0.70, 21))
            .stage(Stage.won("closed-won").name("Closed won").build())
            .stage(Stage.lost("closed-lost").name("Closed lost").build())
            .build();

    private static final SalesProcess LEAD_TO_DEAL = SalesProcess.builder("lead-to-deal")
            .stage(Stage.prePipeline("lead").name("Lead").stagnantAfterDays(14).build())
            .stage(Stage.prePipeline("prospect")
                    .name("Prospect")
                    .stagnantAfterDays(30)
                    .build())
            .stage(open("opportunity", "Opportunity", 0.20, 30))
            .stage(open("quote", "Quote", 0.45, 21))
            .stage(open("negotiation", "Negotiation", 0.70, 21))
            .stage(Stage.won("closed-won").name("Closed won").build())
            .stage(Stage.lost("closed-lost").name("Closed lost").build())
            .stage(Stage.other("disqualified").name("Disqualified").build())
            .build();

    private SalesProcesses() {}

    /**
     * Selling to a new customer: prospecting 10 %, qualification 20 %, proposal 40 %, negotiation 70 %, then closed-won or
     * closed-lost. A deal counts as stagnant after 30 days in the first two stages and 21 in the others.
     */
    public static SalesProcess newBusiness() {
        return NEW_BUSINESS;
    }

    /**
     * From a first contact to a sale: lead and prospect, which are before the pipeline and in no forecast; then opportunity
     * 20 %, quote 45 %, negotiation 70 %, and closed-won, closed-lost or disqualified.
     */
    public static SalesProcess leadToDeal() {
        return LEAD_TO_DEAL;
    }

    private static Stage open(String id, String name, double winProbability, int stagnantAfterDays) {
        return Stage.open(id)
                .name(name)
                .winProbability(winProbability)
                .stagnantAfterDays(stagnantAfterDays)
                .build();
    }
}
