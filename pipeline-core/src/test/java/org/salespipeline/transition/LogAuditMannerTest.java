package org.salespipeline.transition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.salespipeline.criteria.Criterion;
import org.salespipeline.event.DossierEvent.ApprovalGranted;
import org.salespipeline.event.DossierEvent.CriterionWaived;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.AmountSet;
import org.salespipeline.event.OpportunityEvent.Created;
import org.salespipeline.event.OpportunityEvent.Header;
import org.salespipeline.event.OpportunityEvent.Profile;
import org.salespipeline.event.OpportunityEvent.StageEntered;
import org.salespipeline.event.OpportunityEvent.Won;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.ActorId;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.qualification.Criteria;
import org.salespipeline.stage.ProcessVersions;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.StageId;
import org.salespipeline.testkit.SampleProcesses;
import org.salespipeline.transition.LogAudit.Violation;

/** What an audit does when it is told to look in another manner. */
class LogAuditMannerTest {

    private static final SalesProcess PROCESS = SampleProcesses.enterprise();
    private static final StageMachine MACHINE = StageMachine.builder(PROCESS)
            .exitWhen("qualify", Criteria.minimumAmount("EUR 5000"))
            .build();

    private static Instant day(int day) {
        return Instant.parse("2026-01-05T09:00:00Z").plusSeconds(day * 86_400L);
    }

    private static Header on(int day) {
        return Header.of("OPP-7", day(day), "ada");
    }

    private static Created created(int day, String stage) {
        return new Created(on(day), PROCESS.id(), StageId.of(stage));
    }

    private static StageEntered entered(int day, String stage) {
        return new StageEntered(on(day), StageId.of(stage));
    }

    private static AmountSet amount(int day, String amount) {
        return new AmountSet(on(day), Money.parse(amount));
    }

    private static OpportunityLog log(OpportunityEvent... events) {
        return OpportunityLog.of(PROCESS).append(List.of(events), day(10));
    }

    private static List<String> found(LogAudit audit, OpportunityLog log) {
        return audit.audit(log).stream().map(Violation::toString).toList();
    }

    @Test
    void whatBecameKnownLaterIsHeldAgainstNobodyWhoWasAskedThen() {
        OpportunityLog log = log(created(0, "qualify"), amount(1, "EUR 9000"), entered(3, "propose"))
                .append(List.of(amount(2, "EUR 100")), day(20));
        LogAudit audit = LogAudit.of(MACHINE);
        assertThat(found(audit, log))
                .containsExactly(
                        "OPP-7 at 2026-01-08T09:00:00Z, fact 2: qualify to propose:"
                                + " amount must be at least EUR 5000.00, was EUR 100.00; correct the amount if it is out of date");
        assertThat(found(audit.asKnownThen(), log)).isEmpty();
    }

    @Test
    void aMoveThatWasRecordedAfterALaterOneIsDatedTooEarlyOnlyAsKnownThen() {
        OpportunityLog log = log(created(0, "qualify"), amount(0, "EUR 9000"), entered(3, "propose"))
                .append(List.of(entered(2, "negotiate")), day(20));
        assertThat(found(LogAudit.of(MACHINE).asKnownThen(), log))
                .singleElement()
                .asString()
                .contains("fact 3: propose to negotiate: move must not be before the deal entered propose");
        assertThat(found(LogAudit.of(MACHINE), log))
                .anyMatch(
                        line -> line.contains("fact 3: qualify to negotiate: moving from qualify to negotiate skips"));
    }

    @Test
    void aCreationMayBeCorrectedAndOnlyWhatCountsIsJudgedInHindsight() {
        LogAudit audit = LogAudit.of(MACHINE);
        OpportunityLog corrected = log(created(1, "qualify"), amount(1, "EUR 9000"), entered(3, "propose"))
                .append(List.of(created(0, "qualify")), day(20));
        assertThat(found(audit, corrected)).isEmpty();
        assertThat(found(audit.asKnownThen(), corrected)).isEmpty();
        OpportunityLog mended = log(created(0, "won")).append(List.of(created(0, "qualify")), day(20));
        assertThat(found(audit, mended)).isEmpty();
        assertThat(found(audit.asKnownThen(), mended))
                .singleElement()
                .asString()
                .contains("fact 0: nowhere to won: a deal must begin in an open stage");
        OpportunityLog elsewhere = log(created(1, "qualify"), amount(1, "EUR 9000"), entered(3, "propose"))
                .append(List.of(created(0, "propose")), day(20));
        assertThat(found(audit, elsewhere))
                .anyMatch(line -> line.contains("nowhere to propose: a deal that has moved must stay in the stage"));
    }

    @Test
    void aClaimIsMadeInTheStageWhereTheDealWasWhicheverWayOneLooks() {
        OpportunityLog log =
                log(created(0, "qualify"), new CriterionWaived(on(1), "confirmed(budget)", "cfo", "old customer"));
        LogAudit audit = LogAudit.of(MACHINE).withRoles(actor -> Set.of());
        assertThat(audit.audit(log)).hasSize(1).isEqualTo(audit.asKnownThen().audit(log));
        assertThat(audit.audit(log).get(0).from()).hasValue(StageId.of("qualify"));
    }

