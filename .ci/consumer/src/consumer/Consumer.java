package consumer;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.salespipeline.calendar.FiscalCalendar;
import org.salespipeline.calendar.Granularity;
import org.salespipeline.event.EventCodec;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.ActorId;
import org.salespipeline.forecast.Forecast;
import org.salespipeline.forecast.ForecastRequest;
import org.salespipeline.forecast.strategy.ForecastStrategies;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.imports.ImportMapping;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.qualification.Criteria;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.StageId;
import org.salespipeline.transition.StageMachine;
import org.salespipeline.transition.TransitionResult;

/** Uses the library as a stranger would: every type of the front door, nothing but the published jars. */
final class Consumer {

    private Consumer() {}

    public static void main(String[] args) {
        SalesProcess process = SalesProcess.builder("enterprise")
                .open("qualify", 0.10)
                .open("propose", 0.40)
                .won("won")
                .lost("lost")
                .build();
        StageMachine machine = StageMachine.builder(process)
                .exitWhen("qualify", Criteria.amountKnown(), Criteria.confirmed("budget"))
                .build();
        ActorId ada = ActorId.of("ada");
        Instant now = Instant.parse("2026-07-06T09:00:00Z");
        Opportunity deal = Opportunity.open("OPP-7", process, now)
                .amount("EUR 12500")
                .expectedClose("2026-09-18")
                .build();
        TransitionResult result = machine.attempt(deal, StageId.of("propose"), ada, now);
        if (result instanceof TransitionResult.Refused refused) {
            refused.reasons().forEach(System.out::println);
        }
        OpportunityLog.opening(deal, ada, now)
                .facts()
                .facts()
                .forEach(fact -> System.out.println(EventCodec.encode(fact.event())));
        LocalDate today = LocalDate.of(2026, 7, 6);
        ForecastRequest thisQuarter =
                ForecastRequest.of(FiscalCalendar.calendarYear().periodOf(today, Granularity.QUARTER));
        Forecast forecast =
                ForecastStrategies.stageWeighted().forecast(PipelineView.ofDeals(List.of(deal), today), thisQuarter);
        System.out.println(forecast);
        System.out.println(ImportMapping.class.getSimpleName() + " is there too");
    }
}
