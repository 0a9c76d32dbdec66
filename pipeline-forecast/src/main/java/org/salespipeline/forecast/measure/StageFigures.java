package org.salespipeline.forecast.measure;

import static com.google.common.base.Preconditions.checkArgument;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
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

    /** Of deals that entered a stage, with which chance they come to a later one, by days since. */
    @Value.Immutable
    sealed interface ConversionByHorizon extends StageFigures permits ImmutableConversionByHorizon {

        /** Entered the stage. */
        long entered();

        /** One for each number of days that was asked for, in that order. */
        List<Horizon> horizons();

        @Override
        default List<Cell> cells() {
            List<Cell> cells = new ArrayList<>();
            cells.add(Cells.count("entered", entered()));
            for (Horizon horizon : horizons()) {
                String days = horizon.days() + " days";
                cells.add(Cells.share("there within " + days, horizon.there()));
                cells.add(Cells.share("lost within " + days, horizon.lost()));
                cells.add(Cells.share("otherwise ended within " + days, horizon.other()));
                cells.add(Cells.share("open after " + days, horizon.open()));
            }
            return cells;
        }
    }

    /**
     * Where deals are some days after they entered a stage. The four chances add up to 1; all are absent where nobody was
     * watched for so long and some could still be open.
     *
     * @param there came to the later stage, or are won
     * @param lost were lost before they came there
     * @param other ended otherwise before they came there
     * @param open neither
     */
    record Horizon(
            int days,
            Optional<Estimate> there,
            Optional<Estimate> lost,
            Optional<Estimate> other,
            Optional<Estimate> open) {}

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

    /** Whether deals move on from a stage more slowly than they did, and than those of other segments do. */
    @Value.Immutable
    sealed interface Bottleneck extends StageFigures permits ImmutableBottleneck {

        /** Days that deals were there in the weeks that were looked at, all deals together. */
        long dealDays();

        /** Moves to a later open stage or a win in these weeks. */
        long moves();

        /** Deals that are there at the end. */
        long present();

        /**
         * The chance of so clear a slowdown at any time of these weeks if nothing changed; 1 where nothing became slower,
         * absent in a total of several periods.
         */
        OptionalDouble pValue();

        /** The smallest false-discovery rate at which the row stands out among all rows of the table, or all its totals. */
        OptionalDouble falseDiscoveryRate();

        /** The first day of the most likely slowdown; absent where nothing became slower. */
        Optional<LocalDate> since();

        /** Days from {@link #since} to the end; 0 where nothing became slower. */
        @Value.Default
        default int slowerForDays() {
            return 0;
        }

        /** Moves since then ÷ moves that the same deals would have made at the pace before; absent without a slowdown. */
        OptionalDouble pace();

        /**
         * The chance of so few moves since then, or fewer, if the pace were that of the other segments; absent without a
         * slowdown, without others, and in totals.
         */
        OptionalDouble pValueAgainstPeers();

        /**
         * The cost of the delay: deals per day that would have moved on at the pace before and have not, at the mean amount of
         * those that are there now; in major units to 34 digits. Absent without a slowdown or an amount.
         */
        Optional<BigDecimal> heldUpPerDay();

        /** The same at the win probability of the stage; 0 where it states none. */
        Optional<BigDecimal> costPerDay();

        /**
         * Whether the stage is worse than its own history at this rate, and than its peers where there are any.
         *
         * @param falseDiscoveryRate between 0 and 1, both excluded; in an organisation in which nothing changed, any row of a
         *     table is a bottleneck with at most about this chance
         */
        default boolean isBottleneck(double falseDiscoveryRate) {
            checkArgument(
                    falseDiscoveryRate > 0 && falseDiscoveryRate < 1,
                    "false-discovery rate must be between 0 and 1, was %s",
                    falseDiscoveryRate);
            return since().isPresent()
                    && falseDiscoveryRate().orElse(1) <= falseDiscoveryRate
                    && pValueAgainstPeers().orElse(0) <= falseDiscoveryRate;
        }

        @Override
        default List<Cell> cells() {
            return List.of(
                    Cells.count("deal days", dealDays()),
                    Cells.count("moves", moves()),
                    Cells.count("present", present()),
                    Cells.share("p-value", pValue()),
                    Cells.share("false-discovery rate", falseDiscoveryRate()),
                    Cells.number("slower for", Unit.DAYS, OptionalDouble.of(slowerForDays())),
                    Cells.share("pace", pace()),
                    Cells.share("p-value against peers", pValueAgainstPeers()),
                    Cells.perDay("held up per day", heldUpPerDay()),
                    Cells.perDay("cost per day", costPerDay()));
        }
    }
}
