package org.salespipeline.forecast;

import com.google.common.collect.ImmutableList;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.joda.money.Money;

/**
 * Rounds contributions so that they add up to their rounded line: all down, then one minor unit more for those that lost
 * most, as many as it takes. Ties go to the earlier one.
 */
final class Apportionment {

    private final Answer answer;
    private final long[] floors;
    private final BigDecimal[] lost;
    private final long[] open;

    private Apportionment(Answer answer, Contributions contributions) {
        this.answer = answer;
        this.floors = new long[contributions.size()];
        this.lost = new BigDecimal[floors.length];
        this.open = answer.expected.weighted();
        for (int i = 0; i < floors.length; i++) {
            BigDecimal exact = contributions.weightedMinor(i);
            BigDecimal floor = exact.setScale(0, RoundingMode.FLOOR);
            floors[i] = floor.longValueExact();
            lost[i] = exact.subtract(floor);
            open[contributions.line(i)] -= floors[i];
        }
    }

    static List<Money> of(Answer answer, Contributions contributions) {
        return new Apportionment(answer, contributions).rounded(contributions);
    }

    private List<Money> rounded(Contributions contributions) {
        IntStream.range(0, floors.length)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> lost[i]).reversed())
                .filter(i -> open[contributions.line(i)] > 0)
                .forEach(i -> {
                    floors[i]++;
                    open[contributions.line(i)]--;
                });
        return Arrays.stream(floors).mapToObj(answer::money).collect(ImmutableList.toImmutableList());
    }
}
