package org.salespipeline.transition;

import static org.salespipeline.qualification.Criteria.activityWithin;
import static org.salespipeline.qualification.Criteria.agreementSigned;
import static org.salespipeline.qualification.Criteria.amountKnown;
import static org.salespipeline.qualification.Criteria.approvedAboveDiscount;
import static org.salespipeline.qualification.Criteria.confirmed;
import static org.salespipeline.qualification.Criteria.contactRoles;
import static org.salespipeline.qualification.Criteria.documentAttached;
import static org.salespipeline.qualification.Criteria.known;
import static org.salespipeline.qualification.Criteria.noOpenObjections;
import static org.salespipeline.qualification.Criteria.quoteCurrent;
import static org.salespipeline.qualification.Criteria.scoreAtLeast;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.function.Supplier;
import org.salespipeline.event.OpportunityEvent.WinReversal;
import org.salespipeline.qualification.Criteria.Field;
import org.salespipeline.qualification.QualificationFramework;
import org.salespipeline.stage.ProcessId;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.SalesProcesses;

/**
 * Ready-made rules for the ready-made {@link SalesProcesses}: what a deal must show to get on.
 *
 * <pre>{@code
 * StageMachine machine = StageMachines.newBusiness().build();
 *
 * StageMachine stricter = StageMachines.newBusiness()
 *     .exitWhen("negotiation", Criteria.approvedAbove("EUR 100000", "amount", "cfo"))
 *     .build();
 * }</pre>
 *
 * <p>The rules are starting values of common practice, as those of the processes are. Each method begins a new builder, so
 * that rules of yours join them; rules are not taken away, only policies are. Everywhere a deal may be given up at any time,
 * reopened after it was lost, merged into another, and brought back when that was a mistake; no stage may be skipped, and where a
 * deal may go back stands beside each. Everywhere a deal is won on a quote that still stands, and what is unknown then, such
 * as the last day of the quote or the list price behind a discount, blocks. Elsewhere a criterion that is unknown lets pass,
 * but for what stands beside each.
 */
public final class StageMachines {

    private static final String DISCOUNT = "discount";
    private static final String SALES_DIRECTOR = "sales-director";
    private static final String MEETING = "meeting";

    private static final ImmutableMap<ProcessId, Supplier<StageMachine.Builder>> ALL = all(
            StageMachines::newBusiness,
            StageMachines::solutionSelling,
            StageMachines::leadToDeal,
            StageMachines::nurtureLoop,
            StageMachines::partnerSourced,
            StageMachines::manufacturingDesignIn,
            StageMachines::renewalAndExpansion);

    private StageMachines() {}

    @SafeVarargs
    private static ImmutableMap<ProcessId, Supplier<StageMachine.Builder>> all(
            Supplier<StageMachine.Builder>... machines) {
        ImmutableMap.Builder<ProcessId, Supplier<StageMachine.Builder>> all = ImmutableMap.builder();
        for (Supplier<StageMachine.Builder> machine : machines) {
            all.put(machine.get().build().process().id(), machine);
        }
        return all.buildOrThrow();
    }

    /** Every method of this class by the id of its process, in the order of {@link SalesProcesses#all()}. */
    public static Map<ProcessId, Supplier<StageMachine.Builder>> all() {
        return ALL;
    }

    /**
     * Rules for {@link SalesProcesses#newBusiness()}.
     *
     * <ul>
     *   <li>prospecting: a {@code meeting} in the last 30 days
     *   <li>qualification: all of BANT
     *   <li>proposal: an amount and a current quote
     *   <li>negotiation: no open objections; above 20 % off the current quote's list price the approval of a {@code
     *       sales-director} for the {@code discount}
     * </ul>
     *
     * A deal may go back to qualification and proposal.
     */
    public static StageMachine.Builder newBusiness() {
        return begin(SalesProcesses.newBusiness())
                .exitWhen("prospecting", activityWithin(MEETING, 30))
                .exitWhen("qualification", QualificationFramework.bant().criterion())
                .exitWhen("proposal", amountKnown(), quoteCurrent())
                .exitWhen("negotiation", noOpenObjections(), approvedAboveDiscount("20", DISCOUNT, SALES_DIRECTOR))
                .backwardTo("qualification", "proposal");
    }

