package org.salespipeline.forecast.revenue;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.salespipeline.forecast.revenue.CommonFactor.Node;
import org.salespipeline.forecast.revenue.HeadTail.Grid;

/**
 * What single terms do to the chance of reaching a target: which deals matter, in the order in which they do. Immutable.
 *
 * <p>For each term that decides, the law of all others: the terms before it from below, those after it from above, so that
 * nothing is ever divided out. On the lattice of the amounts this is exact up to rounding.
 */
public final class Criticality {

    private static final int DECIDING = 64;

    /** Of the terms without a name so many are held apart too, for the sake of the whole. */
    private static final int NAMELESS = 32;

    /** Cells times terms that are held at a time for an exact answer. */
    private static final double MOST = 1 << 21;

    private final double chance;
    private final double perUnit;
    private final List<Effect> effects;

    private Criticality(double chance, double perUnit, List<Effect> effects) {
        this.chance = chance;
        this.perUnit = perUnit;
        this.effects = effects;
    }

    /**
     * What terms do to the chance of a sum of the target or more. Terms with a key below 0, such as business that does not exist
     * yet, take part in the sum but are nothing anybody could win or lose: they are not among the {@link #effects}.
     *
     * @param target in minor units, finite
     */
    public static Criticality of(RevenueTerms terms, CommonFactor factor, double target) {
        checkArgument(Double.isFinite(target), "target must be finite, was %s", target);
        boolean exact = isExact(terms);
        Parts parts = exact ? Parts.of(terms, factor, terms.size()) : Parts.ofNamed(terms, factor, DECIDING, NAMELESS);
        if (parts.head.length == 0) {
            return new Criticality(parts.least() >= target ? 1 : 0, 0, List.of());
        }
        Grid grid = exact ? lattice(parts) : HeadTail.STANDARD.grid(parts);
        Tally tally = new Tally(parts, grid, target);
        for (Node node : parts.nodes) {
            tally.add(node);
        }
        return tally.result();
    }

    private static boolean isExact(RevenueTerms terms) {
        return Whole.isMet(terms) && Whole.cells(terms, Whole.step(terms)) * Whole.open(terms) <= MOST;
    }

    private static Grid lattice(Parts parts) {
        long step = Whole.step(parts.terms);
        int cells = (int) Whole.cells(parts.terms, step) + 1;
        return new Grid(parts.least(), step, cells, cells);
    }

    /** The chance of the target or more. */
    public double chance() {
        return chance;
    }

    /**
     * By how much one more minor unit for certain raises the chance: times its amount, what a term that is not among the {@link
     * #effects} does.
     */
    public double chancePerMinorUnit() {
        return perUnit;
    }

    /**
     * Terms that decide, those that matter most first: all of them where that is cheap, otherwise the 64 with the largest
     * variance. Terms that leave nothing open or have a key below 0 are not among them.
     */
    public List<Effect> effects() {
        return effects;
    }

    /**
     * What one term does.
     *
     * @param key its name
     * @param ifWon chance of the target if the term is won for certain and everything else stays as it is
     * @param ifLost the same if it is lost for certain
     * @param winIfReached chance that the term is won, given that the target is reached; 0 if it cannot be
     * @param winIfMissed chance that the term is won, given that the target is missed; 0 if it cannot be
     * @param meanIfMissed mean amount of the term given that the target is missed; over all terms these add up to the mean of
     *     the sum given that
     */
    public record Effect(
            long key, double ifWon, double ifLost, double winIfReached, double winIfMissed, double meanIfMissed) {

        /** Chance that this term makes the difference: the slope of the target's chance by the term's own. */
        public double pivotal() {
            return ifWon - ifLost;
        }
    }

    /** Sums over the values of the factor. */
    private static final class Tally {

        private final Parts parts;
        private final Grid grid;
        private final double target;
        private final HeadGrid head;
        private final double[][] reached;
        private final double[][] reachedIfWon;
        private final double[] ifWon;
        private final double[] ifLost;
        private final double[] wonAndReached;
        private final double width;
        private double chance;
        private double slope;

        Tally(Parts parts, Grid grid, double target) {
            this.parts = parts;
            this.grid = grid;
            this.target = target;
            head = new HeadGrid(parts, grid);
            int n = parts.head.length;
            reached = new double[n + 1][grid.headCells()];
            reachedIfWon = new double[n][grid.headCells()];
            ifWon = new double[n];
            ifLost = new double[n];
            wonAndReached = new double[n];
            width = parts.standardDeviation() / 50;
        }

        /** reached[i] is the chance of the target by the cell that the terms before i came to; reachedIfWon if i is won besides. */
        void add(Node node) {
            int n = parts.head.length;
            Edgeworth tail = tail(node);
            for (int j = 0; j < grid.headCells(); j++) {
                reached[n][j] = atLeast(tail, target - j * grid.step());
            }
            for (int i = n - 1; i >= 0; i--) {
                double p = parts.headChance(i, node);
                head.after(i, reached[i + 1], reachedIfWon[i]);
                for (int j = 0; j < grid.headCells(); j++) {
                    reached[i][j] = (1 - p) * reached[i + 1][j] + p * reachedIfWon[i][j];
                }
            }
            chance += node.weight() * reached[0][0];
            head.begin();
            for (int i = 0; i < n; i++) {
                add(node, i);
            }
            double[] mass = head.mass();
            for (int j = 0; j < mass.length; j++) {
                double x = target - j * grid.step();
                slope += node.weight() * mass[j] * (atLeast(tail, x - width) - atLeast(tail, x + width)) / (2 * width);
            }
        }

        private void add(Node node, int i) {
            double[] before = head.mass();
            double won = 0;
            double lost = 0;
            for (int j = 0; j < before.length; j++) {
                if (before[j] > 0) {
                    won += before[j] * reachedIfWon[i][j];
                    lost += before[j] * reached[i + 1][j];
                }
            }
            double p = parts.headChance(i, node);
            ifWon[i] += node.weight() * won;
            ifLost[i] += node.weight() * lost;
            wonAndReached[i] += node.weight() * p * won;
            head.add(i, p);
        }

        /** With nothing open the rest is a point. */
        private Edgeworth tail(Node node) {
            Cumulants rest = parts.rest.at(node);
            Cumulants all =
                    new Cumulants(rest.mean() + parts.terms.certain, rest.variance(), rest.third(), rest.fourth(), 0);
            return Edgeworth.of(all, 0);
        }

        private static double atLeast(Edgeworth tail, double x) {
            return tail.deviation() == 0 ? (tail.mean() >= x ? 1 : 0) : Math.min(Math.max(1 - tail.cdf(x), 0), 1);
        }

        Criticality result() {
            List<Effect> effects = new ArrayList<>();
            for (int i = 0; i < ifWon.length; i++) {
                int at = parts.head[i];
                if (parts.terms.key[at] < 0) {
                    continue;
                }
                double missed = 1 - chance;
                double wonAndMissed = Math.max(parts.terms.chance[at] - wonAndReached[i], 0);
                double winIfMissed = missed > 0 ? Math.min(wonAndMissed / missed, 1) : 0;
                effects.add(new Effect(
                        parts.terms.key[at],
                        ifWon[i],
                        ifLost[i],
                        chance > 0 ? Math.min(wonAndReached[i] / chance, 1) : 0,
                        winIfMissed,
                        parts.terms.win[at] * winIfMissed));
            }
            effects.sort(Comparator.comparingDouble(Effect::pivotal).reversed().thenComparingLong(Effect::key));
            return new Criticality(chance, slope, List.copyOf(effects));
        }
    }
}
