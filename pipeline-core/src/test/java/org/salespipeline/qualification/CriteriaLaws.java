package org.salespipeline.qualification;

import net.jqwik.api.Group;
import org.salespipeline.criteria.Criterion;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.testkit.DealCriterionLaws;

/** Every built-in criterion, and a host's own, under the laws of all criteria. */
@SuppressWarnings("ClassCanBeStatic") // a group of jqwik is an inner class that is not static
class CriteriaLaws {

    @Group
    class AmountKnown implements DealCriterionLaws {
        @Override
        public Criterion<Opportunity> criterion() {
            return Criteria.amountKnown();
        }
    }

    @Group
    class ExpectedCloseKnown implements DealCriterionLaws {
        @Override
        public Criterion<Opportunity> criterion() {
            return Criteria.expectedCloseKnown();
        }
    }

    @Group
    class BudgetConfirmed implements DealCriterionLaws {
        @Override
        public Criterion<Opportunity> criterion() {
            return Criteria.confirmed("budget");
        }
    }

    @Group
    class AtLeastFiveThousand implements DealCriterionLaws {
        @Override
        public Criterion<Opportunity> criterion() {
            return Criteria.minimumAmount("EUR 5000");
        }
    }

    @Group
    class Owned implements DealCriterionLaws {
        @Override
        public Criterion<Opportunity> criterion() {
            return Criteria.custom(
                    "owner-known",
                    "nobody owns the deal",
                    "assign an owner",
                    deal -> deal.owner().isPresent());
        }
    }

    @Group
    class BudgetAndNeed implements DealCriterionLaws {
        @Override
        public Criterion<Opportunity> criterion() {
            return Criterion.allOf(
                    Criterion.anyOf(Criteria.confirmed("budget"), Criteria.minimumAmount("EUR 5000")),
                    Criteria.confirmed("need"));
        }
    }
}
