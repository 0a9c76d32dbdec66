package org.salespipeline.qualification;

import java.time.Instant;
import java.util.Set;
import org.salespipeline.criteria.Criterion;
import org.salespipeline.criteria.Reason;
import org.salespipeline.criteria.Verdict;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.stage.Stage;
import org.salespipeline.stage.StageKind;

/** The deal has been in its stage for some days; one that was given up is in none that counts. */
record MinimumStay(int days, Reason tooShort) implements Criterion<Opportunity> {

    static MinimumStay of(int days) {
        String id = idOf(Words.days("minimum days in stage", days));
        return new MinimumStay(days, Reason.of(id, "full days in the stage must be at least " + days, "wait"));
    }

    private static String idOf(int days) {
        return "minimum-days-in-stage(" + days + ")";
    }

    @Override
    public String id() {
        return idOf(days);
    }

    @Override
    public Verdict evaluate(Opportunity deal, Instant at) {
        Stage stage = deal.currentStage();
        if (stage.kind() == StageKind.LOST || stage.kind() == StageKind.OTHER_TERMINAL) {
            return Verdict.unmet(tooShort.withFound("none, deal was given up"));
        }
        Long stay = Elapsed.fullDays(deal.stageEnteredAt(), at);
        return stay >= days ? Verdict.met("full days in the stage", stay) : Verdict.unmet(tooShort.withFound(stay));
    }

    @Override
    public Set<String> uses() {
        return Set.of("stage-entered");
    }

    @Override
    public boolean implies(Criterion<?> other) {
        return other instanceof MinimumStay that && days >= that.days;
    }

    @Override
    public String toString() {
        return id();
    }
}
