package org.salespipeline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.salespipeline.criteria.Reason;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.Header;
import org.salespipeline.event.OpportunityEvent.Migrated;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.stage.ProcessVersions;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.StageId;
import org.salespipeline.stage.StageKind;
import org.salespipeline.testkit.StageMachineLaws.More;
import org.salespipeline.testkit.StageMachineLaws.Rules;
import org.salespipeline.testkit.StageMachineLaws.Situation;
import org.salespipeline.transition.MovePolicy;
import org.salespipeline.transition.Removal;
import org.salespipeline.transition.StageMachine;
import org.salespipeline.transition.TransitionResult;
import org.salespipeline.transition.TransitionResult.Accepted;
import org.salespipeline.transition.TransitionResult.Refused;

/** What every machine owes to those who take deals out of the pipeline, or bring them to another version of its process. */
public interface RemovalAndMigrationLaws {

    /** A machine of the implementation under test, with these rules. */
    StageMachine machine(Rules rules);

    /** A deal of any version of a process, and when somebody asks for the last version. */
    record Migration(Opportunity deal, Instant at) {

        /** All that speaks against it, by the ids of the reasons. */
        List<String> objections(int version) {
            List<String> objections = MachineModel.objectionsTo(deal, at);
            StageKind kind = deal.currentStage().kind();
            if (deal.process().version() == version) {
                objections.add("version");
                return objections;
            }
            if (at.compareTo(Instant.parse("2026-01-15T00:00:00Z")) < 0) {
                objections.add("not-in-force");
            }
            if (kind == StageKind.LOST || kind == StageKind.OTHER_TERMINAL) {
                objections.add("closed");
            }
            return objections;
        }
    }

    /** Deals with any past, of both versions of a process. */
    @Provide
    default Arbitrary<Migration> migrations() {
        ProcessVersions family = SampleProcesses.renewals();
        return PipelineArbitraries.logsOf(family.latest(), OpportunityId.of("OPP-7"))
                .filter(log ->
                        log.facts().facts().stream().anyMatch(fact -> fact.event() instanceof OpportunityEvent.Created))
                .flatMap(log -> PipelineArbitraries.instants().map(at -> new Migration(log.latest(), at)))
                .withoutEdgeCases();
    }

    private static List<String> objections(Situation asked, Removal removal) {
        List<String> objections = MachineModel.objectionsTo(asked.deal(), removal.at());
        String name = removal.kind().name();
        if (MachineModel.lacksRole(asked.rules(), Optional.of(MovePolicy.valueOf(name)), removal.roles())) {
            objections.add("role");
        }
        boolean takesBack = removal.kind() != Removal.Kind.RECYCLE
                && asked.deal().isCurrent()
                && asked.deal().currentStage().kind().isWon();
        if (takesBack && MachineModel.lacksRole(asked.rules(), Optional.of(MovePolicy.REOPEN_WON), removal.roles())) {
            objections.add("role");
        }
        if (!asked.rules().allowed().contains(MovePolicy.valueOf(name))) {
            objections.add(name.toLowerCase(Locale.ROOT));
        }
        boolean takesWinsBack = asked.rules().allowed().contains(MovePolicy.REOPEN_WON);
        if (takesBack && !takesWinsBack) {
            objections.add("won");
        }
        boolean decided = !asked.deal().currentStage().kind().isOpen();
        if (removal.kind() == Removal.Kind.RECYCLE && asked.deal().isCurrent() && decided) {
            objections.add("closed");
        }
        return objections;
    }

    private static Removal removal(Situation asked, Removal.Kind kind) {
        String actor = asked.move().actor().value();
        Removal removal = switch (kind) {
            case MERGE -> Removal.merge("OPP-8", actor, asked.move().at());
            case DELETE -> Removal.delete(actor, asked.move().at());
            case RECYCLE -> Removal.recycle(actor, asked.move().at());
        };
        return removal.as(asked.move().roles().toArray(new String[0]));
    }

    private static OpportunityEvent event(Opportunity deal, Removal removal) {
        Header header = new Header(deal.id(), removal.at(), removal.actor());
        return switch (removal.kind()) {
            case MERGE -> new OpportunityEvent.Merged(header, removal.into().orElseThrow());
            case DELETE -> new OpportunityEvent.Deleted(header);
            case RECYCLE -> new OpportunityEvent.Recycled(header);
        };
    }

    /** A removal takes its policy and a deal that is there, and is one event after which the deal counts no more. */
    @Property
    default void aRemovalTakesItsPolicyAndADealThatIsThere(
            @ForAll("situations") Situation asked, @ForAll Removal.Kind kind) {
        Removal removal = removal(asked, kind);
        List<String> objections = objections(asked, removal);
        TransitionResult result = machine(asked.rules()).attempt(asked.deal(), removal);
        assertThat(result.isAccepted()).isEqualTo(objections.isEmpty());
        if (result instanceof Refused refused) {
            assertThat(refused.reasons()).extracting(Reason::criterion).isEqualTo(objections);
            return;
        }
        OpportunityEvent event = event(asked.deal(), removal);
        assertThat(((Accepted) result).events()).isEqualTo(List.of(event));
        Opportunity removed = asked.deal().after(event);
        assertThat(removed.isCurrent()).isFalse();
        assertThat(removed.stage()).isEqualTo(asked.deal().stage());
        assertThat(removed.removedAt()).contains(removal.at());
        assertThat(machine(asked.rules()).attempt(removed, removal).isAccepted())
                .isFalse();
    }

    /** A deal in flight follows the maps to the machine's version; decided, gone and later ones stay where they are. */
    @Property
    default void aMigrationFollowsTheMapAndTakesAnOpenDealOfAnEarlierVersion(@ForAll("migrations") Migration asked) {
        SalesProcess latest = SampleProcesses.renewals().latest();
        StageMachine machine = machine(new Rules(
                latest,
                List.of(),
                EnumSet.noneOf(MovePolicy.class),
                true,
                ZoneOffset.UTC,
                new More(Set.of(), Set.of(), Map.of(), Optional.empty(), Map.of())));
        Opportunity deal = asked.deal();
        List<String> objections = asked.objections(latest.version());
        TransitionResult result = machine.migrate(deal, Situations.ACTOR, asked.at());
        assertThat(result.isAccepted()).isEqualTo(objections.isEmpty());
        if (result instanceof Refused refused) {
            assertThat(refused.reasons()).extracting(Reason::criterion).isEqualTo(objections);
            return;
        }
        int from = deal.process().version();
        StageId stage = SampleProcesses.renewals().map(deal.stage(), from, latest.version());
        Header header = new Header(deal.id(), asked.at(), Situations.ACTOR);
        assertThat(((Accepted) result).events())
                .isEqualTo(List.<OpportunityEvent>of(new Migrated(header, latest.version(), stage)));
        Opportunity migrated = deal.after(((Accepted) result).events());
        assertThat(migrated.settledAt()).isEqualTo(asked.at());
        assertThat(migrated.process()).isEqualTo(latest);
        List<Reason> tooEarly =
                machine.missing(migrated, latest.first().id(), asked.at().minusNanos(1));
        assertThat(tooEarly)
                .extracting(Reason::criterion)
                .containsAnyOf("dated-before-migration", "dated-before-stage");
    }
}
