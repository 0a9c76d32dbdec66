package org.salespipeline.forecast.simulation;

import java.util.Arrays;

/**
 * When the owner says that the deal will close, week by week, in weeks since creation.
 *
 * <p>A date that has passed is pushed by 3 to 12 weeks; besides, in 3 % of the weeks it is moved by −3 to +7 weeks for no
 * visible reason, never into the past. The dates follow the owner's habits and not the deal's progress, which is why the
 * true chance of a win can be computed.
 */
final class StatedDates {

    private static final int PUSH = 1;
    private static final int EDIT = 2;
    private static final int EDIT_SIZE = 3;

    private final DealTraits traits;
    private int[] weeks = new int[32];
    private int known;

    StatedDates(DealTraits traits) {
        this.traits = traits;
        this.weeks[0] = traits.firstStatedWeek();
        this.known = 1;
    }

    /** The date stated in week {@code age}, in weeks since creation. */
    int at(int age) {
        while (known <= age) {
            if (known == weeks.length) {
                weeks = Arrays.copyOf(weeks, 2 * known);
            }
            weeks[known] = next(known, weeks[known - 1]);
            known++;
        }
        return weeks[age];
    }

    private int next(int age, int before) {
        Draws draws = traits.draws();
        if (before < age) {
            return age + 3 + draws.below(DealTraits.weekly(age, PUSH), 10);
        }
        if (draws.chance(DealTraits.weekly(age, EDIT), .03)) {
            return Math.max(age, before - 3 + draws.below(DealTraits.weekly(age, EDIT_SIZE), 11));
        }
        return before;
    }
}
