package org.salespipeline.transition;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.salespipeline.criteria.Reason;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.testkit.MoveRuleLaws;
import org.salespipeline.testkit.SampleProcesses;

class DirectorsMoveLargeDealsLaws implements MoveRuleLaws {

    private static final Reason ONLY_DIRECTORS =
            Reason.of("large-deal", "only a director may move a deal of 5000 or more", "ask one");

    static final MoveRule DIRECTORS_MOVE_LARGE_DEALS = new MoveRule() {
        @Override
        public List<Reason> objections(Opportunity deal, Move move) {
            boolean isLarge = deal.amount()
                    .filter(amount -> amount.getAmount().compareTo(BigDecimal.valueOf(5_000)) >= 0)
                    .isPresent();
            return isLarge && !move.roles().contains("director") ? List.of(ONLY_DIRECTORS) : List.of();
        }

        @Override
        public Set<String> roles() {
            return Set.of("director");
        }
    };

    @Override
    public MoveRule rule() {
        return DIRECTORS_MOVE_LARGE_DEALS;
    }

    @Override
    public StageMachine machine() {
        return StageMachine.builder(SampleProcesses.enterprise())
                .allow(MovePolicy.SKIP)
                .build();
    }
}
