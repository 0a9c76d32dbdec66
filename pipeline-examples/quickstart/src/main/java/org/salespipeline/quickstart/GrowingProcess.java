package org.salespipeline.quickstart;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joda.money.Money;
import org.salespipeline.event.DossierEvent.ApprovalGranted;
import org.salespipeline.event.DossierEvent.CriterionWaived;
import org.salespipeline.event.DossierEvent.QuoteIssued;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.EvidenceRecorded;
import org.salespipeline.event.OpportunityEvent.Header;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.ActorId;
import org.salespipeline.opportunity.Dossier.Quote;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.qualification.Criteria;
import org.salespipeline.qualification.QualificationFramework;
import org.salespipeline.stage.ProcessVersions;
import org.salespipeline.stage.ProcessVersions.StageMap;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.Stage;
import org.salespipeline.stage.StageId;
import org.salespipeline.transition.LogAudit;
import org.salespipeline.transition.Move;
import org.salespipeline.transition.StageMachine;
import org.salespipeline.transition.TransitionResult;
import org.salespipeline.transition.TransitionResult.Accepted;
import org.salespipeline.transition.TransitionResult.Refused;

/** Begins with three open stages and no rules, and grows into a versioned process with approvals, deals in flight and all. */
public final class GrowingProcess {

    private static final ActorId ADA = ActorId.of("ada");

    private GrowingProcess() {}

    /** Runs it all; needs no arguments. */
    public static void main(String[] args) {
        // Three open stages: every step may be made, nothing is asked.
        SalesProcess first = SalesProcess.builder("direct")
                .open("talk", 0.20)
                .open("offer", 0.60)
                .open("negotiate", 0.80)
                .won("won")
                .lost("lost")
                .build();
        StageMachine free = StageMachine.builder(first).build();
        Opportunity begun =
                Opportunity.open("OPP-9", first, at(2)).amount("EUR 80000").build();
        OpportunityLog log = OpportunityLog.opening(begun, ADA, at(2));

        // A second version: a stage between, what a win needs, the reasons for which deals are lost. The map is
        // checked.
        ProcessVersions direct = ProcessVersions.of(first)
                .then(
                        at(10),
                        SalesProcess.builder("direct")
                                .open("talk", 0.20)
                                .open("trial", 0.45)
                                .open("contract", 0.75)
                                .stage(Stage.won("won").winEvidence("order").build())
                                .postSales("onboarding")
                                .lost("lost")
                                .lossReasons("price", "no-decision")
                                .build(),
                        StageMap.sameNames().with("offer", "contract").with("negotiate", "contract"));

        // Rules as data: a framework, a criterion that a director may waive, an approval above a discount, a role.
        StageMachine.Builder rules = StageMachine.builder(direct.latest())
                .exitWhen("talk", QualificationFramework.bant().criterion())
                .exitWhen("trial", Criteria.unlessWaivedBy("director", Criteria.documentAttached("security-review")))
                .exitWhen("contract", Criteria.quoteCurrent(), Criteria.approvedAboveDiscount("20", "discount", "cfo"))
                .mayMoveTo("won", "closer")
                .unknownBlocks();
        rules.findings().forEach(finding -> System.out.println("finding: " + finding));
        StageMachine machine = rules.build();

        // Deals in flight: the log is read with the family of versions, the deal is brought along by the map.
        log = OpportunityLog.of(direct.latest(), log.facts().facts());
        log = told(log, at(11), machine.migrate(log.latest(), ADA, at(11)));
        System.out.println(
                log.latest().stage() + " of version " + log.latest().process().version());

        // What is missing on the way to the win, without attempting it.
        machine.wayTo(log.latest(), StageId.of("won"), at(11)).orElseThrow().forEach(System.out::println);

        // People do their part; each is an event with actor, reason and time.
        Header then = Header.of("OPP-9", at(12), "ada");
        for (String name : List.of("budget", "authority", "need", "timing", "order")) {
            log = log.append(List.of(new EvidenceRecorded(then, name)), at(12));
        }
        Header dan = Header.of("OPP-9", at(13), "dan");
        String review = Criteria.documentAttached("security-review").id();
        Quote quote = Quote.of("Q-1", 1, at(13), Money.parse("EUR 60000")).withListPrice(Money.parse("EUR 80000"));
        log = log.append(List.of(new CriterionWaived(dan, review, "director", "same product as last year")), at(13));
        log = log.append(List.of(new QuoteIssued(dan, quote.withValidUntil(LocalDate.of(2026, 6, 30)))), at(13));
        log = told(log, at(14), machine.attempt(log, Move.to("trial", "ada", at(14))));
        log = told(log, at(15), machine.attempt(log, Move.to("contract", "ada", at(15))));
        log = told(log, at(16), machine.attempt(log, Move.to("won", "ada", at(16))));
        Header fay = Header.of("OPP-9", at(17), "fay");
        log = log.append(List.of(new ApprovalGranted(fay, "discount", "cfo", "reference customer")), at(17));
        log = told(
                log, at(18), machine.attempt(log, Move.to("won", "ada", at(18)).as("closer")));

        // The audit asks both machines about every step of the history, whoever wrote it, as it was known then.
        Map<String, Set<String>> roles =
                Map.of("ada", Set.of("closer"), "dan", Set.of("director"), "fay", Set.of("cfo"));
        LogAudit audit = LogAudit.of(free, machine).withRoles(actor -> roles.getOrDefault(actor.value(), Set.of()));
        System.out.println("violations: " + audit.asKnownThen().audit(log));
    }

    private static OpportunityLog told(OpportunityLog log, Instant at, TransitionResult result) {
        if (result instanceof Refused refused) {
            refused.reasons().forEach(reason -> System.out.println("refused: " + reason));
            return log;
        }
        List<OpportunityEvent> events = ((Accepted) result).events();
        OpportunityLog longer = log.append(events, at);
        System.out.println("now in: " + longer.latest().stage());
        return longer;
    }

    /** Nine o'clock on a day of March. */
    private static Instant at(int day) {
        return Instant.parse("2026-03-01T09:00:00Z").plusSeconds((day - 1) * 86_400L);
    }
}
