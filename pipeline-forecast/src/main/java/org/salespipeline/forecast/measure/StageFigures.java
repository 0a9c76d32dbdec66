package org.salespipeline.forecast.measure;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.immutables.value.Value;
import org.joda.money.Money;
import org.salespipeline.forecast.statistics.Interval;

/** What one row of a {@link MeasureTable} says of one open stage. */
public sealed interface StageFigures extends Figures {

    /** How long deals stay in one open stage; a visit is from entering to leaving. */
    @Value.Immutable
    sealed interface TimeInStage extends StageFigures permits ImmutableTimeInStage {

        /** All visits, skipped stages too where they count as visits of no time. */
        long visits();

        /** Visits that go on. */
        long stillThere();

        /** Left for a later open stage; skipped ones too. */
        long movedForward();

        /** Left by a win. */
        long won();

        /** Left by a loss. */
        long lost();

        /** Left for an earlier open stage: regressions. */
        long movedBack();

        /** Left for another terminal stage, merged, deleted or recycled. */
        long endedOtherwise();

        /** Visits of no time that stand for skips. */
        long skipped();

        /** Days of all visits, those that go on up to now. */
        long totalDays();

        /** Mean days of ended visits; absent when none has ended. */
        OptionalDouble meanDays();

        /** The day by which half have left, by Kaplan and Meier; absent when that is not seen yet. */
        OptionalInt medianDays();

        /** For the median; its high end is infinite while nothing bounds it. */
        Optional<Interval> medianInterval();

        /** The day by which nine of ten have left, by Kaplan and Meier; absent when that is not seen yet. */
        OptionalInt ninetiethDays();

        @Override
        default List<Cell> cells() {
            return List.of(
                    Cells.count("visits", visits()),
                    Cells.count("still there", stillThere()),
                    Cells.count("forward", movedForward()),
                    Cells.count("won", won()),
                    Cells.count("lost", lost()),
                    Cells.count("back", movedBack()),
                    Cells.count("other", endedOtherwise()),
                    Cells.number("mean days", Unit.DAYS, meanDays()),
                    Cells.days("median days", medianDays(), medianInterval()),
                    Cells.days("90 % within days", ninetiethDays(), Optional.empty()));
        }
    }

    /** Of deals that entered a stage, how many came to a later one. */
    @Value.Immutable
    sealed interface Conversion extends StageFigures permits ImmutableConversion {

        /** Entered the stage: reached + open + lost + other. */
        long entered();

        /** Came to the later stage, or the win. */
        long reached();

        /** Did not yet, and are open. */
        long open();

        /** Were lost before. */
        long lost();

        /** Ended otherwise before; where every visit counts, also those who came into the stage again. */
        long other();

        /** Of those entered, deals that were closed and reopened afterwards. */
        long reopened();

        /** Reached ÷ entered, with the interval of Wilson; too low as long as there are open ones. */
        Optional<Estimate> rate();

        /** The chance to get there, open ones watched up to now; absent when nobody entered. */
        Optional<Estimate> chance();

        /** The day by which half get there, by that chance; absent when fewer do. */
        OptionalInt medianDays();

        @Override
        default List<Cell> cells() {
            return List.of(
                    Cells.count("entered", entered()),
                    Cells.count("reached", reached()),
                    Cells.count("open", open()),
                    Cells.count("lost", lost()),
                    Cells.count("other", other()),
                    Cells.count("reopened", reopened()),
                    Cells.share("cohort rate", rate()),
                    Cells.share("censor-aware chance", chance()),
                    Cells.days("half within days", medianDays(), Optional.empty()));
        }
    }

    /** What happened during a period to those who were in a stage. */
    @Value.Immutable
    sealed interface Flow extends StageFigures permits ImmutableFlow {

        /** Visits that went on at some time of the period. */
        long present();

        /** Of them, left for a later open stage in the period. */
        long movedForward();

        /** Of them, left by a win. */
        long won();

        /** Of them, left by a loss. */
        long lost();

        /** Of them, left for an earlier open stage. */
        long movedBack();

        /** Of them, left for another terminal stage, merged, deleted or recycled. */
        long endedOtherwise();

        /** (Forward + won) ÷ present, with the interval of Wilson; absent when nobody was there. */
        Optional<Estimate> onwards();

        @Override
        default List<Cell> cells() {
            return List.of(
                    Cells.count("present", present()),
                    Cells.count("forward", movedForward()),
                    Cells.count("won", won()),
                    Cells.count("lost", lost()),
                    Cells.count("back", movedBack()),
                    Cells.count("other", endedOtherwise()),
                    Cells.share("moved on", onwards()));
        }
    }

    /** A stage at a glance. */
    @Value.Immutable
    sealed interface Scorecard extends StageFigures permits ImmutableScorecard {

        /** Visits that began in the period. */
        long entered();

        /** Of them, left for an earlier open stage. */
        long movedBack();

        /** The chance to leave for a later open stage or a win, visits that go on watched up to now. */
        Optional<Estimate> onwards();

        /** The day by which half have left, in whatever direction, by Kaplan and Meier; absent when that is not seen yet. */
        OptionalInt medianDays();

        /** For the median; its high end is infinite while nothing bounds it. */
        Optional<Interval> medianInterval();

        /** The chance of deals that first entered in the period to be won, open ones watched up to now. */
        Optional<Estimate> winChance();

        /** Deals that are there at the end of the period, or of the day of the view. */
        long present();

        /** Those of them without an amount in the currency at that time. */
        long withoutAmount();

        /** Mean days since they entered; absent when none is there. */
        OptionalDouble meanAgeDays();

        /** Their amounts at that time. */
        Money amount();

        /** The same at the win probability of the stage, 0 where it states none. */
        Money weighted();

        @Override
        default List<Cell> cells() {
            return List.of(
                    Cells.count("entered", entered()),
                    Cells.count("back", movedBack()),
                    Cells.share("moves on", onwards()),
                    Cells.days("median days", medianDays(), medianInterval()),
                    Cells.share("is won", winChance()),
                    Cells.count("present", present()),
                    Cells.number("mean age", Unit.DAYS, meanAgeDays()),
                    Cells.amount("amount", amount()),
                    Cells.amount("weighted", weighted()));
        }
    }
}
