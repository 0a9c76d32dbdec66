package org.salespipeline.forecast.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ShrinkageLaws {

    @Provide
    Arbitrary<List<Proportion>> groups() {
        return Arbitraries.oneOf(
                        Arbitraries.longs().between(0, 12), Arbitraries.longs().between(0, 400))
                .flatMap(n -> Arbitraries.longs().between(0, n).map(k -> new Proportion(k, n)))
                .list()
                .ofMinSize(5)
                .ofMaxSize(15)
                .filter(list -> list.stream().anyMatch(group -> group.trials() > 0));
    }

    private static long[] hits(List<Proportion> groups) {
        return groups.stream().mapToLong(Proportion::hits).toArray();
    }

    private static long[] trials(List<Proportion> groups) {
        return groups.stream().mapToLong(Proportion::trials).toArray();
    }

    /** The likelihood by another way: products of the chances of single outcomes, one after the other. */
    private static double logLikelihood(List<Proportion> groups, double mean, double strength) {
        double sum = 0;
        for (Proportion group : groups) {
            for (long k = 0; k < group.trials(); k++) {
                boolean hit = k < group.hits();
                long before = hit ? k : k - group.hits();
                double chance = ((hit ? mean : 1 - mean) * strength + before) / (strength + k);
                sum += Math.log(chance);
                // times the number of orders
                sum += Math.log((k + 1.0) / (before + 1.0));
            }
        }
        return sum;
    }

    @Property(tries = 100)
    void noOtherLawIsMoreLikely(@ForAll("groups") List<Proportion> groups) {
        Shrinkage.BetaBinomial law = Shrinkage.betaBinomial(hits(groups), trials(groups));
        double strength = Math.min(law.strength(), 1e9);
        double best = logLikelihood(groups, law.mean(), strength);
        assertThat(law.logLikelihood()).isCloseTo(best, within(1e-5 * (1 + Math.abs(best))));
        if (law.basis() == Shrinkage.Basis.DEFAULT) {
            return;
        }
        for (double meanFactor : new double[] {0.5, 0.9, 0.99, 1, 1.01, 1.1}) {
            for (double factor : new double[] {1e-6, 1e-3, 0.1, 0.8, 0.99, 1, 1.01, 1.25, 10, 1000}) {
                double mean = Math.min(0.999, law.mean() * meanFactor);
                double other = Math.max(1e-3, Math.min(strength * factor, 1e9));
                assertThat(logLikelihood(groups, mean, other))
                        .isLessThanOrEqualTo(law.logLikelihood() + 1e-6 * (1 + Math.abs(best)));
            }
        }
    }

    @Property(tries = 100)
    void estimatesLieBetweenTheOwnShareAndTheMean(@ForAll("groups") List<Proportion> groups) {
        Shrinkage.BetaBinomial law = Shrinkage.betaBinomial(hits(groups), trials(groups));
        for (Proportion group : groups) {
            double own = group.trials() == 0 ? law.mean() : group.observed();
            assertThat(law.estimate(group))
                    .isBetween(Math.min(own, law.mean()) - 1e-12, Math.max(own, law.mean()) + 1e-12);
            assertThat(law.weight(group.trials())).isBetween(0.0, 1.0);
            Interval interval = law.interval(group, 0.95);
            assertThat(interval.low()).isNotNegative();
            assertThat(interval.high()).isLessThanOrEqualTo(1);
        }
        assertThat(law.estimate(new Proportion(0, 0))).isCloseTo(law.mean(), within(1e-15));
    }

    @Property(tries = 100)
    void hitsAndMissesAreMirrored(@ForAll("groups") List<Proportion> groups) {
        Shrinkage.BetaBinomial law = Shrinkage.betaBinomial(hits(groups), trials(groups));
        long[] misses = groups.stream().mapToLong(g -> g.trials() - g.hits()).toArray();
        Shrinkage.BetaBinomial mirrored = Shrinkage.betaBinomial(misses, trials(groups));
        assertThat(mirrored.mean()).isCloseTo(1 - law.mean(), within(1e-6));
        assertThat(mirrored.logLikelihood()).isCloseTo(law.logLikelihood(), within(1e-6));
        assertThat(mirrored.basis()).isEqualTo(law.basis());
    }

    @Property(tries = 100)
    void anotherUnitOfExposureScalesTheRates(@ForAll("groups") List<Proportion> groups) {
        double[] days = groups.stream().mapToDouble(g -> g.trials() + 1.0).toArray();
        double[] hours =
                groups.stream().mapToDouble(g -> 8 * (g.trials() + 1.0)).toArray();
        Shrinkage.GammaPoisson byDay = Shrinkage.gammaPoisson(hits(groups), days);
        Shrinkage.GammaPoisson byHour = Shrinkage.gammaPoisson(hits(groups), hours);
        assertThat(byHour.mean() * 8).isCloseTo(byDay.mean(), within(1e-9 * byDay.mean()));
        assertThat(byHour.basis()).isEqualTo(byDay.basis());
        assertThat(byHour.logLikelihood()).isCloseTo(byDay.logLikelihood(), within(1e-7));
    }

    /** The likelihood by another way: the negative binomial chance as a product over the events. */
    @Property(tries = 100)
    void noOtherGammaLawIsMoreLikely(@ForAll("groups") List<Proportion> groups) {
        double[] days = groups.stream().mapToDouble(g -> g.trials() + 1.0).toArray();
        Shrinkage.GammaPoisson law = Shrinkage.gammaPoisson(hits(groups), days);
        if (law.basis() == Shrinkage.Basis.DEFAULT) {
            return;
        }
        double shape = Math.min(law.strength(), 1e7);
        for (double meanFactor : new double[] {0.5, 0.9, 1, 1.1, 2}) {
            for (double factor : new double[] {1e-3, 0.1, 0.8, 1, 1.25, 10}) {
                double mean = law.mean() * meanFactor;
                double s = shape * factor;
                double sum = 0;
                for (int g = 0; g < days.length; g++) {
                    double expected = mean * days[g];
                    sum -= s * Math.log1p(expected / s);
                    for (long j = 0; j < groups.get(g).hits(); j++) {
                        sum += Math.log((s + j) / (s + expected) * expected / (j + 1));
                    }
                }
                assertThat(sum).isLessThanOrEqualTo(law.logLikelihood() + 1e-5 * (1 + Math.abs(sum)));
            }
        }
    }
}
