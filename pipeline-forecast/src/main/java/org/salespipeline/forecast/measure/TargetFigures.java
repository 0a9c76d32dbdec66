package org.salespipeline.forecast.measure;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.immutables.value.Value;
import org.joda.money.Money;
import org.salespipeline.forecast.statistics.Interval;

/** What one row of a {@link MeasureTable} says of a target and the way to it. */
public sealed interface TargetFigures extends Figures {

    /** How far a quota is reached, and how much there is to reach the rest with. */
    @Value.Immutable
    sealed interface Coverage extends TargetFigures permits ImmutableCoverage {

        /** What is to be won; absent where none is given. */
        Optional<Money> quota();

        /** Won in the period. */
        Money closed();

        /** Open deals in the pipeline that are dated in the period, and not overdue. */
        long openDeals();

        /** Those of them without an amount, which are in no amount. */
        long withoutAmount();

        /** Those of them in a stage that states no win probability, which are in no weighted amount. */
        long withoutChance();

        /** Amount of the open deals. */
        Money open();

        /** The same, each deal at the win probability of its stage. */
        Money weighted();

        /** Amount of open deals that are dated in the period before the day of the view; in no coverage of the period. */
        Money overdue();

        /** Amount of the whole pipeline, whatever the dates, overdue and unscheduled deals included. */
        Money pipeline();

        /** Closed ÷ quota; absent without a quota above 0. */
        OptionalDouble attainment();

        /** Pipeline ÷ quota; absent without a quota above 0. */
        OptionalDouble pipelineByQuota();

        /** Open ÷ gap; absent without a quota, and when it is attained. */
        OptionalDouble openByGap();

        /** Weighted ÷ gap; absent without a quota, and when it is attained. */
        OptionalDouble weightedByGap();

        /** Quota − closed, 0 or less when it is attained; absent without a quota. */
        default Optional<Money> gap() {
            return quota().map(target -> target.minus(closed()));
        }

        /** Whether there is a quota and closed deals reach it. */
        default boolean isAttained() {
            return gap().filter(Money::isNegativeOrZero).isPresent();
        }

        @Override
        default List<Cell> cells() {
            return List.of(
                    Cells.amount("quota", quota()),
                    Cells.amount("closed", closed()),
                    Cells.share("attainment", attainment()),
                    Cells.amount("gap", gap()),
                    Cells.count("open deals", openDeals()),
                    Cells.amount("open", open()),
                    Cells.amount("weighted", weighted()),
                    Cells.amount("overdue", overdue()),
                    Cells.amount("whole pipeline", pipeline()),
                    Cells.number("pipeline by quota", Unit.RATIO, pipelineByQuota()),
                    Cells.number("open by gap", Unit.RATIO, openByGap()),
                    Cells.number("weighted by gap", Unit.RATIO, weightedByGap()));
        }
    }

    /** How far a period has come, by how far others had come at the same point. */
    @Value.Immutable
    sealed interface Pacing extends TargetFigures permits ImmutablePacing {

        /** Won in the period up to the day of the view. */
        Money closed();

        /** Days of the period that have passed ÷ its days, in [0, 1]; of several periods together. */
        double elapsed();

        /** Past periods in which anything was won, of those that were looked at. */
        int pastPeriods();

        /** The median share of their final totals that past periods had closed at the same point; absent without one. */
        OptionalDouble shareByThen();

        /** Spread of these shares: their quantiles at the confidence that was asked for, not an interval for the median. */
        Optional<Interval> shares();

        /**
         * Closed ÷ the median share, in major units to 34 digits: where the period ends at this pace; absent without past
         * periods, in a total of several periods, and where nothing was ever closed by then.
         */
        Optional<BigDecimal> runRate();

        /** Closed ÷ the spread of the shares, in major units; its high end is infinite when nothing was closed in some. */
        Optional<Interval> runRates();

        /** Share of the final totals of past periods that came of deals that were not there at the same point. */
        OptionalDouble createdAndClosed();

        /** Open deals dated in past periods at the same point: the share of their amount that was won in the period. */
        OptionalDouble wonOfDated();

        /** The open ÷ gap that just suffices at that share: 1 ÷ {@link #wonOfDated}; absent when nothing was won. */
        OptionalDouble neededCoverage();

        @Override
        default List<Cell> cells() {
            return List.of(
                    Cells.amount("closed", closed()),
                    Cells.share("elapsed", OptionalDouble.of(elapsed())),
                    Cells.count("past periods", pastPeriods()),
                    new Cell("share by then", Unit.SHARE, Cells.decimal(shareByThen()), shares()),
                    new Cell("run rate", Unit.AMOUNT, runRate(), runRates()),
                    Cells.share("created and closed", createdAndClosed()),
                    Cells.share("won of dated", wonOfDated()),
                    Cells.number("needed coverage", Unit.RATIO, neededCoverage()));
        }
    }
}
