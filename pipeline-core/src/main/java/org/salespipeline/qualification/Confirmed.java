package org.salespipeline.qualification;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.salespipeline.criteria.Criterion;
import org.salespipeline.criteria.Reason;
import org.salespipeline.criteria.Verdict;
import org.salespipeline.opportunity.Evidence;
import org.salespipeline.opportunity.Opportunity;

/** Evidence of one name is there and holds, perhaps that of one person, perhaps not older than some days. */
final class Confirmed implements Criterion<Opportunity> {

    private final String id;
    private final String evidence;
    private final @Nullable String by;
    private final int days;
    private final Verdict missing;
    private final Reason toCome;
    private final Reason expired;
    private final Reason wrong;

    private Confirmed(String id, String evidence, @Nullable String by, int days, String rule) {
        this.id = id;
        this.evidence = Words.text("confirmed", "evidence", evidence);
        this.by = by;
        this.days = days;
        String record = "record evidence \"" + evidence + "\"";
        String cure = by == null ? record : record + " confirmed by " + by;
        missing = Verdict.unmet(Reason.of(id, evidence + " is not confirmed", cure));
        toCome = Reason.of(
                id,
                evidence + " must have been confirmed before, which is not known",
                "judge the deal as it was by then");
        expired = Reason.of(id, "end of the confirmation of " + evidence + " must be to come", cure + " again");
        wrong = Reason.of(id, rule, by == null ? cure + " again" : cure);
    }

    static Confirmed of(String evidence) {
        return new Confirmed("confirmed(" + evidence + ")", evidence, null, 0, evidence + " must be confirmed");
    }

    static Confirmed by(String evidence, String who) {
        String id = "confirmed(" + evidence + " by " + Words.text("confirmed by", "who", who) + ")";
        return new Confirmed(id, evidence, who, 0, evidence + " must be confirmed by " + who);
    }

    static Confirmed within(String evidence, int days) {
        String id = "confirmed(" + evidence + " within " + Words.days("confirmed within", days) + " days)";
        return new Confirmed(id, evidence, null, days, evidence + " must have been confirmed within " + days + " days");
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Verdict evaluate(Opportunity deal, Instant at) {
        Evidence found = deal.evidence().get(evidence);
        if (found == null) {
            return missing;
        }
        if (found.confirmedAt().isAfter(at)) {
            return Verdict.unknown(toCome.withFound(found.confirmedAt()));
        }
        if (found.isExpiredAt(at)) {
            return Verdict.unmet(expired.withFound(found.expiresAt().orElseThrow()));
        }
        if (by != null && !by.equals(found.confirmedBy())) {
            return Verdict.unmet(wrong.withFound(found.confirmedBy()));
        }
        if (days > 0 && !Elapsed.isWithin(found.confirmedAt(), at, days)) {
            return Verdict.unmet(wrong.withFound(found.confirmedAt()));
        }
        return Verdict.met(found);
    }

    @Override
    public Set<String> uses() {
        return Set.of("evidence:" + evidence);
    }

    /** A stricter one implies a laxer one of the same evidence. */
    @Override
    public boolean implies(Criterion<?> other) {
        return other instanceof Confirmed that
                && evidence.equals(that.evidence)
                && (that.by == null || that.by.equals(by))
                && (that.days == 0 || (days > 0 && days <= that.days));
    }

    @Override
    public boolean contradicts(Criterion<?> other) {
        return by != null
                && other instanceof Confirmed that
                && evidence.equals(that.evidence)
                && that.by != null
                && !by.equals(that.by);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Confirmed that && id.equals(that.id) && implies(that) && that.implies(this);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return id;
    }
}
