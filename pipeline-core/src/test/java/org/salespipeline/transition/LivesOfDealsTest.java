package org.salespipeline.transition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Long random histories of many deals beside a model of plain ifs. {@code -Dmodel.operations=1000000} makes them longer.
 */
class LivesOfDealsTest {

    private static final long SEED = 20_261_123L;
    private static final int DEALS_AT_A_TIME = 8;
    private static final int LONGEST = 60;

    private final Random random = new Random(SEED);
    private int begun;

    @Test
    void whateverIsTriedTheLogHoldsWhatAPlainModelSaysAndLosesNothing() {
        int operations = Integer.getInteger("model.operations", 20_000);
        List<LifeOfADeal> desk = new ArrayList<>();
        for (int i = 0; i < DEALS_AT_A_TIME; i++) {
            desk.add(begin());
        }
        int accepted = 0;
        for (int i = 0; i < operations; i++) {
            int chosen = random.nextInt(desk.size());
            LifeOfADeal life = desk.get(chosen);
            life.operate();
            if (life.length() >= LONGEST) {
                life.end();
                accepted += life.accepted();
                desk.set(chosen, begin());
            }
        }
        for (LifeOfADeal life : desk) {
            life.end();
            accepted += life.accepted();
        }
        assertThat(accepted).as("moves that were legal").isBetween(operations / 10, operations / 2);
    }

    private LifeOfADeal begin() {
        return new LifeOfADeal("OPP-" + ++begun, random);
    }
}
