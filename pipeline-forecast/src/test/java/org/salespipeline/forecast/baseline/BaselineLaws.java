package org.salespipeline.forecast.baseline;

import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Group;
import net.jqwik.api.Provide;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.forecast.ForecastRequest;
import org.salespipeline.forecast.ForecastStrategy;
import org.salespipeline.forecast.testkit.ForecastArbitraries;
import org.salespipeline.forecast.testkit.ForecastStrategyLaws;

/** What every strategy owes, kept by every baseline over a year of closings. */
@SuppressWarnings("ClassCanBeStatic") // groups of jqwik are inner classes
class BaselineLaws {

    @Group
    class LastPeriod implements OverClosings {
        @Override
        public ForecastStrategy strategy() {
            return Baselines.lastPeriod();
        }
    }

    @Group
    class MeanOfLast implements OverClosings {
        @Override
        public ForecastStrategy strategy() {
            return Baselines.meanOfLast(3);
        }
    }

    @Group
    class SamePeriodLastYear implements OverClosings {
        @Override
        public ForecastStrategy strategy() {
            return Baselines.samePeriodLastYear();
        }
    }

    @Group
    class SamePeriodLastQuarter implements OverClosings {
        @Override
        public ForecastStrategy strategy() {
            return Baselines.samePeriodLastQuarter();
        }
    }

    @Group
    class Drift implements OverClosings {
        @Override
        public ForecastStrategy strategy() {
            return Baselines.drift(3);
        }
    }

    @Group
    class ClosedSoFar implements OverClosings {
        @Override
        public ForecastStrategy strategy() {
            return Baselines.closedSoFar();
        }
    }

    @Group
    class RunRate implements OverClosings {
        @Override
        public ForecastStrategy strategy() {
            return Baselines.runRate(2);
        }
    }

    /** Dirty logs of any kind, too. */
    @Group
    class OverAnything implements ForecastStrategyLaws {
        @Override
        public ForecastStrategy strategy() {
            return Baselines.runRate(1);
        }
    }

    /** The laws on logs in which past periods are known. */
    interface OverClosings extends ForecastStrategyLaws {

        @Override
        @Provide
        default Arbitrary<List<OpportunityLog>> logs() {
            return ForecastArbitraries.closings();
        }

        @Override
        @Provide
        default Arbitrary<ForecastRequest> requests() {
            return ForecastArbitraries.closingRequests();
        }

        @Override
        @Provide
        default Arbitrary<Instant> moments() {
            return ForecastArbitraries.closingMoments();
        }
    }
}
