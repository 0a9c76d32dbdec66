package org.salespipeline.forecast.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.salespipeline.forecast.measure.WeeklyPace.Stay;

class BottleneckLaws {

    private static final int LAST = 20_000;
    private static final int[] AGES = {7, 14, 21, 28, 42, 56, 91, 182, 364};

    @Provide
    Arbitrary<List<Stay>> stays() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 500),
                        Arbitraries.integers().between(0, 500),
                        Arbitraries.of(true, false))
                .as((before, days, moves) -> {
                    int begin = LAST - before;
                    int until = Math.min(LAST, begin + days);
                    return new Stay(begin, until, LAST, moves);
                })
                .list()
                .ofMaxSize(30);
    }

    private static WeeklyPace pace(List<Stay> stays, int weeks) {
        long[] counts = new long[WeeklyPace.counts(weeks)];
        stays.stream()
                .filter(stay -> stay.until() > LAST - 7 * weeks)
                .forEach(stay -> WeeklyPace.add(counts, 0, weeks, stay));
        return new WeeklyPace(counts, 0, weeks);
    }

    /** By a second way: day by day. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    void deviationsAreThoseOfDaysOneByOne(
            @ForAll("stays") List<Stay> stays, @ForAll @IntRange(min = 8, max = 60) int weeks) {
        int first = LAST - 7 * weeks + 1;
        double[][] days = new double[weeks][AGES.length + 1];
        double[][] moves = new double[weeks][AGES.length + 1];
        for (Stay stay : stays) {
            for (int day = Math.max(first, stay.begin()); day <= stay.until(); day++) {
                int age = 0;
                while (age < AGES.length && day - stay.begin() >= AGES[age]) {
                    age++;
                }
                days[(day - first) / 7][age]++;
                moves[(day - first) / 7][age] += stay.movesOn() && day == stay.until() ? 1 : 0;
            }
        }
        double[] deviations = pace(stays, weeks).deviations();
        int seen = 0;
        for (int week = 0; week < weeks; week++) {
            double expected = 0;
            double all = 0;
            double moved = 0;
            for (int age = 0; age <= AGES.length; age++) {
                double daysOfAge = 0;
                double movesOfAge = 0;
                for (int other = 0; other < weeks; other++) {
                    daysOfAge += days[other][age];
                    movesOfAge += moves[other][age];
                }
                expected += daysOfAge > 0 ? days[week][age] * movesOfAge / daysOfAge : 0;
                all += days[week][age];
                moved += moves[week][age];
            }
            if (all > 0) {
                assertThat(deviations[seen++])
                        .isCloseTo((moved - expected) / Math.sqrt(Math.max(1, expected)), within(1e-9));
            }
        }
        assertThat(deviations).hasSize(seen);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void sinceTheBeginningOfTheSecondWeekWhatIsExpectedIsKnown(
            @ForAll("stays") List<Stay> stays, @ForAll @IntRange(min = 8, max = 60) int weeks) {
        WeeklyPace pace = pace(stays, weeks);
        long moves = stays.stream()
                .filter(stay -> stay.movesOn() && stay.until() > LAST - 7 * weeks)
                .count();
        assertThat(pace.moves()).isEqualTo(moves);
        assertThat(pace.movesSince(0)).isEqualTo(moves);
        for (int since = 1; since < weeks; since++) {
            assertThat(pace.movesSince(since)).isLessThanOrEqualTo(pace.movesSince(since - 1));
            pace.expectedSince(since).ifPresent(expected -> assertThat(expected).isPositive());
        }
    }

    /** As many as the others at the same ages are as slow as they are. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    void whoIsLikeTheOthersIsNotSlower(
            @ForAll("stays") List<Stay> stays, @ForAll @IntRange(min = 8, max = 60) int weeks) {
        long[] counts = new long[WeeklyPace.counts(weeks)];
        long[] twice = new long[WeeklyPace.counts(weeks)];
        stays.stream().filter(stay -> stay.until() > LAST - 7 * weeks).forEach(stay -> {
            WeeklyPace.add(counts, 0, weeks, stay);
            WeeklyPace.add(twice, 0, weeks, stay);
            WeeklyPace.add(twice, 0, weeks, stay);
        });
        WeeklyPace own = new WeeklyPace(counts, 0, weeks);
        own.against(new WeeklyPace(twice, 0, weeks), 0)
                .ifPresent(pValue -> assertThat(pValue).isCloseTo(0.5, within(1e-9)));
        assertThat(own.against(own, 0)).isEmpty();
    }
}
