package org.salespipeline.forecast.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * How a deal lives, week by week: it advances, is won, is lost, or stays.
 *
 * <p>With {@code lin} the sum of the deal's hidden effects, {@code tis} the full weeks in the present stage, {@code t} the
 * weeks since creation and {@code z} the shock of the quarter, the chances of a week are, on the logit scale,
 *
 * <pre>
 *   advance = −1.7 + 0.35 lin − 0.04 min(tis, 20) + speed of the owner
 *   lose    = (−2.9, −3.1, −3.3, −3.4, −3.6)[stage] − 0.55 lin + 0.03 min(tis, 26) − 0.5 z
 *   win     = (−3.6, −2.5)[stage − 3] + 0.6 lin + 1.2 exp(−½ ((t − stated)/2)²) + rush + z − 0.03 min(tis, 26)
 * </pre>
 *
 * and are scaled down together where they add up to more than 1. Once the market has turned, advance loses 0.3, win 0.5, and
 * the effect of the source is turned round. Without signal the three are −2, −3.5 and −4, in every stage and week. A deal that is still open after {@value #LONGEST} weeks is
 * lost.
 */
final class DealLife {

    static final int LONGEST = 260;

    private static final int LONGEST_IN_STAGE = 26;
    private static final int STEP = 0;
    private static final int WIN = 0;
    private static final int LOSE = 1;
    private static final int ADVANCE = 2;
    private static final double[] LOSE_LOGITS = {-2.9, -3.1, -3.3, -3.4, -3.6};
    private static final double[] WIN_LOGITS = {-3.6, -2.5};
    // below this much left to share out, the rest cannot be seen in a double between 0 and 1
    private static final double NEGLIGIBLE = 1e-15;

    /** What happened to a deal in a week. */
    enum Step {
        ADVANCED,
        WON,
        LOST
    }

    /** A step and the age of the deal, in weeks, at which it happened. */
    record Turn(int age, Step step) {}

    private final DealTraits traits;
    private final StatedDates stated;
    private final double usualLin;
    private final double turnedLin;
    private final boolean noSignal;
    private final double speed;
    private final double[] chances = new double[3];
    private int week;
    private double lin;
    private double shock;
    private double pull;
    private double ease;

    DealLife(DealTraits traits) {
        this.traits = traits;
        this.stated = new StatedDates(traits);
        this.speed = traits.world().ownerSpeed(traits.owner);
        double sum = 0;
        for (double effect : traits.effects().values()) {
            sum += effect;
        }
        this.usualLin = sum;
        this.turnedLin = sum - 2 * traits.effects().getOrDefault("source", 0.0);
        this.noSignal = traits.world().is(SalesSimulator.Variant.NO_SIGNAL);
    }

    StatedDates stated() {
        return stated;
    }

    /** The life as it came out: turns by age, the last one a win or a loss. */
    List<Turn> turns() {
        List<Turn> turns = new ArrayList<>();
        int stage = traits.startStage;
        int timeInStage = 0;
        for (int age = 1; age < LONGEST; age++) {
            enterWeek(age);
            setChances(stage, timeInStage);
            double u = traits.draws().uniform(DealTraits.weekly(age, STEP));
            timeInStage++;
            if (u < chances[WIN]) {
                turns.add(new Turn(age, Step.WON));
                return turns;
            }
            if (u < chances[WIN] + chances[LOSE]) {
                turns.add(new Turn(age, Step.LOST));
                return turns;
            }
            if (u < chances[WIN] + chances[LOSE] + chances[ADVANCE]) {
                turns.add(new Turn(age, Step.ADVANCED));
                stage++;
                timeInStage = 0;
            }
        }
        turns.add(new Turn(LONGEST, Step.LOST));
        return turns;
    }

    /**
     * The chance, seen from creation, that this deal is won: the mass that the weekly chances above send to a win, by a
     * forward recursion over (stage, weeks in stage). Exact up to rounding, no simulation.
     */
    double winProbability() {
        double[][] mass = new double[World.openStages()][LONGEST_IN_STAGE + 1];
        mass[traits.startStage][0] = 1;
        double won = 0;
        double left = 1;
        for (int age = 1; age < LONGEST && left > NEGLIGIBLE; age++) {
            enterWeek(age);
            double[][] next = new double[World.openStages()][LONGEST_IN_STAGE + 1];
            for (int stage = 0; stage < mass.length; stage++) {
                won += moveOn(stage, mass[stage], next);
            }
            mass = next;
            left = sum(mass);
        }
        return Math.min(1, won);
    }

    /** Shares the mass of a stage out over the next week; returns what was won. */
    private double moveOn(int stage, double[] mass, double[][] next) {
        double won = 0;
        for (int time = 0; time <= LONGEST_IN_STAGE; time++) {
            double here = mass[time];
            if (here > 0) {
                setChances(stage, time);
                won += here * chances[WIN];
                next[stage][Math.min(time + 1, LONGEST_IN_STAGE)] +=
                        here * Math.max(0, 1 - chances[WIN] - chances[LOSE] - chances[ADVANCE]);
                if (stage + 1 < next.length) {
                    next[stage + 1][0] += here * chances[ADVANCE];
                }
            }
        }
        return won;
    }

    private static double sum(double[][] mass) {
        double sum = 0;
        for (double[] stage : mass) {
            for (double cell : stage) {
                sum += cell;
            }
        }
        return sum;
    }

    /** Computes what all stages share in the deal's week {@code age}. */
    private void enterWeek(int age) {
        week = traits.week + age;
        boolean turned = traits.world().hasTurned(week);
        lin = turned ? turnedLin : usualLin;
        ease = turned ? speed - .3 : speed;
        shock = traits.world().quarterShock(week);
        double distance = (age - stated.at(age)) / 2.0;
        pull = .6 * lin
                + 1.2 * StrictMath.exp(-.5 * distance * distance)
                + traits.world().quarterRush(week)
                + shock
                - (turned ? .5 : 0);
    }

    private void setChances(int stage, int timeInStage) {
        boolean mayAdvance = stage < World.openStages() - 1;
        if (noSignal) {
            chances[WIN] = sigmoid(-4);
            chances[LOSE] = sigmoid(-3.5);
            chances[ADVANCE] = mayAdvance ? sigmoid(-2) : 0;
            return;
        }
        int tired = Math.min(timeInStage, LONGEST_IN_STAGE);
        boolean mayWin = stage >= World.FIRST_CLOSING_STAGE;
        chances[WIN] = mayWin ? sigmoid(WIN_LOGITS[stage - World.FIRST_CLOSING_STAGE] + pull - .03 * tired) : 0;
        chances[LOSE] = sigmoid(LOSE_LOGITS[stage] - .55 * lin + .03 * tired - .5 * shock);
        chances[ADVANCE] = mayAdvance ? sigmoid(-1.7 + .35 * lin - .04 * Math.min(timeInStage, 20) + ease) : 0;
        double pace = traits.world().pace(stage, traits.owner, week);
        chances[WIN] *= pace;
        chances[ADVANCE] *= pace;
        double sum = chances[WIN] + chances[LOSE] + chances[ADVANCE];
        if (sum > 1) {
            chances[WIN] /= sum;
            chances[LOSE] /= sum;
            chances[ADVANCE] /= sum;
        }
    }

    private static double sigmoid(double logit) {
        return 1 / (1 + StrictMath.exp(-logit));
    }
}
