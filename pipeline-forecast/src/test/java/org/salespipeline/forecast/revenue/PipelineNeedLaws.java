package org.salespipeline.forecast.revenue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.salespipeline.forecast.revenue.PipelineNeed.Kind;
import org.salespipeline.forecast.revenue.RevenueArbitraries.Term;
import org.salespipeline.forecast.revenue.RevenueTerms.AmountRatio;

class PipelineNeedLaws {

    @Provide
    Arbitrary<List<Term>> multiples() {
        return RevenueArbitraries.terms(5)
                .map(terms -> terms.stream()
                        .map(term -> new Term(term.key(), term.amount() / 500_000 * 500_000, term.chance()))
                        .toList());
    }

    @Provide
    Arbitrary<CommonFactor> factors() {
        return RevenueArbitraries.factors();
    }

    /** Counted up one by one, each time over all sums there can be. */
    @Property(tries = 25, edgeCases = EdgeCasesMode.NONE)
    void needIsTheFirstNumberOfDealsThatDoes(
            @ForAll("multiples") List<Term> terms,
            @ForAll("factors") CommonFactor factor,
            @ForAll @IntRange(min = 0, max = 10) int steps,
            @ForAll @DoubleRange(min = 0.2, max = 0.9) double wanted) {
        RevenueTerms built = RevenueArbitraries.build(terms, 0);
        Kind kind = new Kind(500_000, 0.5, AmountRatio.AS_SHOWN);
        double target = 500_000.0 * steps;
        int counted = 0;
        RevenueTerms.Builder more = RevenueTerms.builder().merge(built);
        while (Aggregators.exactAtoms().law(more.build(), factor).chanceOfAtLeast(target) < wanted - 1e-9) {
            more.add(-1 - counted, 500_000, 0.5);
            counted++;
        }
        // on the edge between two numbers rounding decides
        boolean isOnTheEdge =
                Aggregators.exactAtoms().law(more.build(), factor).chanceOfAtLeast(target) < wanted + 1e-6;
        if (!isOnTheEdge) {
            assertThat(PipelineNeed.of(built, factor, kind).dealsFor(target, wanted))
                    .hasValue(counted);
        }
    }

    @Example
    void whatAMillionDealsDoNotReachIsOutOfReach() {
        RevenueTerms none = RevenueTerms.builder().build();
        PipelineNeed need = PipelineNeed.of(none, CommonFactor.independent(), new Kind(1, 1, AmountRatio.AS_SHOWN));
        assertThat(need.dealsFor(2e6, 0.5)).isEmpty();
        assertThat(need.dealsFor(0, 0.5)).hasValue(0);
        assertThatThrownBy(() -> need.dealsFor(5, 1)).hasMessage("wanted chance must be in (0, 1), was 1.0");
        assertThatThrownBy(() -> new Kind(5, 0, AmountRatio.AS_SHOWN))
                .hasMessage("chance of a kind of deal must be in (0, 1], was 0.0");
    }
}
