package org.salespipeline.forecast.measure;

import java.util.List;
import java.util.Optional;
import org.salespipeline.forecast.measure.Figures.Estimate;
import org.salespipeline.forecast.measure.Figures.Shrunk;
import org.salespipeline.forecast.statistics.EventCurve;
import org.salespipeline.forecast.statistics.Proportion;
import org.salespipeline.forecast.statistics.Shrinkage;
import org.salespipeline.forecast.statistics.Shrinkage.BetaBinomial;

/** Shares with their intervals. */
final class Rates {

    private Rates() {}

    /** The share and the interval of Wilson; empty if there was no trial. */
    static Optional<Estimate> estimate(Proportion counts, double confidence) {
        return counts.trials() == 0
                ? Optional.empty()
                : Optional.of(new Estimate(counts.observed(), counts.wilson(confidence)));
    }

    /** The law that the shares of these groups are drawn from; empty when there are no two, or none has a trial. */
    static Optional<BetaBinomial> law(List<Proportion> groups) {
        long[] hits = groups.stream().mapToLong(Proportion::hits).toArray();
        long[] trials = groups.stream().mapToLong(Proportion::trials).toArray();
        boolean isAny = groups.stream().anyMatch(group -> group.trials() > 0);
        return isAny && groups.size() > 1 ? Optional.of(Shrinkage.betaBinomial(hits, trials)) : Optional.empty();
    }

    static Shrunk shrunk(BetaBinomial law, Proportion own, double confidence) {
        return new Shrunk(law.estimate(own), law.interval(own, confidence), law.weight(own.trials()));
    }

    /**
     * The share of amounts, with the interval of Wilson for n = (Σa)² ÷ Σa² equal deals.
     *
     * @param squares Σa²
     */
    static Optional<Estimate> ofAmounts(double part, double all, double squares, double confidence) {
        if (!(all > 0) || part < 0 || part > all) {
            // credit notes among them: no share of anything
            return Optional.empty();
        }
        double share = part / all;
        return Optional.of(new Estimate(share, Proportion.wilson(share, all * all / squares, confidence)));
    }

    /** The chance at the last time about which anything is known; empty if nobody was watched. */
    static Optional<Estimate> atTheEnd(EventCurve curve, double confidence) {
        int last = curve.lastTime();
        return last < 0
                ? Optional.empty()
                : Optional.of(new Estimate(curve.at(last), curve.intervalAt(last, confidence)));
    }
}
