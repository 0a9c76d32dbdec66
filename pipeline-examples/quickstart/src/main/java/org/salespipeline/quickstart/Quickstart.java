package org.salespipeline.quickstart;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.salespipeline.calendar.FiscalCalendar;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.calendar.Granularity;
import org.salespipeline.event.EncodedEvent;
import org.salespipeline.event.EventCodec;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.EvidenceRecorded;
import org.salespipeline.event.OpportunityEvent.Header;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.ActorId;
import org.salespipeline.fact.Fact;
import org.salespipeline.forecast.Forecast;
import org.salespipeline.forecast.ForecastRequest;
import org.salespipeline.forecast.strategy.ForecastStrategies;
import org.salespipeline.forecast.view.PipelineHistory;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.qualification.Criteria;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.StageId;
import org.salespipeline.transition.StageMachine;
import org.salespipeline.transition.TransitionResult;
import org.salespipeline.transition.TransitionResult.Accepted;
import org.salespipeline.transition.TransitionResult.Refused;

/** Defines a process, is refused a move, makes it, stores the facts, reads them again and forecasts. */
public final class Quickstart {

    /** A row of your own table of facts; the event is a type, a version and text fields. */
    record Row(Instant recordedAt, long sequence, EncodedEvent event) {}

    private Quickstart() {}

    /** Runs it all; needs no arguments. */
    public static void main(String[] args) {
        // Define: the stages of your process, and what must hold before a deal may leave one.
        SalesProcess process = SalesProcess.builder("enterprise")
                .open("qualify", 0.10)
                .open("propose", 0.40)
                .open("negotiate", 0.70)
                .won("won")
                .lost("lost")
                .build();
        StageMachine machine = StageMachine.builder(process)
                .exitWhen("qualify", Criteria.amountKnown(), Criteria.confirmed("budget"))
                .build();

        // Be refused: time and actor always come from you, the library never asks the clock.
        ActorId ada = ActorId.of("ada");
        Instant monday = Instant.parse("2026-07-06T09:00:00Z");
        Opportunity deal = Opportunity.open("OPP-7", process, monday)
                .amount("EUR 12500")
                .expectedClose("2026-09-18")
                .owner("ada")
                .build();
        OpportunityLog log = OpportunityLog.opening(deal, ada, monday);
        StageId propose = StageId.of("propose");
        if (machine.attempt(log.latest(), propose, ada, monday) instanceof Refused refused) {
            refused.reasons().forEach(reason -> System.out.println("refused: " + reason));
        }

        // Move: with the evidence recorded, the answer carries the events to append.
        Instant tuesday = Instant.parse("2026-07-07T14:30:00Z");
        log = log.append(List.of(new EvidenceRecorded(new Header(deal.id(), tuesday, ada), "budget", "cfo")), tuesday);
        TransitionResult result = machine.attempt(log.latest(), propose, ada, tuesday);
        if (result instanceof Accepted accepted) {
            log = log.append(accepted.events(), tuesday);
            System.out.println("moved to: " + log.latest().stage());
        }

        // Store: each fact becomes a row of plain text fields.
        List<Row> table = new ArrayList<>();
        for (Fact<OpportunityEvent> fact : log.facts().facts()) {
            table.add(new Row(fact.recordedAt(), fact.sequence(), EventCodec.encode(fact.event())));
        }
        table.forEach(row -> System.out.println("stored: " + row.event()));

        // Reload: the same rows give the same deal.
        List<Fact<OpportunityEvent>> facts = new ArrayList<>();
        for (Row row : table) {
            facts.add(new Fact<>(EventCodec.decode(row.event()), row.recordedAt(), row.sequence()));
        }
        OpportunityLog reloaded = OpportunityLog.of(process, facts);
        System.out.println("same deal: " + reloaded.latest().equals(log.latest()));

        // Forecast: what was known on a day, for the quarter that holds it.
        LocalDate today = LocalDate.of(2026, 7, 8);
        PipelineView view =
                PipelineHistory.of(ZoneOffset.UTC, List.of(reloaded)).asOf(today);
        FiscalPeriod quarter = FiscalCalendar.calendarYear().periodOf(today, Granularity.QUARTER);
        Forecast forecast = ForecastStrategies.stageWeighted().forecast(view, ForecastRequest.of(quarter));
        System.out.println(forecast);
    }
}
