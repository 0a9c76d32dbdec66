package org.salespipeline.forecast.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.data.Offset;

class StateCountsLaws {

    private static final Offset<Double> DIGITS = within(1e-12);
    private static final int STATES = 4;

    /** A way through four states; the last of them is an end. */
    private static final class Way {

        private final int[] since;
        private final int[] path;
        private final int until;

        private Way(int[] since, int[] path, int until) {
            this.since = since;
            this.path = path;
            this.until = until;
        }

        /** From the seed alone: begins at 0 unless it may come late. */
        static Way of(long seed, boolean mayComeLate) {
            Random random = new Random(seed);
            int size = 1 + random.nextInt(5);
            int[] since = new int[size];
            int[] path = new int[size];
            since[0] = mayComeLate && random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 0;
            path[0] = mayComeLate ? random.nextInt(STATES) : 0;
            for (int i = 1; i < size; i++) {
                since[i] = since[i - 1] + (i == 1 ? 1 : 0) + random.nextInt(4);
                path[i] = path[i - 1] == STATES - 1 ? STATES - 1 : random.nextInt(STATES);
            }
            return new Way(since, path, since[size - 1] + random.nextInt(5));
        }

        /** The state at the end of a time. */
        int at(int time) {
            int state = path[0];
            for (int i = 0; i < path.length; i++) {
                state = since[i] <= time ? path[i] : state;
            }
            return state;
        }
    }

    @Provide
    Arbitrary<List<Long>> seeds() {
        return Arbitraries.longs().list().ofMinSize(1).ofMaxSize(25);
    }

    private static StateCounts counts(List<Long> seeds, boolean mayComeLate) {
        StateCounts counts = StateCounts.ofStates(STATES);
        seeds.stream()
                .map(seed -> Way.of(seed, mayComeLate))
                .forEach(way -> counts.add(way.since, way.path, way.until));
        return counts;
    }

