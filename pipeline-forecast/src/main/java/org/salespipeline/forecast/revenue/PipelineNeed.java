package org.salespipeline.forecast.revenue;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.OptionalInt;
import org.salespipeline.forecast.revenue.RevenueTerms.AmountRatio;

/** How many more deals of a kind it takes to reach a target with a chosen chance. Immutable. */
public final class PipelineNeed {

    private static final int MOST = 1_000_000;

    private final RevenueTerms terms;
    private final CommonFactor factor;
    private final Kind kind;

    private PipelineNeed(RevenueTerms terms, CommonFactor factor, Kind kind) {
        this.terms = terms;
        this.factor = factor;
        this.kind = kind;
    }

    /** A question about these terms, to which deals of one kind may be added; the factor moves those too. */
    public static PipelineNeed of(RevenueTerms terms, CommonFactor factor, Kind kind) {
        return new PipelineNeed(terms, factor, kind);
    }

    /**
     * A kind of deal that could be added.
     *
     * @param minorUnits its amount, from 1 to 2⁵³
     * @param chance to be won in the period, in (0, 1]
     * @param ratio won amount / shown amount, given a win
     */
    public record Kind(long minorUnits, double chance, AmountRatio ratio) {

        /** Checks the ranges. */
        public Kind {
            checkArgument(minorUnits >= 1, "amount of a kind of deal must be 1 or more, was %s", minorUnits);
            checkArgument(chance > 0 && chance <= 1, "chance of a kind of deal must be in (0, 1], was %s", chance);
        }
    }

    /**
     * The fewest deals of the kind with which the target is reached with a chance of {@code wanted} or more; 0 when it is already;
     * empty when a million do not do it. Found by halving, since one more deal never lowers the chance; so exact where {@link
     * Aggregators#automatic} is, and elsewhere right for the law within its error.
     *
     * @param target in minor units, finite
     * @param wanted in (0, 1)
     */
    public OptionalInt dealsFor(double target, double wanted) {
        checkArgument(Double.isFinite(target), "target must be finite, was %s", target);
        checkArgument(wanted > 0 && wanted < 1, "wanted chance must be in (0, 1), was %s", wanted);
        if (chance(0, target) >= wanted) {
            return OptionalInt.of(0);
        }
        int tooFew = 0;
        int enough = 1;
        while (chance(enough, target) < wanted) {
            if (enough == MOST) {
                return OptionalInt.empty();
            }
            tooFew = enough;
            enough = Math.min(2 * enough, MOST);
        }
        while (enough - tooFew > 1) {
            int middle = tooFew + (enough - tooFew) / 2;
            if (chance(middle, target) < wanted) {
                tooFew = middle;
            } else {
                enough = middle;
            }
        }
        return OptionalInt.of(enough);
    }

    /** The chance of the target or more with so many deals of the kind besides. */
    private double chance(int deals, double target) {
        RevenueTerms.Builder more = RevenueTerms.builder().merge(terms);
        for (int i = 0; i < deals; i++) {
            more.add(-1 - i, kind.minorUnits, kind.chance, kind.ratio);
        }
        return Aggregators.automatic().law(more.build(), factor).chanceOfAtLeast(target);
    }
}
