package org.salespipeline.forecast.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DrawsTest {

    private static final int MANY = 100_000;

    @Test
    void aDrawIsLookedUpAndNotConsumed() {
        Draws draws = Draws.of(7, Draws.Kind.DEAL, 3);
        long later = draws.bits(5);
        assertThat(draws.bits(0)).isNotEqualTo(later);
        assertThat(Draws.of(7, Draws.Kind.DEAL, 3).bits(5)).isEqualTo(later);
    }

    @Test
    void bitsAreThoseOfTheFormula() {
        // key = mix(mix(seed + 4 gamma) ^ (entity gamma)), bits = mix(key + 6 gamma); worked out in Python 3.11,
        // 2026-11-23
        assertThat(Draws.of(7, Draws.Kind.DEAL, 3).bits(5)).isEqualTo(0xd1340cd92e918883L);
    }

    @Test
    void seedKindAndEntityEachMakeAnotherDraw() {
        assertThat(new long[] {
                    Draws.of(7, Draws.Kind.DEAL, 3).bits(0),
                    Draws.of(8, Draws.Kind.DEAL, 3).bits(0),
                    Draws.of(7, Draws.Kind.OWNER, 3).bits(0),
                    Draws.of(7, Draws.Kind.DEAL, 4).bits(0),
                    Draws.of(7, Draws.Kind.DEAL, 3).bits(1)
                })
                .doesNotHaveDuplicates();
    }

    /** Bounds are five standard errors at 100,000 draws; the seed is fixed, so the test cannot flicker. */
    @Test
    void momentsAreThoseOfTheDistributions() {
        double uniform = 0;
        double normal = 0;
        double squares = 0;
        double poisson = 0;
        for (int i = 0; i < MANY; i++) {
            Draws draws = Draws.of(1, Draws.Kind.DEAL, i);
            uniform += draws.uniform(0) / MANY;
            double z = draws.normal(1);
            normal += z / MANY;
            squares += z * z / MANY;
            poisson += (double) draws.poisson(3, 70.5) / MANY;
        }
        assertThat(uniform).isCloseTo(.5, within(5 * .2887 / 316.2));
        assertThat(normal).isCloseTo(0, within(5 / 316.2));
        assertThat(squares).isCloseTo(1, within(5 * 1.4142 / 316.2));
        assertThat(poisson).isCloseTo(70.5, within(5 * 8.396 / 316.2));
    }

    @Test
    void anIndexIsDrawnWithItsWeight() {
        int[] counts = new int[3];
        for (int i = 0; i < MANY; i++) {
            counts[Draws.of(2, Draws.Kind.DEAL, i).weighted(0, .2, .5, .3)]++;
        }
        // five standard errors of a share near one half
        assertThat(counts[0]).isCloseTo(20_000, within(800));
        assertThat(counts[1]).isCloseTo(50_000, within(800));
    }
}
