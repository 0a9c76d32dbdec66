package org.salespipeline.stage;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * Ready-made processes to begin with.
 *
 * <p>Their win probabilities and stagnation limits are starting values of common practice, not measurements. Replace them
 * by what your own closed deals show. Each tells who answers for its open stages, as names of roles that a host may map to
 * its own, and takes the same reasons for a loss: competitor, price, no-decision, timing, product-gap, disqualified and
 * duplicate. Won and lost deals end in {@code closed-won} and {@code closed-lost} everywhere.
 */
public final class SalesProcesses {

    private static final String DEVELOPMENT = "sales-development";
    private static final String SALES = "account-executive";
    private static final String PARTNERS = "partner-manager";
    private static final String ENGINEERING = "application-engineer";
    private static final String CUSTOMERS = "customer-success";

    private static final String[] LOSS_REASONS = {
        "competitor", "price", "no-decision", "timing", "product-gap", "disqualified", "duplicate"
    };

    private static final SalesProcess NEW_BUSINESS = process("new-business")
            .stage(open("prospecting", 0.10, 30, SALES))
            .stage(open("qualification", 0.20, 30, SALES))
            .stage(open("proposal", 0.40, 21, SALES))
            .stage(open("negotiation", 0.70, 21, SALES))
            .stage(won().build())
            .stage(lost())
            .build();

    private static final SalesProcess SOLUTION_SELLING = process("solution-selling")
            .stage(open("prospecting", 0.05, 30, DEVELOPMENT))
            .stage(open("qualification", 0.10, 30, SALES))
            .stage(open("needs-analysis", 0.25, 30, SALES))
            .stage(open("proposal", 0.45, 21, SALES))
            .stage(open("negotiation", 0.70, 21, SALES))
            .stage(won().winEvidence("agreement").build())
            .stage(lost())
            .stage(afterWin("post-sales", CUSTOMERS))
            .build();

    private static final SalesProcess LEAD_TO_DEAL = process("lead-to-deal")
            .stage(lead("lead", 14))
            .stage(lead("prospect", 30))
            .stage(open("qualified-prospect", 0.20, 30, SALES))
            .stage(open("quote", 0.45, 21, SALES))
            .stage(open("negotiation", 0.70, 21, SALES))
            .stage(won().winEvidence("agreement").build())
            .stage(lost())
            .stage(Stage.other("disqualified").name("Disqualified").build())
            .build();

    private static final SalesProcess NURTURE_LOOP = process("nurture-loop")
            .stage(lead("lead-generation", 14))
            .stage(open("qualification", 0.10, 30, SALES))
            .stage(open("nurturing", 0.10, 90, DEVELOPMENT))
            .stage(open("proposal", 0.40, 21, SALES))
            .stage(open("negotiation", 0.65, 21, SALES))
            .stage(open("closing", 0.90, 14, SALES))
            .stage(won().winEvidence("agreement").build())
            .stage(lost())
            .move("lead-generation", "qualification")
            .move("qualification", "nurturing")
            .move("qualification", "proposal")
            .move("nurturing", "qualification")
            .move("nurturing", "proposal")
            .move("proposal", "negotiation")
            .move("negotiation", "closing")
            .move("closing", "closed-won")
            .build();

    private static final SalesProcess PARTNER_SOURCED = process("partner-sourced")
            .stage(open("registered", 0.10, 14, PARTNERS))
            .stage(open("qualification", 0.20, 30, SALES))
            .stage(open("demo", 0.35, 21, SALES))
            .stage(open("proposal", 0.50, 21, SALES))
            .stage(open("negotiation", 0.70, 21, SALES))
            .stage(open("closing", 0.90, 14, SALES))
            .stage(won().winEvidence("agreement").build())
            .stage(lost())
            .stage(Stage.other("registration-rejected")
                    .name("Registration rejected")
                    .build())
            .build();

    private static final SalesProcess MANUFACTURING_DESIGN_IN = process("manufacturing-design-in")
            .stage(open("need-identified", 0.10, 60, PARTNERS))
            .stage(open("design-in", 0.25, 120, ENGINEERING))
            .stage(open("prototyping", 0.45, 180, ENGINEERING))
            .stage(open("testing", 0.65, 120, ENGINEERING))
            .stage(open("final-order", 0.90, 30, SALES))
            .stage(won().winEvidence("purchase-order").build())
            .stage(lost())
            .stage(afterWin("production", "operations"))
            .stage(afterWin("delivery", "operations"))
            .build();

    private static final SalesProcess RENEWAL_AND_EXPANSION = process("renewal-and-expansion")
            .stage(open("account-review", 0.60, 45, CUSTOMERS))
            .stage(open("value-confirmed", 0.70, 30, CUSTOMERS))
            .stage(open("offer", 0.80, 21, SALES))
            .stage(open("negotiation", 0.90, 21, SALES))
            .stage(won().winEvidence("agreement").build())
            .stage(lost())
            .build();

