package org.salespipeline.qualification;

import java.time.Instant;
import java.util.Set;
import org.salespipeline.criteria.Criterion;
import org.salespipeline.criteria.Reason;
import org.salespipeline.criteria.Verdict;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.qualification.Criteria.Field;

/** One field of the deal has a value. */
record Known(Field field, Verdict isKnown, Verdict otherwise) implements Criterion<Opportunity> {

    static Known of(Field field) {
        String words = field.words();
        return new Known(
                field,
                Verdict.met(words + " is known"),
                Verdict.unmet(Reason.of(idOf(field), words + " is not known", "set the " + words)));
    }

    private static String idOf(Field field) {
        return field.key() + "-known";
    }

    @Override
    public String id() {
        return idOf(field);
    }

    @Override
    public Verdict evaluate(Opportunity deal, Instant at) {
        boolean isPresent = switch (field) {
            case AMOUNT -> deal.hasAmount();
            case EXPECTED_CLOSE -> deal.expectedClose().isPresent();
            case NAME -> deal.name().isPresent();
            case ACCOUNT -> deal.account().isPresent();
            case OWNER -> deal.owner().isPresent();
            case SOURCE -> deal.source().isPresent();
            case BUSINESS_KIND -> deal.businessKind().isPresent();
        };
        return isPresent ? isKnown : otherwise;
    }

    @Override
    public Set<String> uses() {
        return Set.of(field.key());
    }

    @Override
    public String toString() {
        return id();
    }
}
