package org.salespipeline.forecast.inflow;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.salespipeline.calendar.FiscalCalendar;
import org.salespipeline.calendar.Granularity;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.AmountSet;
import org.salespipeline.event.OpportunityEvent.Created;
import org.salespipeline.event.OpportunityEvent.Header;
import org.salespipeline.event.OpportunityEvent.Profile;
import org.salespipeline.event.OpportunityEvent.Won;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.ActorId;
import org.salespipeline.forecast.view.PipelineHistory;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.StageId;

/** Deals of 2026 of which every number can be worked out by hand. */
final class Sales {

    static final SalesProcess PROCESS = SalesProcess.builder("plain")
            .prePipeline("lead")
            .open("propose", 0.40)
            .won("won")
            .lost("lost")
            .build();

    private Sales() {}

    /** A deal that came in on a day with this amount, won on another day unless that is empty; days as {@code 01-31}. */
    static OpportunityLog deal(String id, String createdOn, String amount, String wonOn) {
        OpportunityLog log = create(id, "propose", createdOn);
        if (!amount.isEmpty()) {
            Header header = header(id, createdOn);
            log = log.append(
                    List.<OpportunityEvent>of(new AmountSet(header, Optional.of(Money.parse(amount)))),
                    header.validAt());
        }
        return wonOn.isEmpty() ? log : won(log, id, wonOn);
    }

    static OpportunityLog create(String id, String stage, String day) {
        Header header = header(id, day);
        return OpportunityLog.of(PROCESS)
                .append(
                        List.<OpportunityEvent>of(
                                new Created(header, PROCESS.id(), StageId.of(stage), Profile.unknown())),
                        header.validAt());
    }

    static OpportunityLog won(OpportunityLog log, String id, String day) {
        Header header = header(id, day);
        LocalDate date = LocalDate.ofInstant(header.validAt(), ZoneOffset.UTC);
        return log.append(List.<OpportunityEvent>of(new Won(header, StageId.of("won"), date)), header.validAt());
    }

    static Header header(String id, String day) {
        return new Header(OpportunityId.of(id), Instant.parse("2026-" + day + "T08:00:00Z"), ActorId.of("ada"));
    }

    static PipelineView view(List<OpportunityLog> logs, String day) {
        return PipelineHistory.of(ZoneOffset.UTC, logs).asOf(LocalDate.parse("2026-" + day));
    }

    static NewBusiness months(NewBusinessModel model, PipelineView view) {
        return model.fit(view, FiscalCalendar.calendarYear(), Granularity.MONTH, CurrencyUnit.EUR);
    }
}
