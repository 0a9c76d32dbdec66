package org.salespipeline.transition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.salespipeline.event.OpportunityEvent.Created;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.ActorId;
import org.salespipeline.opportunity.LossReason;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.qualification.Criteria;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.Stage;
import org.salespipeline.stage.StageKind;
import org.salespipeline.testkit.PipelineArbitraries;
import org.salespipeline.testkit.SampleProcesses;
import org.salespipeline.transition.LogAudit.Violation;
import org.salespipeline.transition.TransitionResult.Accepted;

/** Moves that somebody enters later than they were made. */
class DatedBackLaws {

    private static final SalesProcess PROCESS = SampleProcesses.enterprise();
    private static final StageMachine MACHINE = StageMachine.builder(PROCESS)
            .exitWhen("qualify", Criteria.amountKnown(), Criteria.confirmed("budget"))
            .exitWhen("propose", Criteria.minimumAmount("EUR 1000"))
            .allow(MovePolicy.values())
            .build();

    /** A log of a system that records everything when it happens, and a move at any time, entered after all else. */
    record Late(OpportunityLog log, Move move) {

        Opportunity latest() {
            return log.latest();
        }

        Instant enteredAt() {
            Instant last = log.facts().facts().get(log.facts().size() - 1).recordedAt();
            return last.isBefore(move.at()) ? move.at() : last;
        }
    }

    @Provide
    Arbitrary<Late> late() {
        return PipelineArbitraries.orderlyLogsOf(PROCESS, OpportunityId.of("OPP-7"))
                .filter(log -> log.facts().facts().stream().anyMatch(fact -> fact.event() instanceof Created))
                .flatMap(log -> Combinators.combine(PipelineArbitraries.instants(), Arbitraries.of(PROCESS.stages()))
                        .as((at, target) -> new Late(log, move(target, at))))
                .withoutEdgeCases();
    }

    private static Move move(Stage target, Instant at) {
        Move move = Move.to(target.id(), ActorId.of("ada"), at);
        return target.kind() == StageKind.LOST ? move.because(LossReason.PRICE) : move;
    }

    private static List<Violation> audit(OpportunityLog log) {
        return LogAudit.of(MACHINE).audit(log);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void whatIsAcceptedIsWhereTheDealEndsUpAndNoAuditObjects(@ForAll("late") Late late) {
        TransitionResult result = MACHINE.attempt(late.log(), late.move());
        if (!(result instanceof Accepted accepted)) {
            return;
        }
        OpportunityLog longer = late.log().append(accepted.events(), late.enteredAt());
        assertThat(longer.latest().stage()).isEqualTo(late.move().target());
        assertThat(longer.latest().stageEnteredAt()).isEqualTo(late.move().at());
        List<Violation> before = new ArrayList<>(audit(late.log()));
        assertThat(audit(longer)).isEqualTo(before);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aMoveAfterAllElseIsJudgedByTheLatestDeal(@ForAll("late") Late late) {
        Move now = move(PROCESS.stage(late.move().target()), late.enteredAt());
        assertThat(MACHINE.attempt(late.log(), now)).isEqualTo(MACHINE.attempt(late.latest(), now));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void whatWasKnownBeforeTheMoveWasEnteredStaysKnown(@ForAll("late") Late late, @ForAll("late") Late other) {
        if (MACHINE.attempt(late.log(), late.move()) instanceof Accepted accepted) {
            Instant enteredAt = late.enteredAt().plusSeconds(1);
            OpportunityLog longer = late.log().append(accepted.events(), enteredAt);
            Instant then = other.move().at();
            assertThat(longer.asOf(then, late.enteredAt())).isEqualTo(late.log().asOf(then, late.enteredAt()));
        }
    }
}
