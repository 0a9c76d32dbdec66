package org.salespipeline.qualification;

import net.jqwik.api.Group;
import net.jqwik.api.PropertyDefaults;
import org.salespipeline.criteria.Criterion;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.qualification.Criteria.Field;
import org.salespipeline.testkit.DealCriterionLaws;

/** Every built-in criterion, and a host's own, under the laws of all criteria. */
@SuppressWarnings("ClassCanBeStatic") // a group of jqwik is an inner class that is not static
@PropertyDefaults(tries = 60)
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

    @Group
    class OwnerKnown implements DealCriterionLaws {
        @Override
        public Criterion<Opportunity> criterion() {
            return Criteria.known(Field.OWNER);
        }
    }

    @Group
    class RegionKnown implements DealCriterionLaws {
        @Override
        public Criterion<Opportunity> criterion() {
            return Criteria.dimensionKnown("region");
        }
    }

    @Group
    class BudgetConfirmedByAda implements DealCriterionLaws {
        @Override
        public Criterion<Opportunity> criterion() {
            return Criteria.confirmedBy("budget", "ada");
        }
    }

    @Group
    class BudgetConfirmedLately implements DealCriterionLaws {
        @Override
        public Criterion<Opportunity> criterion() {
            return Criteria.confirmedWithin("budget", 3);
        }
    }

    @Group
    class AgreementSigned implements DealCriterionLaws {
        @Override
        public Criterion<Opportunity> criterion() {
            return Criteria.agreementSigned();
        }
    }

    @Group
    class QuoteIsCurrent implements DealCriterionLaws {
        @Override
        public Criterion<Opportunity> criterion() {
            return Criteria.quoteCurrent();
        }
    }

    @Group
    class NothingObjected implements DealCriterionLaws {
        @Override
        public Criterion<Opportunity> criterion() {
            return Criteria.noOpenObjections();
        }
    }

    @Group
    class AmountApproved implements DealCriterionLaws {
        @Override
        public Criterion<Opportunity> criterion() {
            return Criteria.approvedAbove("EUR 1000", "amount", "cfo");
        }
    }

    @Group
    class DiscountApproved implements DealCriterionLaws {
        @Override
        public Criterion<Opportunity> criterion() {
            return Criteria.approvedAboveDiscount("10", "discount", "sales-director", "cfo");
        }
    }

    @Group
    class MetLately implements DealCriterionLaws {
        @Override
        public Criterion<Opportunity> criterion() {
            return Criteria.activityWithin("meeting", 3);
        }
    }

    @Group
    class BuyingCentreKnown implements DealCriterionLaws {
        @Override
        public Criterion<Opportunity> criterion() {
            return Criteria.contactRoles("champion", "economic-buyer");
        }
    }

    @Group
    class AWeekInStage implements DealCriterionLaws {
        @Override
        public Criterion<Opportunity> criterion() {
            return Criteria.minimumDaysInStage(7);
        }
    }

    @Group
    class FitEnough implements DealCriterionLaws {
        @Override
        public Criterion<Opportunity> criterion() {
            return Criteria.scoreAtLeast("fit", 20);
        }
    }

    @Group
    class WaivableMinimum implements DealCriterionLaws {
        @Override
        public Criterion<Opportunity> criterion() {
            return Criteria.unlessWaivedBy("sales-director", Criteria.minimumAmount("EUR 5000"));
        }
    }

    @Group
    class ThreeOfMeddic implements DealCriterionLaws {
        @Override
        public Criterion<Opportunity> criterion() {
            return Criterion.atLeast(3, QualificationFramework.meddic().criteria());
        }
    }
}