    /**
     * Rules for {@link SalesProcesses#solutionSelling()}.
     *
     * <ul>
     *   <li>prospecting: a {@code meeting} in the last 30 days
     *   <li>qualification: the account and the evidence {@code budget}
     *   <li>needs-analysis: all of MEDDIC
     *   <li>proposal: an amount, a current quote and a document {@code proposal}
     *   <li>negotiation: no open objections; above 15 % discount the approval of a {@code sales-director} or {@code cfo}
     *   <li>closed-won, to get to post-sales: a document {@code handover}
     * </ul>
     *
     * A deal may go back to needs-analysis and proposal.
     */
    public static StageMachine.Builder solutionSelling() {
        return begin(SalesProcesses.solutionSelling())
                .exitWhen("prospecting", activityWithin(MEETING, 30))
                .exitWhen("qualification", known(Field.ACCOUNT), confirmed("budget"))
                .exitWhen("needs-analysis", QualificationFramework.meddic().criterion())
                .exitWhen("proposal", amountKnown(), quoteCurrent(), documentAttached("proposal"))
                .exitWhen(
                        "negotiation", noOpenObjections(), approvedAboveDiscount("15", DISCOUNT, SALES_DIRECTOR, "cfo"))
                .exitWhen("closed-won", documentAttached("handover"))
                .backwardTo("needs-analysis", "proposal");
    }

    /**
     * Rules for {@link SalesProcesses#leadToDeal()}.
     *
     * <ul>
     *   <li>lead: a score {@code lead} of at least 50, which must be known
     *   <li>prospect: a {@code meeting} in the last 30 days
     *   <li>qualified-prospect: all of BANT
     *   <li>quote: an amount and a current quote
     *   <li>negotiation: no open objections
     * </ul>
     *
     * A deal may go back to qualified-prospect and quote, and be recycled to a lead.
     */
    public static StageMachine.Builder leadToDeal() {
        return begin(SalesProcesses.leadToDeal())
                .exitWhen("lead", scoreAtLeast("lead", 50))
                .unknownBlocksTo("prospect")
                .exitWhen("prospect", activityWithin(MEETING, 30))
                .exitWhen("qualified-prospect", QualificationFramework.bant().criterion())
                .exitWhen("quote", amountKnown(), quoteCurrent())
                .exitWhen("negotiation", noOpenObjections())
                .backwardTo("qualified-prospect", "quote")
                .allow(MovePolicy.RECYCLE);
    }

    /**
     * Rules for {@link SalesProcesses#nurtureLoop()}.
     *
     * <ul>
     *   <li>lead-generation: the source
     *   <li>to nurturing: the evidence {@code follow-up}, that a next contact was agreed
     *   <li>nurturing: a {@code meeting} in the last 30 days
     *   <li>to the proposal, from wherever: all of GPCT
     *   <li>proposal: an amount and a current quote
     *   <li>negotiation: no open objections
     *   <li>closing: a signed {@code agreement}
     * </ul>
     *
     * Beside the way that the process has, from nurturing to qualification, a deal may go back to nurturing.
     */
    public static StageMachine.Builder nurtureLoop() {
        return begin(SalesProcesses.nurtureLoop())
                .exitWhen("lead-generation", known(Field.SOURCE))
                .enterWhen("nurturing", confirmed("follow-up"))
                .exitWhen("nurturing", activityWithin(MEETING, 30))
                .enterWhen("proposal", QualificationFramework.gpct().criterion())
                .exitWhen("proposal", amountKnown(), quoteCurrent())
                .exitWhen("negotiation", noOpenObjections())
                .exitWhen("closing", agreementSigned())
                .backwardTo("nurturing")
                .allow(MovePolicy.RECYCLE);
    }

