package org.salespipeline.testkit;

import java.util.List;
import org.salespipeline.criteria.Criterion;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.qualification.Criteria;
import org.salespipeline.qualification.Criteria.Field;
import org.salespipeline.qualification.QualificationFramework;

/** One of every built-in criterion about deals, about the names that random deals use. */
public final class SampleCriteria {

    private SampleCriteria() {}

    /** All samples; each appears once, some of them imply or contradict others. */
    public static List<Criterion<Opportunity>> all() {
        return List.of(
                Criteria.amountKnown(),
                Criteria.expectedCloseKnown(),
                Criteria.known(Field.OWNER),
                Criteria.known(Field.BUSINESS_KIND),
                Criteria.dimensionKnown("region"),
                Criteria.confirmed("budget"),
                Criteria.confirmedBy("budget", "ada"),
                Criteria.confirmedBy("budget", "null"),
                Criteria.confirmedWithin("budget", 3),
                Criteria.confirmedWithin("budget", 30),
                Criteria.minimumAmount("EUR 5000"),
                Criteria.minimumAmount("EUR 100"),
                Criteria.minimumAmount("USD 100"),
                Criteria.documentAttached("agreement"),
                Criteria.agreementSigned(),
                Criteria.quoteCurrent(),
                Criteria.noOpenObjections(),
                Criteria.approvedAbove("EUR 1000", "amount", "cfo"),
                Criteria.approvedAbove("EUR 9000", "amount", "cfo"),
                Criteria.approvedAboveDiscount("10", "discount", "sales-director", "cfo"),
                Criteria.approvedAboveDiscount("33.3", "discount", "sales-director", "cfo"),
                Criteria.activityWithin("meeting", 3),
                Criteria.activityWithin("meeting", 14),
                Criteria.contactRoles("champion"),
                Criteria.contactRoles("champion", "economic-buyer"),
                Criteria.minimumDaysInStage(2),
                Criteria.minimumDaysInStage(7),
                Criteria.scoreAtLeast("fit", 20),
                Criteria.scoreAtLeast("fit", 60),
                Criteria.unlessWaivedBy("cfo", Criteria.confirmed("budget")),
                Criteria.unlessWaivedBy("sales-director", Criteria.minimumAmount("EUR 5000")),
                QualificationFramework.bant().criterion(),
                Criterion.atLeast(3, QualificationFramework.meddic().criteria()));
    }
}
