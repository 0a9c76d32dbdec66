package org.salespipeline.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.Created;
import org.salespipeline.event.OpportunityEvent.Header;
import org.salespipeline.event.OpportunityEvent.Reopened;
import org.salespipeline.fact.ActorId;
import org.salespipeline.stage.Stage;
import org.salespipeline.stage.StageKind;
import org.salespipeline.testkit.PipelineArbitraries;

@Domain(PipelineArbitraries.class)
class OpportunityLaws {

    /** A deal and an event that may happen to it. */
    record Happening(Opportunity deal, OpportunityEvent event) {}

    @Provide
    Arbitrary<Happening> happenings() {
        return PipelineArbitraries.processes()
                .flatMap(PipelineArbitraries::opportunitiesIn)
                .flatMap(deal -> Combinators.combine(
                                Arbitraries.just(deal),
                                PipelineArbitraries.eventsOf(deal.process(), deal.id())
                                        .filter(event -> !(event instanceof Created)))
                        .as(Happening::new));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void anEventHappensOnceHoweverOftenItIsTold(@ForAll("happenings") Happening happening) {
        Opportunity once = happening.deal().after(happening.event());

        assertThat(once.after(happening.event())).isEqualTo(once);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void anEventNeverTouchesWhatMakesTheDeal(@ForAll("happenings") Happening happening) {
        Opportunity before = happening.deal();
        Opportunity after = before.after(happening.event());

        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.process().versions()).isEqualTo(before.process().versions());
        assertThat(after.createdAt()).isEqualTo(before.createdAt());
        assertThat(after.name()).isEqualTo(before.name());
        assertThat(after.account()).isEqualTo(before.account());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aReopenedDealIsAsOpenAsIfNothingHadEndedIt(@ForAll Opportunity deal, @ForAll ActorId actor) {
        for (Stage stage : deal.process().stages()) {
            if (stage.kind().isOpen()) {
                Header header = new Header(deal.id(), deal.stageEnteredAt(), actor);
                Opportunity reopened =
                        deal.after(new Reopened(header, deal.process().version(), stage.id(), Optional.empty()));
                assertThat(reopened.isOpen()).isTrue();
                assertThat(reopened.actualClose()).isEmpty();
                assertThat(reopened.lossReason()).isEmpty();
                assertThat(reopened.mergedInto()).isEmpty();
                assertThat(reopened.isDeleted()).isFalse();
            }
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void anOpenDealHasNoEnd(@ForAll Opportunity deal) {
        StageKind kind = deal.currentStage().kind();
        if (deal.isOpen()) {
            assertThat(kind.isOpen()).isTrue();
            assertThat(deal.actualClose()).isEmpty();
            assertThat(deal.lossReason()).isEmpty();
        }
        assertThat(deal.isDeleted() && deal.mergedInto().isPresent()).isFalse();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void printsItsIdAndStage(@ForAll Opportunity deal) {
        assertThat(deal.toString())
                .startsWith(deal.id() + " [stage " + deal.stage() + " of "
                        + deal.process().id());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void anAmountIsThereExactlyWhenItIsSaidToBe(@ForAll("happenings") Happening happening) {
        Opportunity deal = happening.deal();
        Opportunity after = deal.after(happening.event());

        assertThat(deal.hasAmount()).isEqualTo(deal.amount().isPresent());
        assertThat(after.hasAmount()).isEqualTo(after.amount().isPresent());
    }
}
