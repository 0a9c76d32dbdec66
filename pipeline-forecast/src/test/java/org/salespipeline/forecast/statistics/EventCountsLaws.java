package org.salespipeline.forecast.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;

class EventCountsLaws {

    private static final int CAUSES = 3;

    private static final Offset<Double> ROUNDING = within(1e-12);

    /** One who was watched after {@code entry} (−1: from the start) until {@code time}. */
    record Spell(int entry, int time, int outcome) {}

    @Provide
    Arbitrary<List<Spell>> spells() {
        return spell(Arbitraries.integers().between(-1, 10), 0).list().ofMaxSize(40);
    }

    @Provide
    Arbitrary<List<Spell>> fromTheStart() {
        return spell(Arbitraries.just(-1), 0).list().ofMinSize(1).ofMaxSize(40);
    }

    @Provide
    Arbitrary<List<Spell>> neverOpen() {
        return spell(Arbitraries.just(-1), 1).list().ofMinSize(1).ofMaxSize(40);
    }

    private static Arbitrary<Spell> spell(Arbitrary<Integer> entries, int lowestOutcome) {
        Arbitrary<Integer> times = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 12), Arbitraries.integers().between(0, 300));
        return Combinators.combine(entries, times, Arbitraries.integers().between(lowestOutcome, CAUSES))
                .as((entry, time, outcome) -> new Spell(Math.min(entry, time - 1), time, outcome));
    }

    private static EventCounts count(List<Spell> spells) {
        EventCounts counts = EventCounts.ofCauses(CAUSES);
        for (Spell spell : spells) {
            if (spell.entry() < 0) {
                counts.add(spell.time(), spell.outcome());
            } else {
                counts.addLate(spell.entry(), spell.time(), spell.outcome());
            }
        }
        return counts;
    }

    private static long atRisk(List<Spell> spells, int time) {
        return spells.stream().filter(s -> s.entry() < time && s.time() >= time).count();
    }

    private static long happened(List<Spell> spells, int time, int cause) {
        return spells.stream()
                .filter(s -> s.time() == time && (cause == 0 ? s.outcome() > 0 : s.outcome() == cause))
                .count();
    }

    @Property
    void anyPartitionInAnyOrderGivesTheSameBytes(
            @ForAll("spells") List<Spell> spells, @ForAll @IntRange(min = 1, max = 5) int parts, @ForAll long seed) {
        List<Spell> shuffled = new ArrayList<>(spells);
        Collections.shuffle(shuffled, new Random(seed));
        List<EventCounts> partial = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            List<Spell> own = new ArrayList<>();
            for (int i = part; i < shuffled.size(); i += parts) {
                own.add(shuffled.get(i));
            }
            partial.add(count(own));
        }
        Collections.shuffle(partial, new Random(seed));
        EventCounts merged = EventCounts.ofCauses(CAUSES);
        partial.forEach(merged::merge);
        assertThat(merged).isEqualTo(count(spells)).hasSameHashCodeAs(count(spells));
        assertThat(merged.toBytes()).isEqualTo(count(spells).toBytes());
    }

    @Property
    void bytesGiveTheCountsBack(@ForAll("spells") List<Spell> spells) {
        EventCounts counts = count(spells);
        EventCounts back = EventCounts.ofBytes(counts.toBytes());
        assertThat(back).isEqualTo(counts);
        assertThat(back.total()).isEqualTo(spells.size());
        assertThat(back.kaplanMeier()).hasToString(counts.kaplanMeier().toString());
    }

    @Property
    void mergingWithNobodyOrItselfBehavesLikeAddition(@ForAll("spells") List<Spell> spells) {
        EventCounts counts = count(spells);
        counts.merge(EventCounts.ofCauses(CAUSES));
        assertThat(counts).isEqualTo(count(spells));
        counts.merge(counts);
        List<Spell> twice = new ArrayList<>(spells);
        twice.addAll(spells);
        assertThat(counts).isEqualTo(count(twice));
    }

    @Property
    void riskSetsAreThoseOfTheDefinition(@ForAll("spells") List<Spell> spells, @ForAll @IntRange(max = 310) int time) {
        EventCounts counts = count(spells);
        assertThat(counts.atRisk(time)).isEqualTo(atRisk(spells, time));
        assertThat(counts.left(time, 2)).isEqualTo(happened(spells, time, 2));
        EventCurve curve = counts.kaplanMeier();
        for (int row = 0; row < curve.size(); row++) {
            assertThat(curve.atRisk(row)).isEqualTo(atRisk(spells, curve.time(row)));
            assertThat(curve.events(row)).isEqualTo(happened(spells, curve.time(row), 0));
        }
    }

    @Property
    void curvesAreThoseOfTheDefinition(@ForAll("spells") List<Spell> spells) {
        EventCounts.Chances chances = count(spells).aalenJohansen();
        double survival = 1;
        double hazard = 0;
        double[] caused = new double[CAUSES + 1];
        for (int time = 0; time <= 300; time++) {
            double n = atRisk(spells, time);
            for (int cause = 1; cause <= CAUSES && n > 0; cause++) {
                caused[cause] += survival * happened(spells, time, cause) / n;
                assertThat(chances.of(cause).at(time)).isCloseTo(caused[cause], ROUNDING);
            }
            if (n > 0) {
                survival *= 1 - happened(spells, time, 0) / n;
                hazard += happened(spells, time, 0) / n;
            }
            assertThat(chances.open().at(time)).isCloseTo(survival, ROUNDING);
            assertThat(count(spells).nelsonAalen().at(time)).isCloseTo(hazard, ROUNDING);
        }
    }

    /** By a second way: row by row, without the bounds that spare most rows. */
    @Property
    void theIntervalOfATimeIsWhereTheIntervalHoldsTheLevel(
            @ForAll("spells") List<Spell> spells,
            @ForAll @DoubleRange(min = 0.01, max = 0.99) double chance,
            @ForAll @DoubleRange(min = 0.5, max = 0.99) double confidence) {
        EventCurve curve = count(spells).kaplanMeier();
        Optional<Interval> expected = Optional.empty();
        for (int row = curve.size() - 1; row >= 0; row--) {
            Interval interval = curve.intervalAt(curve.time(row), confidence);
            if (interval.high() <= 1 - chance) {
                expected = Optional.of(new Interval(curve.time(row), curve.time(row)));
            } else if (interval.low() <= 1 - chance) {
                double high = expected.map(Interval::high).orElse(Double.POSITIVE_INFINITY);
                expected = Optional.of(new Interval(curve.time(row), high));
            }
        }
        assertThat(curve.quantileInterval(chance, confidence)).isEqualTo(expected);
    }

    @Property
    void kaplanMeierWithoutOpenEndsIsTheEmpiricalShare(
            @ForAll("neverOpen") List<Spell> spells, @ForAll @IntRange(max = 310) int time) {
        EventCurve curve = count(spells).kaplanMeier();
        double n = spells.size();
        double open = spells.stream().filter(s -> s.time() > time).count() / n;
        assertThat(curve.at(time)).isCloseTo(open, ROUNDING);
        assertThat(curve.varianceAt(time)).isCloseTo(open * (1 - open) / n, ROUNDING);
        for (int cause = 1; cause <= CAUSES; cause++) {
            int own = cause;
            double share = spells.stream()
                            .filter(s -> s.time() <= time && s.outcome() == own)
                            .count()
                    / n;
            EventCurve incidence = count(spells).aalenJohansen().of(cause);
            assertThat(incidence.at(time)).isCloseTo(share, ROUNDING);
            assertThat(incidence.varianceAt(time)).isCloseTo(share * (1 - share) / n, ROUNDING);
        }
    }

    @Property
    void chancesAddUpToOneAndMoveOneWay(@ForAll("spells") List<Spell> spells) {
        for (EventCounts.Variance variance : EventCounts.Variance.values()) {
            EventCounts.Chances chances = count(spells).aalenJohansen(variance);
            double before = 1;
            for (int row = 0; row < chances.open().size(); row++) {
                double sum = chances.open().value(row);
                for (int cause = 1; cause <= CAUSES; cause++) {
                    sum += chances.of(cause).value(row);
                    assertThat(chances.of(cause).variance(row)).isNotNegative();
                    assertThat(chances.of(cause).value(row))
                            .isGreaterThanOrEqualTo(
                                    row == 0 ? 0 : chances.of(cause).value(row - 1));
                }
                assertThat(sum).isCloseTo(1, ROUNDING);
                assertThat(chances.open().value(row)).isBetween(0.0, before);
                before = chances.open().value(row);
            }
        }
    }

    @Property
    void openIsTheCurveOfKaplanAndMeierToTheLastBit(@ForAll("spells") List<Spell> spells) {
        assertThat(count(spells).aalenJohansen().open().toString())
                .isEqualTo(count(spells).kaplanMeier().toString());
        EventCurve open = count(spells).aalenJohansen().open();
        EventCurve direct = count(spells).kaplanMeier();
        for (int row = 0; row < open.size(); row++) {
            assertThat(open.value(row)).isEqualTo(direct.value(row));
            assertThat(open.variance(row)).isEqualTo(direct.variance(row));
        }
    }

    /** Greenwood's sum and the sum of Gaynor and others for the incidence, written out as a second method. */
    @Property
    void variancesAreThoseOfTheWrittenSums(@ForAll("fromTheStart") List<Spell> spells) {
        EventCounts.Chances chances = count(spells).aalenJohansen();
        EventCurve open = chances.open();
        EventCurve first = chances.of(1);
        for (int row = 0; row < open.size(); row++) {
            double greenwood = 0;
            double sum = 0;
            for (int s = 0; s <= row; s++) {
                double n = open.atRisk(s);
                double d = open.events(s);
                double own = first.events(s);
                double before = s == 0 ? 1 : open.value(s - 1);
                double gained = first.value(row) - first.value(s);
                double scale = n == d ? 0 : d / (n * (n - d));
                greenwood += scale;
                sum += gained * gained * scale
                        + before * before * own * (n - own) / (n * n * n)
                        - 2 * gained * before * own / (n * n);
            }
            assertThat(open.variance(row)).isCloseTo(open.value(row) * open.value(row) * greenwood, ROUNDING);
            assertThat(first.variance(row)).isCloseTo(sum, ROUNDING);
        }
    }

    @Property
    void nobodyIsTheSameAsOneCauseSplitUp(@ForAll("spells") List<Spell> spells) {
        EventCounts one = EventCounts.ofCauses(1);
        for (Spell spell : spells) {
            int outcome = Math.min(1, spell.outcome());
            if (spell.entry() < 0) {
                one.add(spell.time(), outcome);
            } else {
                one.addLate(spell.entry(), spell.time(), outcome);
            }
        }
        assertThat(one.kaplanMeier()).hasToString(count(spells).kaplanMeier().toString());
        assertThat(one.nelsonAalen(1)).hasToString(count(spells).nelsonAalen().toString());
    }

    @Property
    void meanWithoutOpenEndsIsTheMeanOfTheTimes(
            @ForAll("neverOpen") List<Spell> spells, @ForAll @IntRange(max = 310) int horizon) {
        EventCurve curve = count(spells).kaplanMeier();
        double[] cut =
                spells.stream().mapToDouble(s -> Math.min(s.time(), horizon)).toArray();
        double mean = 0;
        for (double time : cut) {
            mean += time / cut.length;
        }
        double variance = 0;
        for (double time : cut) {
            variance += (time - mean) * (time - mean) / cut.length / cut.length;
        }
        assertThat(curve.areaTo(horizon)).isCloseTo(mean, within(1e-9));
        assertThat(curve.restrictedMeanVariance(horizon)).isCloseTo(variance, within(1e-9 * (1 + variance)));
    }

    @Property
    void intervalsHoldTheValueAndGrowWithConfidence(
            @ForAll("fromTheStart") List<Spell> spells,
            @ForAll @IntRange(max = 300) int time,
            @ForAll @DoubleRange(min = 0.05, max = 0.95) double confidence) {
        EventCounts counts = count(spells);
        for (EventCurve curve : List.of(
                counts.kaplanMeier(),
                counts.nelsonAalen(),
                counts.aalenJohansen().of(2))) {
            Interval narrow = curve.intervalAt(time, confidence);
            Interval wide = curve.intervalAt(time, (1 + confidence) / 2);
            assertThat(narrow.contains(curve.at(time))).isTrue();
            assertThat(wide.low()).isLessThanOrEqualTo(narrow.low());
            assertThat(wide.high()).isGreaterThanOrEqualTo(narrow.high());
            assertThat(narrow.low()).isNotNegative();
        }
    }

    @Property
    void logRankOfBothSidesCancels(@ForAll("spells") List<Spell> here, @ForAll("spells") List<Spell> there) {
        EventCounts.LogRank one = count(here).logRank(count(there), 1);
        EventCounts.LogRank other = count(there).logRank(count(here), 1);
        assertThat(one.observed() + other.observed()).isEqualTo(Math.round(one.expected() + other.expected()));
        assertThat(one.expected() + other.expected())
                .isCloseTo((double) one.observed() + other.observed(), within(1e-9));
        assertThat(one.variance()).isCloseTo(other.variance(), within(1e-9));
        assertThat(one.pValue()).isBetween(0.0, 1.0);
    }

    /** One half is one half, whatever the rounding of the product says: computed in whole numbers. */
    @Property
    void theMedianIsThatOfWholeNumbers(@ForAll("spells") List<Spell> spells) {
        BigInteger staying = BigInteger.ONE;
        BigInteger all = BigInteger.ONE;
        OptionalInt median = OptionalInt.empty();
        for (int time = 0; time <= 300 && median.isEmpty(); time++) {
            long atRisk = atRisk(spells, time);
            if (happened(spells, time, 0) > 0) {
                staying = staying.multiply(BigInteger.valueOf(atRisk - happened(spells, time, 0)));
                all = all.multiply(BigInteger.valueOf(atRisk));
            }
            if (staying.shiftLeft(1).compareTo(all) <= 0) {
                median = OptionalInt.of(time);
            }
        }
        assertThat(count(spells).kaplanMeier().quantile(0.5)).isEqualTo(median);
    }
}
