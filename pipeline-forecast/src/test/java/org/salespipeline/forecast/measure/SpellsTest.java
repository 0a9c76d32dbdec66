package org.salespipeline.forecast.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.salespipeline.forecast.statistics.EventCounts;

class SpellsTest {

    @Test
    void fewAndManyAreCountedAlikeAndMergingLeavesTheOtherAsItIs() {
        Random random = new Random(7);
        Spells whole = new Spells(2);
        Spells few = new Spells(2);
        EventCounts counts = EventCounts.ofCauses(2);
        for (int i = 0; i < 5_000; i++) {
            int days = random.nextInt(700);
            int outcome = random.nextInt(3);
            whole.add(days, outcome);
            counts.add(days, outcome);
            if (i < 900) {
                few.add(days, outcome);
            }
        }
        assertThat(whole.counts()).isEqualTo(counts);
        Spells merged = new Spells(2);
        merged.merge(few);
        merged.merge(whole);
        merged.merge(few);
        assertThat(few.counts().total()).isEqualTo(900);
        counts.merge(few.counts());
        counts.merge(few.counts());
        assertThat(merged.counts()).isEqualTo(counts);
    }
}
