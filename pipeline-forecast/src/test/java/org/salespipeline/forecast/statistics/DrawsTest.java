package org.salespipeline.forecast.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DrawsTest {

    @Test
    void drawsOfASeedAreThoseOfSplitMix() {
        // seed 42; computed with the published algorithm in Python 3.11, 2026-11-22
        long[] bits = {
            0xbdd732262feb6e95L, 0x28efe333b266f103L, 0x47526757130f9f52L, 0x581ce1ff0e4ae394L,
            0x09bc585a244823f2L, 0xde4431fa3c80db06L, 0x37e9671c45376d5dL, 0xccf635ee9e9e2fa4L
        };
        double[] uniform = {
            0.7415648787718233, 0.1599103928769201, 0.27860113025513866, 0.34419071652363753,
            0.03803016854024621, 0.8682280765465323, 0.21840519371218436, 0.8006318767135033
        };
        Draws draws = Draws.seeded(42);
        for (int n = 7; n >= 0; n--) {
            assertThat(draws.bits(n)).isEqualTo(bits[n]);
            assertThat(draws.uniform(n)).isEqualTo(uniform[n]);
        }
    }

    @Test
    void differentThingsDrawDifferently() {
        Draws draws = Draws.seeded(7);
        assertThat(new long[] {
                    draws.bits(0),
                    draws.bits(1),
                    draws.about(1).bits(0),
                    draws.about(2).bits(0),
                    draws.about(1).about(2).bits(0),
                    draws.about(2).about(1).bits(0),
                    Draws.seeded(8).about(1).bits(0)
                })
                .doesNotHaveDuplicates();
        assertThat(draws.about(1).bits(3)).isEqualTo(Draws.seeded(7).about(1).bits(3));
    }

    @Test
    void everyNumberBelowTheBoundIsDrawnAboutAsOften() {
        int[] seen = new int[6];
        for (int n = 0; n < 60_000; n++) {
            seen[Draws.seeded(3).about(9).below(n, 6)]++;
        }
        // 10,000 each; five standard deviations are 456
        assertThat(Arrays.stream(seen).allMatch(times -> times > 9_544 && times < 10_456))
                .isTrue();
        assertThatThrownBy(() -> Draws.seeded(3).below(0, 0)).hasMessage("bound of a draw must be 1 or more, was 0");
    }
}