    private static final ImmutableList<SalesProcess> ALL = ImmutableList.of(
            NEW_BUSINESS,
            SOLUTION_SELLING,
            LEAD_TO_DEAL,
            NURTURE_LOOP,
            PARTNER_SOURCED,
            MANUFACTURING_DESIGN_IN,
            RENEWAL_AND_EXPANSION);

    private SalesProcesses() {}

    /** Every process of this class, in the order in which they are documented. */
    public static List<SalesProcess> all() {
        return ALL;
    }

    /**
     * Selling to a new customer: prospecting 10 %, qualification 20 %, proposal 40 %, negotiation 70 %, then closed-won or
     * closed-lost. A deal counts as stagnant after 30 days in the first two stages and 21 in the others. A win needs no
     * evidence.
     */
    public static SalesProcess newBusiness() {
        return NEW_BUSINESS;
    }

    /**
     * Selling a solution to a need that is understood first: prospecting 5 %, qualification 10 %, needs-analysis 25 %,
     * proposal 45 %, negotiation 70 %; closed-won with the evidence {@code agreement}, or closed-lost; after the win
     * post-sales. Stagnant after 30 days up to the needs analysis and 21 after it.
     */
    public static SalesProcess solutionSelling() {
        return SOLUTION_SELLING;
    }

    /**
     * From a first contact to a sale: lead and prospect, which are before the pipeline and in no forecast; then
     * qualified-prospect 20 %, quote 45 %, negotiation 70 %; closed-won with the evidence {@code agreement}, closed-lost or
     * disqualified. Stagnant after 14 days as a lead, 30 as a prospect, qualified or not, and 21 after that.
     */
    public static SalesProcess leadToDeal() {
        return LEAD_TO_DEAL;
    }

    /**
     * Waiting until a customer is ready: lead-generation, which is before the pipeline; qualification 10 %, from where a
     * deal goes on to the proposal or into nurturing 10 %, which leads back to the qualification or on to the proposal 40 %;
     * negotiation 65 %, closing 90 %; closed-won with the evidence {@code agreement}, or closed-lost. Stagnant after 14 days
     * in lead-generation and closing, 30 in qualification, 90 in nurturing, 21 elsewhere.
     */
    public static SalesProcess nurtureLoop() {
        return NURTURE_LOOP;
    }

    /**
     * A software deal that a partner brought: registered 10 %, qualification 20 %, demo 35 %, proposal 50 %, negotiation
     * 70 %, closing 90 %; closed-won with the evidence {@code agreement}, closed-lost, or registration-rejected, which is no
     * loss. Stagnant after 14 days when registered or closing, 30 in qualification, 21 elsewhere. Which partner brought the
     * deal is a part of the deal, not a stage.
     */
    public static SalesProcess partnerSourced() {
        return PARTNER_SOURCED;
    }

    /**
     * Becoming a part of a customer's product: need-identified 10 %, found together with the distributor; design-in 25 %,
     * prototyping 45 %, testing 65 %, final-order 90 %; closed-won with the evidence {@code purchase-order}, or closed-lost;
     * after the win production and then delivery. Stagnant after 60, 120, 180, 120 and 30 days.
     */
    public static SalesProcess manufacturingDesignIn() {
        return MANUFACTURING_DESIGN_IN;
    }

    /**
     * Selling again or more to a customer: account-review 60 %, value-confirmed 70 %, offer 80 %, negotiation 90 %;
     * closed-won with the evidence {@code agreement}, or closed-lost when the customer leaves or declines. Stagnant after
     * 45, 30, 21 and 21 days. Whether a deal is a renewal or an expansion is a part of the deal, not a stage.
     */
    public static SalesProcess renewalAndExpansion() {
        return RENEWAL_AND_EXPANSION;
    }

    private static SalesProcess.Builder process(String id) {
        return SalesProcess.builder(id).lossReasons(LOSS_REASONS);
    }

    private static Stage lead(String id, int stagnantAfterDays) {
        return Stage.prePipeline(id)
                .name(nameOf(id))
                .stagnantAfterDays(stagnantAfterDays)
                .ownerRole(DEVELOPMENT)
                .build();
    }

    private static Stage open(String id, double winProbability, int stagnantAfterDays, String ownerRole) {
        return Stage.open(id)
                .name(nameOf(id))
                .winProbability(winProbability)
                .stagnantAfterDays(stagnantAfterDays)
                .ownerRole(ownerRole)
                .build();
    }

    private static Stage.Builder won() {
        return Stage.won("closed-won").name("Closed won");
    }

    private static Stage lost() {
        return Stage.lost("closed-lost").name("Closed lost").build();
    }

    private static Stage afterWin(String id, String ownerRole) {
        return Stage.postSales(id).name(nameOf(id)).ownerRole(ownerRole).build();
    }

    /** The id as people write it: {@code needs-analysis} is the Needs analysis. */
    private static String nameOf(String id) {
        return Character.toUpperCase(id.charAt(0)) + id.substring(1).replace('-', ' ');
    }
}
