package org.salespipeline.quickstart;

import org.salespipeline.criteria.Criterion;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.testkit.DealCriterionLaws;

/** Holds the criterion to the laws of every criterion, on random deals. */
class NamedAccountLaws implements DealCriterionLaws {

    @Override
    public Criterion<Opportunity> criterion() {
        return OwnRules.namedAccount();
    }
}
