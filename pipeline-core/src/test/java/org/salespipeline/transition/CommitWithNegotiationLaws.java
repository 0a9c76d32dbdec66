package org.salespipeline.transition;

import java.util.List;
import org.salespipeline.event.OpportunityEvent.CategoryCalled;
import org.salespipeline.event.OpportunityEvent.Header;
import org.salespipeline.stage.ForecastCategory;
import org.salespipeline.testkit.MoveEffectLaws;
import org.salespipeline.testkit.SampleProcesses;

class CommitWithNegotiationLaws implements MoveEffectLaws {

    static final MoveEffect COMMIT = (moved, move) ->
            List.of(new CategoryCalled(new Header(moved.id(), move.at(), move.actor()), ForecastCategory.COMMIT));

    @Override
    public MoveEffect effect() {
        return COMMIT;
    }

    @Override
    public String stage() {
        return "negotiate";
    }

    @Override
    public StageMachine machine() {
        return StageMachine.builder(SampleProcesses.enterprise())
                .allow(MovePolicy.SKIP, MovePolicy.REOPEN_LOST)
                .build();
    }
}