    @Test
    void aDealBeginsOnceInAnOpenStageOfTheVersionThatIsInForce() {
        assertThat(found(LogAudit.of(MACHINE), log(created(0, "won"))))
                .containsExactly("OPP-7 at 2026-01-05T09:00:00Z, fact 0: nowhere to won:"
                        + " a deal must begin in an open stage, was won; create it there, then move it");
        assertThat(found(LogAudit.of(MACHINE), log(created(0, "qualify"), created(1, "propose"))))
                .containsExactly(
                        "OPP-7 at 2026-01-06T09:00:00Z, fact 1: nowhere to propose: deal was there already, created"
                                + " before, was 2026-01-05T09:00:00Z; leave the second creation out");
        ProcessVersions family = SampleProcesses.renewals();
        Instant inForce = family.inForceFrom(2).orElseThrow();
        LogAudit audit = LogAudit.of(
                StageMachine.builder(family.version(1)).build(),
                StageMachine.builder(family.version(2)).build());
        assertThat(found(audit, renewal(family, 1, inForce)))
                .singleElement()
                .asString()
                .contains("any more");
        assertThat(found(audit, renewal(family, 2, inForce.minusNanos(1))))
                .singleElement()
                .asString()
                .contains("version 2 is not in force yet");
        assertThat(found(audit, renewal(family, 2, inForce))).isEmpty();
        assertThat(found(audit, renewal(family, 1, inForce.minusNanos(1)))).isEmpty();
    }

    private static OpportunityLog renewal(ProcessVersions family, int version, Instant at) {
        SalesProcess process = family.version(version);
        Created created = new Created(
                Header.of("OPP-7", at, "ada"),
                process.id(),
                version,
                process.first().id(),
                Profile.unknown());
        return OpportunityLog.of(family.latest()).append(List.of(created), at);
    }

    @Test
    void anAuditThatKnowsWhoIsWhoHoldsPeopleToTheRolesTheyClaim() {
        OpportunityLog log = log(
                created(0, "qualify"),
                new CriterionWaived(on(1), "minimum-amount(EUR 5000.00)", "cfo", "a reference"),
                new ApprovalGranted(on(2), "discount", "seller", "small", Optional.empty()));
        assertThat(found(LogAudit.of(MACHINE), log)).isEmpty();
        assertThat(found(LogAudit.of(MACHINE).withRoles(actor -> Set.of("seller")), log))
                .containsExactly("OPP-7 at 2026-01-06T09:00:00Z, fact 1: qualify to no stage (CriterionWaived):"
                        + " ada must have the role cfo to waive or approve in it, was [seller];"
                        + " have it done by somebody who has");
    }

    @Test
    void anExactAuditFindsAnEventThatTheMachineWouldNotHaveWritten() {
        OpportunityLog log = log(
                created(0, "qualify"),
                amount(0, "EUR 9000"),
                entered(1, "propose"),
                entered(2, "negotiate"),
                new Won(on(3), StageId.of("won"), Optional.empty()));
        assertThat(found(LogAudit.of(MACHINE), log)).isEmpty();
        assertThat(LogAudit.of(MACHINE).exactly().audit(log))
                .singleElement()
                .satisfies(violation -> assertThat(violation.reasons())
                        .singleElement()
                        .satisfies(reason -> assertThat(reason.criterion()).isEqualTo("other-event")));
    }

    @Test
    void whatWasRecordedElsewhereCanBeLeftAlone() {
        Opportunity deal = Opportunity.open("OPP-7", PROCESS, day(0))
                .stage("negotiate")
                .stageEnteredAt(day(3))
                .build();
        OpportunityLog opened = OpportunityLog.opening(deal, ActorId.of("import"), day(5))
                .append(List.of(entered(6, "qualify")), day(6));
        assertThat(found(LogAudit.of(MACHINE), opened)).hasSize(2);
        assertThat(found(LogAudit.of(MACHINE).recordedAfter(day(5)), opened))
                .singleElement()
                .asString()
                .contains("goes back");
    }

    @Test
    void aCriterionThatFailsIsReportedAndEndsNothing() {
        Criterion<Opportunity> faulty = Criterion.of("faulty", "never said", "never done", deal -> {
            throw new UnsupportedOperationException("no such field");
        });
        StageMachine machine =
                StageMachine.builder(PROCESS).exitWhen("qualify", faulty).build();
        OpportunityLog log = log(created(0, "qualify"), entered(1, "propose"), entered(2, "qualify"));
        assertThat(found(LogAudit.of(machine), log))
                .hasSize(2)
                .first()
                .asString()
                .endsWith("criterion faulty failed on OPP-7: java.lang.UnsupportedOperationException: no such field;"
                        + " mend the rule");
    }
}
