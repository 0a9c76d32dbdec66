package org.salespipeline.quickstart;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.salespipeline.calendar.FiscalCalendar;
import org.salespipeline.calendar.Granularity;
import org.salespipeline.criteria.Criterion;
import org.salespipeline.fact.ActorId;
import org.salespipeline.forecast.Forecast;
import org.salespipeline.forecast.ForecastRequest;
import org.salespipeline.forecast.ForecastStrategy;
import org.salespipeline.forecast.strategy.ForecastStrategies;
import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.qualification.Criteria;
import org.salespipeline.quantity.Probability;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.SalesProcesses;
import org.salespipeline.stage.StageId;
import org.salespipeline.transition.StageMachine;
import org.salespipeline.transition.TransitionResult.Refused;

/** A criterion and a forecast strategy of one's own. */
public final class OwnRules {

    private OwnRules() {}

    /** A criterion: a name, what is said when it is not met, what cures it, and the condition. */
    static Criterion<Opportunity> namedAccount() {
        return Criteria.custom(
                "named-account",
                "account is not known",
                "set the account",
                deal -> deal.account().isPresent());
    }

    /** A strategy: learns from a view (here nothing), then gives each open deal a chance. */
    static ForecastStrategy halfUnlessOverFiftyThousand() {
        return view -> (seen, request) -> {
            DealColumns deals = seen.deals();
            return Forecast.builder(seen, request)
                    .strategy("half-unless-large")
                    .assume("one deal in two is won, of those above 50,000 one in five")
                    .chance(row -> Optional.of(Probability.of(deals.amountMinor(row) > 5_000_000 ? 0.2 : 0.5)))
                    .build();
        };
    }

    /** Tries both; needs no arguments. */
    public static void main(String[] args) {
        SalesProcess process = SalesProcesses.newBusiness();
        Instant now = Instant.parse("2026-07-06T09:00:00Z");
        LocalDate today = LocalDate.of(2026, 7, 6);
        Opportunity small = Opportunity.open("OPP-1", process, now)
                .amount("EUR 12500")
                .expectedClose("2026-08-31")
                .build();
        Opportunity large = Opportunity.open("OPP-2", process, now)
                .amount("EUR 80000")
                .expectedClose("2026-09-30")
                .build();

        StageMachine machine = StageMachine.builder(process)
                .exitWhen(process.first().id().value(), namedAccount())
                .build();
        StageId next = process.next(process.first().id()).iterator().next();
        if (machine.attempt(small, next, ActorId.of("ada"), now) instanceof Refused refused) {
            System.out.println(refused.reasons());
        }

        // checked(..) refuses an answer that breaks the contract and says where the fault lies
        ForecastStrategy strategy = ForecastStrategies.checked(halfUnlessOverFiftyThousand());
        PipelineView view = PipelineView.ofDeals(List.of(small, large), today);
        ForecastRequest thisQuarter =
                ForecastRequest.of(FiscalCalendar.calendarYear().periodOf(today, Granularity.QUARTER));
        System.out.println(strategy.forecast(view, thisQuarter));
    }
}
