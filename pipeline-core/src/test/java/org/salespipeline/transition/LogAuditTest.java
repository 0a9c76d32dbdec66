package org.salespipeline.transition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.Created;
import org.salespipeline.event.OpportunityEvent.Deleted;
import org.salespipeline.event.OpportunityEvent.EvidenceRecorded;
import org.salespipeline.event.OpportunityEvent.Header;
import org.salespipeline.event.OpportunityEvent.Lost;
import org.salespipeline.event.OpportunityEvent.Merged;
import org.salespipeline.event.OpportunityEvent.Migrated;
import org.salespipeline.event.OpportunityEvent.Recycled;
import org.salespipeline.event.OpportunityEvent.StageEntered;
import org.salespipeline.event.OpportunityEvent.Won;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.Fact;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.qualification.Criteria;
import org.salespipeline.stage.ProcessVersions;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.StageId;
import org.salespipeline.testkit.SampleProcesses;

class LogAuditTest {

    private static final SalesProcess PROCESS = SampleProcesses.enterprise();
    private static final StageMachine MACHINE = StageMachine.builder(PROCESS)
            .exitWhen("qualify", Criteria.confirmed("budget"))
            .enterWhen("won", Criteria.confirmed("order"))
            .build();

    private static Header on(int day) {
        return Header.of("OPP-7", Instant.parse("2026-01-05T09:00:00Z").plusSeconds(day * 86_400L), "ada");
    }

    private static Created created(int day) {
        return new Created(on(day), PROCESS.id(), StageId.of("qualify"));
    }

    private static StageEntered entered(int day, String stage) {
        return new StageEntered(on(day), StageId.of(stage));
    }

    private static OpportunityLog log(OpportunityEvent... events) {
        return OpportunityLog.of(PROCESS).append(List.of(events), on(30).validAt());
    }

    private static List<String> audit(OpportunityLog log) {
        return LogAudit.of(MACHINE).audit(log).stream()
                .map(violation -> violation.fact().sequence() + " " + violation.reasons())
                .toList();
    }

    @Test
    void aLegalHistoryHasNoViolations() {
        assertThat(audit(log(
                        created(0),
                        new EvidenceRecorded(on(1), "budget"),
                        entered(1, "propose"),
                        entered(2, "negotiate"),
                        new EvidenceRecorded(on(3), "order"),
                        new Won(on(3), StageId.of("won"), Optional.empty()))))
                .isEmpty();
    }

    @Test
    void aViolationReadsAsWhatHappenedWhenAndWhichRuleWasBroken() {
        OpportunityLog log = log(created(0), entered(1, "propose"), entered(2, "negotiate"));
        assertThat(LogAudit.of(MACHINE).audit(log))
                .hasToString("[OPP-7 at 2026-01-06T09:00:00Z, fact 1: qualify to propose:"
                        + " budget is not confirmed; record evidence \"budget\"]");
    }

    @Test
    void evidenceThatCameLaterDoesNotHealTheMoveBeforeIt() {
        assertThat(audit(log(created(0), entered(1, "propose"), new EvidenceRecorded(on(2), "budget"))))
                .containsExactly("1 [budget is not confirmed; record evidence \"budget\"]");
    }

    @Test
    void evidenceThatWasLearnedLaterAndHeldThenDoes() {
        OpportunityLog late = log(created(0), entered(2, "propose"))
                .append(List.of(new EvidenceRecorded(on(1), "budget")), on(31).validAt());
        assertThat(audit(late)).isEmpty();
    }

    @Test
    void aWinWithoutEvidenceASilentLossAndAChangedOutcomeAreFound() {
        assertThat(audit(log(
                        created(0),
                        new EvidenceRecorded(on(0), "budget"),
                        entered(1, "propose"),
                        entered(2, "negotiate"),
                        new Won(on(3), StageId.of("won"), Optional.empty()),
                        new Lost(on(4), StageId.of("lost"), Optional.empty(), Optional.empty()))))
                .containsExactly(
                        "4 [order is not confirmed; record evidence \"order\"]",
                        "5 [moving from won to lost changes how a deal ended; reopen it first]");
    }

    @Test
    void aDealThatWasDeletedAndMovesOnIsFoundAndCountsAsBackAfterwards() {
        List<String> found = audit(log(
                created(0),
                new EvidenceRecorded(on(0), "budget"),
                new Deleted(on(1)),
                entered(2, "propose"),
                entered(3, "negotiate")));
        assertThat(found)
                .contains("3 [deal was deleted; bring it back to an open stage, which takes MovePolicy.REVIVE]");
        assertThat(found).noneMatch(line -> line.startsWith("4"));
    }

    @Test
    void aFactBeforeTheCreationIsDatedTooEarly() {
        assertThat(audit(log(created(5), new EvidenceRecorded(on(1), "budget"), entered(2, "propose"))))
                .containsExactly("2 [move must not be before the deal entered qualify at 2026-01-10T09:00:00Z,"
                        + " was 2026-01-07T09:00:00Z; correct the time]");
    }

