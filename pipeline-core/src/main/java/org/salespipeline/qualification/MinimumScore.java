package org.salespipeline.qualification;

import java.time.Instant;
import java.util.Set;
import org.salespipeline.criteria.Criterion;
import org.salespipeline.criteria.Reason;
import org.salespipeline.criteria.Verdict;
import org.salespipeline.opportunity.Opportunity;

/** A score reaches a minimum. */
record MinimumScore(String id, String score, int minimum, Verdict notKnown, Reason tooLow)
        implements Criterion<Opportunity> {

    static MinimumScore of(String score, int minimum) {
        String id = "score-at-least(" + Words.text("score at least", "score", score) + ", " + minimum + ")";
        String rule = "score " + score + " must be at least " + minimum;
        return new MinimumScore(
                id,
                score,
                minimum,
                Verdict.unknown(
                        Reason.of(id, rule, "set score \"" + score + "\"").withFound("not known")),
                Reason.of(id, rule, "correct the score if it is out of date"));
    }

    @Override
    public Verdict evaluate(Opportunity deal, Instant at) {
        Integer points = deal.dossier().scores().get(score);
        if (points == null) {
            return notKnown;
        }
        return points >= minimum ? Verdict.met("score " + score, points) : Verdict.unmet(tooLow.withFound(points));
    }

    @Override
    public Set<String> uses() {
        return Set.of("score:" + score);
    }

    @Override
    public boolean implies(Criterion<?> other) {
        return other instanceof MinimumScore that && score.equals(that.score) && minimum >= that.minimum;
    }

    @Override
    public String toString() {
        return id;
    }
}