    /**
     * Rules for {@link SalesProcesses#partnerSourced()}.
     *
     * <ul>
     *   <li>registered: the evidence {@code registration}; only a {@code partner-manager} may reject it
     *   <li>qualification: all of BANT
     *   <li>demo: a {@code demo} in the last 30 days
     *   <li>proposal: an amount and a current quote
     *   <li>negotiation: no open objections; above 25 % discount, the partner's included, the approval of a {@code
     *       partner-manager} or {@code sales-director}
     *   <li>closing: a signed {@code agreement}
     * </ul>
     *
     * A deal may go back to demo and proposal.
     */
    public static StageMachine.Builder partnerSourced() {
        return begin(SalesProcesses.partnerSourced())
                .exitWhen("registered", confirmed("registration"))
                .mayMoveTo("registration-rejected", "partner-manager")
                .exitWhen("qualification", QualificationFramework.bant().criterion())
                .exitWhen("demo", activityWithin("demo", 30))
                .exitWhen("proposal", amountKnown(), quoteCurrent())
                .exitWhen(
                        "negotiation",
                        noOpenObjections(),
                        approvedAboveDiscount("25", DISCOUNT, "partner-manager", SALES_DIRECTOR))
                .exitWhen("closing", agreementSigned())
                .backwardTo("demo", "proposal");
    }

    /**
     * Rules for {@link SalesProcesses#manufacturingDesignIn()}.
     *
     * <ul>
     *   <li>need-identified: the evidence {@code specification} and a contact who is the {@code design-engineer}
     *   <li>design-in: the evidence {@code part-selected}
     *   <li>prototyping: a document {@code prototype-report}
     *   <li>testing: the evidence {@code tests-passed}
     *   <li>final-order: an amount and a current quote
     *   <li>closed-won, to get to production: a document {@code production-plan}
     *   <li>production: the evidence {@code first-article-approved}
     * </ul>
     *
     * A deal may go back to design-in and prototyping. A win that is taken back is subtracted when it is.
     */
    public static StageMachine.Builder manufacturingDesignIn() {
        return begin(SalesProcesses.manufacturingDesignIn())
                .exitWhen("need-identified", confirmed("specification"), contactRoles("design-engineer"))
                .exitWhen("design-in", confirmed("part-selected"))
                .exitWhen("prototyping", documentAttached("prototype-report"))
                .exitWhen("testing", confirmed("tests-passed"))
                .exitWhen("final-order", amountKnown(), quoteCurrent())
                .exitWhen("closed-won", documentAttached("production-plan"))
                .exitWhen("production", confirmed("first-article-approved"))
                .backwardTo("design-in", "prototyping")
                .allow(MovePolicy.REOPEN_WON)
                .winReversal(WinReversal.REVERSE_NOW);
    }

    /**
     * Rules for {@link SalesProcesses#renewalAndExpansion()}.
     *
     * <ul>
     *   <li>account-review: whether it is a renewal or an expansion, and a {@code business-review} in the last 90 days
     *   <li>value-confirmed: the evidence {@code value}
     *   <li>offer: an amount and a current quote
     *   <li>negotiation: no open objections; above 10 % discount the approval of a {@code customer-success-lead}
     * </ul>
     *
     * A deal may go back to value-confirmed and offer.
     */
    public static StageMachine.Builder renewalAndExpansion() {
        return begin(SalesProcesses.renewalAndExpansion())
                .exitWhen("account-review", known(Field.BUSINESS_KIND), activityWithin("business-review", 90))
                .exitWhen("value-confirmed", confirmed("value"))
                .exitWhen("offer", amountKnown(), quoteCurrent())
                .exitWhen(
                        "negotiation",
                        noOpenObjections(),
                        approvedAboveDiscount("10", DISCOUNT, "customer-success-lead"))
                .backwardTo("value-confirmed", "offer");
    }

    private static StageMachine.Builder begin(SalesProcess process) {
        return StageMachine.builder(process)
                .enterWhen("closed-won", quoteCurrent())
                .unknownBlocksTo("closed-won")
                .allow(MovePolicy.REOPEN_LOST, MovePolicy.MERGE, MovePolicy.REVIVE);
    }
}
