package org.salespipeline.forecast.measure;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.immutables.value.Value;
import org.joda.money.Money;
import org.salespipeline.forecast.statistics.Interval;
import org.salespipeline.forecast.statistics.Proportion;

/**
 * What one row of a {@link MeasureTable} says. Each measure has figures of its own kind, with what they are made of: counts
 * and exact amounts that add up over rows, and the rates, means and medians that come of them and do not.
 */
public sealed interface Figures
        permits Figures.WinRate,
                Figures.CycleLength,
                Figures.DealSize,
                Figures.Inflow,
                Figures.Velocity,
                Figures.Pushes,
                Figures.Slip,
                Figures.Comparison,
                Figures.Bookings,
                StageFigures,
                TargetFigures {

    /** The figures by name, in the order in which a table shows them. */
    List<Cell> cells();

    /** In what a figure is told. */
    enum Unit {
        /** How many deals, or visits, or changes. */
        COUNT,
        /** A share of 1. */
        SHARE,
        /** Calendar days, or working days where the title says so. */
        DAYS,
        /** Money in the currency of the table. */
        AMOUNT,
        /** Money per day in the currency of the table. */
        AMOUNT_PER_DAY,
        /** A number that need not be whole: a mean count, a count per day, or one number by another. */
        RATIO
    }

    /**
     * One figure.
     *
     * @param name in lower case, words separated by spaces
     * @param value in the unit, amounts in major units; absent when it is not defined or cannot be told
     * @param interval for the true value, at the confidence that was asked for
     */
    record Cell(String name, Unit unit, Optional<BigDecimal> value, Optional<Interval> interval) {}

    /**
     * An estimate and how sure it is.
     *
     * @param interval for the true value, at the confidence that was asked for
     */
    record Estimate(double value, Interval interval) {}

    /**
     * The share of a small group, drawn towards what all rows of the table have in common.
     *
     * @param weight how much the own counts of the group count in it, in [0, 1]; the rest is what all have in common
     */
    record Shrunk(double value, Interval interval, double weight) {}

    /**
     * How many of the decided deals were won. Other ends (disqualified, merged, deleted, recycled) are in no rate.
     */
    @Value.Immutable
    sealed interface WinRate extends Figures permits ImmutableWinRate {

        /** Won deals. */
        long won();

        /** Lost deals, those without a decision of the buyer too. */
        long lost();

        /** Undecided ones; 0 in a closed cohort. */
        long open();

        /** Ended neither won nor lost; in a closed cohort only those in a terminal stage. */
        long other();

        /** Won and lost deals without an amount, which are in no amount. */
        long withoutAmount();

        /** Sum of the amounts of won deals. */
        Money wonAmount();

        /** Sum of the amounts of lost deals. */
        Money lostAmount();

        /** Won ÷ (won + lost), with the interval of Wilson; absent when nothing was decided. */
        Optional<Estimate> byCount();

        /**
         * Won amount ÷ (won amount + lost amount); absent when the sum is not above 0. The interval is that of Wilson for as
         * many equal deals as tell as much as these, (Σa)² ÷ Σa².
         */
        Optional<Estimate> byAmount();

        /** {@link #byCount} drawn towards the other rows; absent in totals and when nothing was decided in any row. */
        Optional<Shrunk> shrunk();

        /** Won and lost. */
        default long decided() {
            return won() + lost();
        }

        /** All that were looked at: won + lost + open + other. */
        default long deals() {
            return decided() + open() + other();
        }

        /** Won of decided, as counts. */
        default Proportion counts() {
            return new Proportion(won(), decided());
        }

        @Override
        default List<Cell> cells() {
            return List.of(
                    Cells.count("won", won()),
                    Cells.count("lost", lost()),
                    Cells.count("open", open()),
                    Cells.count("other", other()),
                    Cells.share("win rate by count", byCount()),
                    Cells.share("shrunk", shrunk().map(found -> new Estimate(found.value(), found.interval()))),
                    Cells.share("own weight", Cells.optional(shrunk().map(Shrunk::weight))),
                    Cells.amount("won amount", wonAmount()),
                    Cells.amount("lost amount", lostAmount()),
                    Cells.share("win rate by amount", byAmount()));
        }
    }

    /** How long deals take from their creation to their end. */
    @Value.Immutable
    sealed interface CycleLength extends Figures permits ImmutableCycleLength {

        /** Won deals. */
        long won();

        /** Lost deals. */
        long lost();

        /** Undecided ones; 0 in a closed cohort. */
        long open();

        /** Ended neither won nor lost. */
        long other();

        /** All that were looked at: won + lost + open + other. */
        default long deals() {
            return won() + lost() + open() + other();
        }

        /** Mean days of won deals; absent without one. */
        OptionalDouble meanDaysToWin();

        /** Mean days of lost deals; absent without one. */
        OptionalDouble meanDaysToLoss();

        /** By this day half of the won deals were won; absent without one. */
        OptionalInt medianDaysToWin();

        /** The day by which half have come to any end, by Kaplan and Meier; absent when that is not seen yet. */
        OptionalInt medianDays();

        /** For {@link #medianDays}; its high end is infinite while nothing bounds it. */
        Optional<Interval> medianInterval();

        @Override
        default List<Cell> cells() {
            return List.of(
                    Cells.count("won", won()),
                    Cells.count("lost", lost()),
                    Cells.count("open", open()),
                    Cells.count("other", other()),
                    Cells.number("mean days to win", Unit.DAYS, meanDaysToWin()),
                    Cells.days("median days to win", medianDaysToWin(), Optional.empty()),
                    Cells.number("mean days to loss", Unit.DAYS, meanDaysToLoss()),
                    Cells.days("median days to any end", medianDays(), medianInterval()));
        }
    }

    /** How large won deals are. */
    @Value.Immutable
    sealed interface DealSize extends Figures permits ImmutableDealSize {

        /** Won deals. */
        long won();

        /** Those of them without an amount, which are in no other figure. */
        long withoutAmount();

        /** Sum of the amounts. */
        Money total();

        /** Mean amount, rounded half to even; absent without an amount. */
        Optional<Money> mean();

        /** The smallest amount that half do not exceed; absent without an amount. */
        Optional<Money> median();

        /** The largest amount; absent without an amount. */
        Optional<Money> largest();

        @Override
        default List<Cell> cells() {
            return List.of(
                    Cells.count("won", won()),
                    Cells.count("without amount", withoutAmount()),
                    Cells.amount("won amount", total()),
                    Cells.amount("mean amount", mean()),
                    Cells.amount("median amount", median()),
                    Cells.amount("largest amount", largest()));
        }
    }

    /** What came into the pipeline. */
    @Value.Immutable
    sealed interface Inflow extends Figures permits ImmutableInflow {

        /** Deals that came in. */
        long deals();

        /** Those of them without an amount, in the currency, at the end of the day on which they came in. */
        long withoutAmount();

        /** Deals by days of the period that have passed. */
        double dealsPerDay();

        /** Amounts at the end of the day on which the deals came in. */
        Money amountAtEntry();

        /** Amounts of the same deals as they are now, whatever became of them. */
        Money amountNow();

        /** {@link #amountAtEntry} by days of the period that have passed, in major units, to 34 digits. */
        BigDecimal amountPerDay();

        @Override
        default List<Cell> cells() {
            return List.of(
                    Cells.count("deals", deals()),
                    Cells.count("without amount", withoutAmount()),
                    Cells.number("deals per day", Unit.RATIO, OptionalDouble.of(dealsPerDay())),
                    Cells.amount("amount at entry", amountAtEntry()),
                    Cells.amount("amount now", amountNow()),
                    Cells.perDay("generated per day", Optional.of(amountPerDay())));
        }
    }

    /** How much money the pipeline turns out per day. */
    @Value.Immutable
    sealed interface Velocity extends Figures permits ImmutableVelocity {

        /** Deals in the pipeline at the end of the period, or of the day of the view: n. */
        long open();

        /** Deals won in the period. */
        long won();

        /** Deals lost in the period. */
        long lost();

        /** Mean amount of those won that have one: a; rounded half to even. */
        Optional<Money> meanWonAmount();

        /** Mean days from the creation to the win: L. */
        OptionalDouble meanDaysToWin();

        /** n · w · a ÷ L in major units, to 34 digits; absent without a won deal that took a day and has an amount. */
        Optional<BigDecimal> formulaPerDay();

        /** Σ won amounts ÷ days in major units, to 34 digits. */
        BigDecimal realisedPerDay();

        /** By how much the formula is above what was realised: 1 in a steady state; absent when nothing was realised. */
        OptionalDouble formulaByRealised();

        /** Deals that came into the pipeline per day: λ. */
        double inflowPerDay();

        /** Deals in the pipeline on a mean day of the period. */
        double meanOpen();

        /**
         * How many they were in a steady state, by Little's law: λ times mean days in the pipeline of deals decided in the
         * period; absent when none was.
         */
        OptionalDouble steadyOpen();

        @Override
        default List<Cell> cells() {
            return List.of(
                    Cells.count("open", open()),
                    Cells.count("won", won()),
                    Cells.count("lost", lost()),
                    Cells.amount("mean won amount", meanWonAmount()),
                    Cells.number("mean days to win", Unit.DAYS, meanDaysToWin()),
                    Cells.perDay("velocity", formulaPerDay()),
                    Cells.perDay("realised velocity", Optional.of(realisedPerDay())),
                    Cells.number("velocity by realised", Unit.RATIO, formulaByRealised()),
                    Cells.number("inflow per day", Unit.RATIO, OptionalDouble.of(inflowPerDay())),
                    Cells.number("mean open", Unit.RATIO, OptionalDouble.of(meanOpen())),
                    Cells.number("steady open", Unit.RATIO, steadyOpen()));
        }
    }

    /** How often the expected close of deals was moved. */
    @Value.Immutable
    sealed interface Pushes extends Figures permits ImmutablePushes {

        /** Deals that were in the pipeline at some time of the period and had a date stated by its end, or before. */
        long deals();

        /** Those of them that were pushed. */
        long pushedDeals();

        /** Moves to a later period. */
        long pushes();

        /** Moves to an earlier period. */
        long pullIns();

        /** Moves to a later day, be it in the same period. */
        long dayPushes();

        /** Moves to an earlier day, be it in the same period. */
        long dayPullIns();

        /** Pushed deals ÷ deals, with the interval of Wilson; absent without a deal. */
        Optional<Estimate> pushedShare();

        /** Pushes ÷ deals; absent without a deal. */
        OptionalDouble pushesPerDeal();

        @Override
        default List<Cell> cells() {
            return List.of(
                    Cells.count("deals", deals()),
                    Cells.count("pushed deals", pushedDeals()),
                    Cells.count("pushes", pushes()),
                    Cells.count("pull-ins", pullIns()),
                    Cells.count("day pushes", dayPushes()),
                    Cells.count("day pull-ins", dayPullIns()),
                    Cells.share("pushed share", pushedShare()),
                    Cells.number("pushes per deal", Unit.RATIO, pushesPerDeal()));
        }
    }

    /** What became of deals that were dated in a period as it began; amounts are those of that time. */
    @Value.Immutable
    sealed interface Slip extends Figures permits ImmutableSlip {

        /** In the pipeline and dated in the period as it began: won + lost + slipped + other + open. */
        long dated();

        /** Won at its end. */
        long won();

        /** Lost at its end. */
        long lost();

        /** Undecided at its end. */
        long slipped();

        /** Ended otherwise: in another terminal stage, merged, deleted, recycled, or found never to have been there. */
        long other();

        /** Undecided, and the period goes on. */
        long open();

        /** Those of the slipped that were dated in the period to its end, without a change of stage, date or amount in it. */
        long silent();

        /** Of {@link #won}. */
        Money wonAmount();

        /** Of {@link #lost}. */
        Money lostAmount();

        /** Of {@link #slipped}. */
        Money slippedAmount();

        /** Of {@link #other}. */
        Money otherAmount();

        /** Of {@link #open}. */
        Money openAmount();

        /** Of {@link #silent}. */
        Money silentAmount();

        /** Slipped of all but the open ones, with the interval of Wilson; absent when there is none. */
        Optional<Estimate> rateByCount();

        /** The same in amounts; absent when they do not sum to more than 0. */
        OptionalDouble rateByAmount();

        @Override
        default List<Cell> cells() {
            return List.of(
                    Cells.count("dated", dated()),
                    Cells.count("won", won()),
                    Cells.count("lost", lost()),
                    Cells.count("slipped", slipped()),
                    Cells.count("other", other()),
                    Cells.count("open", open()),
                    Cells.count("silent slip", silent()),
                    Cells.share("slip rate by count", rateByCount()),
                    Cells.amount("won amount", wonAmount()),
                    Cells.amount("lost amount", lostAmount()),
                    Cells.amount("slipped amount", slippedAmount()),
                    Cells.amount("open amount", openAmount()),
                    Cells.share("slip rate by amount", rateByAmount()));
        }
    }

    /** What was won, and what was taken back of it. */
    @Value.Immutable
    sealed interface Bookings extends Figures permits ImmutableBookings {

        /** Wins that were booked. */
        long wins();

        /** Those of them without an amount in the currency when they were booked. */
        long withoutAmount();

        /** Wins that were taken back: reopened, or merged, deleted or recycled. */
        long reversals();

        /** What wins were booked with. */
        Money booked();

        /** By how much amounts of wins were changed after the day of the win. */
        Money corrected();

        /** What was taken back, as a positive amount. */
        Money reversed();

        /** Booked + corrected − reversed. */
        default Money net() {
            return booked().plus(corrected()).minus(reversed());
        }

        @Override
        default List<Cell> cells() {
            return List.of(
                    Cells.count("wins", wins()),
                    Cells.count("without amount", withoutAmount()),
                    Cells.count("reversals", reversals()),
                    Cells.amount("booked amount", booked()),
                    Cells.amount("corrected amount", corrected()),
                    Cells.amount("reversed amount", reversed()),
                    Cells.amount("net amount", net()));
        }
    }

    /** A share against that of all other rows. */
    @Value.Immutable
    sealed interface Comparison extends Figures permits ImmutableComparison {

        /** Deals that it is about: won ones, or those lost for the reason. */
        long deals();

        /** Among these: decided ones, or lost ones. */
        long of();

        /** Sum of the amounts of {@link #deals}. */
        Money amount();

        /** Deals ÷ of, with the interval of Wilson; absent without any. */
        Optional<Estimate> share();

        /** The share in all other rows together; absent without any. */
        OptionalDouble rest();

        /** Chance of such a difference if there were none, by Fisher's exact test; absent in totals and single rows. */
        OptionalDouble pValue();

        /** The smallest false-discovery rate at which the row stands out among all that were tested with it. */
        OptionalDouble falseDiscoveryRate();

        @Override
        default List<Cell> cells() {
            return List.of(
                    Cells.count("deals", deals()),
                    Cells.count("of", of()),
                    Cells.amount("amount", amount()),
                    Cells.share("share", share()),
                    Cells.share("rest", rest()),
                    Cells.share("p-value", pValue()),
                    Cells.share("false-discovery rate", falseDiscoveryRate()));
        }
    }
}