    /** A theorem for any ways, whatever the next move depends on; the variance is that of a share. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    void whenAllAreWatchedToTheEndChancesAreShares(@ForAll("seeds") List<Long> seeds) {
        StateCounts counts = StateCounts.ofStates(STATES);
        List<Way> ways = seeds.stream().map(seed -> Way.of(seed, false)).toList();
        ways.forEach(way -> counts.add(way.since, way.path, 40));
        StateCounts.Occupation occupation = counts.aalenJohansen(0);
        double n = ways.size();
        for (int time = 0; time <= 40; time++) {
            for (int state = 0; state < STATES; state++) {
                int now = time;
                int asked = state;
                double share = ways.stream().filter(way -> way.at(now) == asked).count() / n;
                assertThat(occupation.at(state, time)).isCloseTo(share, DIGITS);
                assertThat(occupation.varianceAt(state, time)).isCloseTo(share * (1 - share) / n, DIGITS);
            }
        }
    }

    /** By a second way: with one state to come from it is the estimator of competing causes. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    void withOneStateToComeFromItIsThatOfCompetingCauses(@ForAll("seeds") List<Long> seeds) {
        StateCounts states = StateCounts.ofStates(3);
        EventCounts causes = EventCounts.ofCauses(2);
        for (long seed : seeds) {
            Random random = new Random(seed);
            int outcome = random.nextInt(3);
            int entry = random.nextInt(3);
            int time = entry + 1 + random.nextInt(9);
            states.add(
                    outcome == 0 ? new int[] {entry} : new int[] {entry, time},
                    outcome == 0 ? new int[] {0} : new int[] {0, outcome},
                    time);
            if (entry == 0) {
                causes.add(time, outcome);
            } else {
                causes.addLate(entry, time, outcome);
            }
        }
        StateCounts.Occupation occupation = states.aalenJohansen(0);
        EventCounts.Chances chances = causes.aalenJohansen();
        for (int time = 0; time < 15; time++) {
            assertThat(occupation.at(0, time)).isCloseTo(chances.open().at(time), DIGITS);
            assertThat(occupation.varianceAt(0, time)).isCloseTo(chances.open().varianceAt(time), DIGITS);
            for (int cause = 1; cause <= 2; cause++) {
                assertThat(occupation.at(cause, time))
                        .isCloseTo(chances.of(cause).at(time), DIGITS);
                assertThat(occupation.varianceAt(cause, time))
                        .isCloseTo(chances.of(cause).varianceAt(time), DIGITS);
            }
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void chancesAddUpToOneAndVariancesAreNone(@ForAll("seeds") List<Long> seeds) {
        StateCounts counts = counts(seeds, true);
        for (int from = 0; from < STATES; from++) {
            StateCounts.Occupation occupation = counts.aalenJohansen(from);
            for (int time = 0; time <= occupation.lastTime(); time++) {
                double sum = 0;
                for (int state = 0; state < STATES; state++) {
                    assertThat(occupation.at(state, time)).isBetween(0.0, 1 + 1e-12);
                    assertThat(occupation.varianceAt(state, time)).isBetween(0.0, 0.25 + 1e-12);
                    sum += occupation.at(state, time);
                }
                assertThat(sum).isCloseTo(1, DIGITS);
            }
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void anySplitGivesTheSameBytes(@ForAll("seeds") List<Long> seeds, @ForAll long order) {
        Random random = new Random(order);
        List<StateCounts> parts = new ArrayList<>();
        for (long seed : seeds) {
            parts.add(random.nextInt(parts.size() + 1), counts(List.of(seed), true));
        }
        while (parts.size() > 1) {
            StateCounts part = StateCounts.ofBytes(
                    parts.remove(random.nextInt(parts.size())).toBytes());
            parts.get(random.nextInt(parts.size())).merge(part);
        }
        StateCounts whole = counts(seeds, true);
        assertThat(parts.get(0)).isEqualTo(whole).hasSameHashCodeAs(whole).hasToString(whole.toString());
        assertThat(parts.get(0).toBytes()).isEqualTo(whole.toBytes());
    }

    @Example
    void agreesWithAnIndependentTool() {
        StateCounts counts = StateCounts.ofStates(3);
        for (double[] deal : ReferenceTable.read("survival-deals.csv")) {
            int time = (int) deal[0];
            int outcome = (int) deal[1];
            counts.add(
                    outcome == 0 ? new int[] {0} : new int[] {0, time},
                    outcome == 0 ? new int[] {0} : new int[] {0, outcome},
                    time);
        }
        StateCounts.Occupation occupation = counts.aalenJohansen(0);
        for (double[] expected : ReferenceTable.read("aalen-johansen.csv")) {
            int time = (int) expected[0];
            assertThat(occupation.at(1, time)).isCloseTo(expected[1], DIGITS);
            assertThat(occupation.at(2, time)).isCloseTo(expected[2], DIGITS);
            assertThat(occupation.at(0, time)).isCloseTo(expected[3], DIGITS);
            assertThat(Math.sqrt(occupation.varianceAt(1, time))).isCloseTo(expected[4], DIGITS);
        }
    }

    /** Of each state a hundred at each step, moving as the chain says: the powers of its matrix come out. */
    @Example
    void agreesWithThePowersOfAChain() {
        StateCounts counts = StateCounts.ofStates(6);
        double[][] chain = ReferenceTable.read("absorbing-chain.csv").toArray(double[][]::new);
        for (int step = 1; step <= 6; step++) {
            for (int from = 0; from < 4; from++) {
                for (int to = 0; to < 6; to++) {
                    for (long i = Math.round(100 * chain[from][to]); i > 0; i--) {
                        counts.add(
                                to == from ? new int[] {step - 1} : new int[] {step - 1, step},
                                to == from ? new int[] {from} : new int[] {from, to},
                                step);
                    }
                }
            }
        }
        for (int from = 0; from < 4; from++) {
            StateCounts.Occupation occupation = counts.aalenJohansen(from);
            double open = 1 - occupation.at(4, 6) - occupation.at(5, 6);
            assertThat(occupation.at(4, 6)).isCloseTo(chain[from][6], DIGITS);
            assertThat(open).isCloseTo(chain[from][7], DIGITS);
        }
    }

    @Example
    void refusesWhatIsNoWay() {
        StateCounts counts = StateCounts.ofStates(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> counts.add(new int[] {0, 3}, new int[] {0, 2}, 5))
                .withMessage("state must be from 0 to 1, was 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> counts.add(new int[] {4, 3}, new int[] {0, 1}, 5))
                .withMessage("times must not fall, was [4, 3]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> counts.add(new int[] {3, 3}, new int[] {0, 1}, 5))
                .withMessage("a move must be after the first time, was 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> counts.add(new int[] {0}, new int[] {0}, -1))
                .withMessage("last time must be from 0 to 1048575, was -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StateCounts.ofBytes(new byte[] {1, 2, 0, 0, 0, 1}))
                .withMessage("bytes of counts of 1 times must be 64 more, was 0");
        assertThat(counts.aalenJohansen(1).at(1, 5)).isEqualTo(1);
        assertThat(counts.aalenJohansen(1).varianceAt(1, 5)).isZero();
    }
}
