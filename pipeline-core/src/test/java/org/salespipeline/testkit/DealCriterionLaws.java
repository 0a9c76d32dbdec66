package org.salespipeline.testkit;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.salespipeline.opportunity.Opportunity;

/** {@link CriterionLaws} for criteria about deals, with the deals to judge: all that is left is to name the criterion. */
public interface DealCriterionLaws extends CriterionLaws<Opportunity> {

    /** Deals in every stage, with and without amount, close, evidence and dossier. */
    @Override
    default Arbitrary<Opportunity> subjects() {
        return Arbitraries.oneOf(
                        Situations.processes().flatMap(Situations::deals),
                        Situations.processes().flatMap(PipelineArbitraries::opportunitiesIn))
                .withoutEdgeCases();
    }
}