    @Test
    void aHistoryWithoutACreationIsAViolationPerChange() {
        assertThat(audit(log(entered(1, "propose"), entered(2, "negotiate"))))
                .containsExactly(
                        "0 [no creation of the deal is recorded; append a Created event]",
                        "1 [no creation of the deal is recorded; append a Created event]");
        assertThat(audit(OpportunityLog.of(PROCESS))).isEmpty();
    }

    @Test
    void aTimeWithoutADayIsAViolation() {
        Header end = Header.of("OPP-7", Instant.MAX, "ada");
        List<OpportunityEvent> events = List.of(created(0), new StageEntered(end, StageId.of("propose")));
        List<Fact<OpportunityEvent>> facts = new ArrayList<>();
        events.forEach(event -> facts.add(new Fact<>(event, on(1).validAt(), facts.size())));
        assertThat(audit(OpportunityLog.of(PROCESS, facts)))
                .containsExactly("1 [time has no day in every zone, was +1000000000-12-31T23:59:59.999999999Z;"
                        + " correct the time]");
    }

    @Test
    void removalsTakeTheirPolicies() {
        OpportunityLog merged = log(created(0), new Merged(on(1), OpportunityId.of("OPP-8")));
        OpportunityLog recycled = log(created(0), new Recycled(on(1)));
        assertThat(LogAudit.of(MACHINE).audit(merged))
                .hasToString("[OPP-7 at 2026-01-06T09:00:00Z, fact 1: qualify to no stage (Merged):"
                        + " deals of this process are not to be merged; allow MovePolicy.MERGE]");
        assertThat(audit(recycled))
                .containsExactly("1 [deals of this process are not to be recycled to leads; allow MovePolicy.RECYCLE]");
        StageMachine lenient = StageMachine.builder(PROCESS)
                .allow(MovePolicy.MERGE, MovePolicy.RECYCLE)
                .build();
        assertThat(LogAudit.of(lenient).audit(merged)).isEmpty();
        assertThat(LogAudit.of(lenient).audit(recycled)).isEmpty();
    }

    @Test
    void rolesAreAskedOnlyOfWhoeverKnowsThem() {
        StageMachine machine =
                StageMachine.builder(PROCESS).mayMoveTo("propose", "sales-lead").build();
        OpportunityLog log = log(created(0), entered(1, "propose"));
        LogAudit audit = LogAudit.of(machine);
        assertThat(audit.audit(log)).isEmpty();
        assertThat(audit.withRoles(actor -> Set.of(actor.value() + "-fan", "sales-lead"))
                        .audit(log))
                .isEmpty();
        assertThat(audit.withRoles(actor -> Set.of("intern")).audit(log))
                .extracting(violation -> violation.reasons().get(0).criterion())
                .containsExactly("role");
    }

    @Test
    void versionsAreJudgedByTheirOwnMachines() {
        ProcessVersions family = SampleProcesses.renewals();
        StageMachine first = StageMachine.builder(family.version(1)).build();
        StageMachine second = StageMachine.builder(family.version(2)).build();
        OpportunityLog log = OpportunityLog.of(family.latest())
                .append(
                        List.<OpportunityEvent>of(
                                new Created(on(0), family.id(), StageId.of("review")),
                                new StageEntered(on(1), 1, StageId.of("offer")),
                                new StageEntered(on(2), 2, StageId.of("quote")),
                                new StageEntered(on(3), 1, StageId.of("offer")),
                                new Migrated(on(14), 2, StageId.of("value-check")),
                                new Migrated(on(15), 2, StageId.of("value-check"))),
                        on(30).validAt());
        assertThat(LogAudit.of(first, second).audit(log))
                .extracting(violation ->
                        violation.version() + " " + violation.reasons().get(0).criterion())
                .containsExactly("2 not-migrated", "1 not-migrated", "2 migrated-stage", "2 version");
        assertThat(LogAudit.of(second).audit(log))
                .extracting(violation ->
                        violation.version() + " " + violation.reasons().get(0).criterion())
                .containsExactly(
                        "1 other-version", "2 not-migrated", "1 other-version", "2 migrated-stage", "2 version");
    }

    @Test
    void whoGivesTheWrongMachineIsTold() {
        StageMachine other = StageMachine.builder(SampleProcesses.branching()).build();
        assertThatThrownBy(() -> LogAudit.of(other).audit(log(created(0))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("log of OPP-7 must be of the process of the audit, branching, was of enterprise");
        assertThatThrownBy(() -> LogAudit.of(MACHINE, other))
                .hasMessage("machines of one audit must be of one process, were of enterprise and branching");
        assertThatThrownBy(() -> LogAudit.of(MACHINE, MACHINE))
                .hasMessage("machines of one audit must be of different versions,"
                        + " were two of version 1 of process enterprise");
        SalesProcess changed = SalesProcess.builder("enterprise")
                .open("qualify")
                .won("won")
                .lost("lost")
                .build();
        StageMachine foreign = StageMachine.builder(changed).build();
        assertThatThrownBy(() -> LogAudit.of(foreign).audit(log(created(0))))
                .hasMessage("log of OPP-7 has another definition of version 1 of process enterprise than the machine;"
                        + " make both from one ProcessVersions");
    }
}
