package org.salespipeline.quickstart;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.salespipeline.calendar.FiscalCalendar;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.calendar.Granularity;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.DimensionSet;
import org.salespipeline.event.OpportunityEvent.Header;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.ActorId;
import org.salespipeline.fact.Fact;
import org.salespipeline.forecast.ForecastRequest;
import org.salespipeline.forecast.measure.PipelineSummary;
import org.salespipeline.forecast.strategy.ForecastStrategies;
import org.salespipeline.forecast.view.PipelineHistory;
import org.salespipeline.opportunity.LossReason;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.quantity.Probability;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.StageId;
import org.salespipeline.transition.Move;
import org.salespipeline.transition.MovePolicy;
import org.salespipeline.transition.StageMachine;
import org.salespipeline.transition.TransitionResult;
import org.salespipeline.transition.TransitionResult.Accepted;
import org.salespipeline.transition.TransitionResult.Refused;

/** Loses a deal, wins another, keeps all in one table, looks back, and forecasts two quarters by region. */
public final class ManyDeals {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ActorId ADA = ActorId.of("ada");
    private static final SalesProcess PROCESS = SalesProcess.builder("roofs")
            .open("survey", 0.20)
            .open("offer", 0.50)
            .won("signed")
            .lost("rejected")
            .lost("withdrawn")
            .build();

    /** In this zone the day of a win or a loss is taken; without it, in UTC. */
    private static final StageMachine MACHINE =
            StageMachine.builder(PROCESS).zone(BERLIN).allow(MovePolicy.SKIP).build();

    private ManyDeals() {}

    private static OpportunityLog begin(String id, String amount, String expectedClose, String region) {
        Instant now = Instant.parse("2026-05-04T08:00:00Z");
        Opportunity deal = Opportunity.open(id, PROCESS, now)
                .amount(amount)
                .expectedClose(expectedClose)
                .dimension("region", region)
                .build();
        return OpportunityLog.opening(deal, ADA, now);
    }

    /** The log with the move in it, or with nothing new when the move is refused. */
    private static OpportunityLog move(OpportunityLog log, Move move) {
        TransitionResult result = MACHINE.attempt(log.latest(), move);
        if (result instanceof Accepted accepted) {
            return log.append(accepted.events(), move.at());
        }
        System.out.println(log.latest().id() + " refused: " + ((Refused) result).reasons());
        return log;
    }

    /** Runs it all; needs no arguments. */
    public static void main(String[] args) {
        OpportunityLog north = begin("R-1", "EUR 18000", "2026-06-30", "north");
        OpportunityLog south = begin("R-2", "EUR 24000", "2026-08-31", "south");
        OpportunityLog late = begin("R-3", "EUR 9000", "2026-08-15", "south");

        // Win by moving to a won stage; lose with a reason.
        Instant june = Instant.parse("2026-06-12T10:00:00Z");
        north = move(north, Move.to("signed", "ada", june));
        late = move(late, Move.to("rejected", "ada", june));
        late = move(late, Move.to("rejected", "ada", june).because(LossReason.PRICE));

        // Known on 20 June, true since 1 June: facts have two times.
        Header since = new Header(south.latest().id(), Instant.parse("2026-06-01T08:00:00Z"), ADA);
        south = south.append(
                List.of(new DimensionSet(since, "region", "north")), Instant.parse("2026-06-20T08:00:00Z"));

        // One table for all deals, its key deal and sequence; read back in any order.
        List<Fact<OpportunityEvent>> table = new ArrayList<>();
        List.of(north, south, late).forEach(log -> table.addAll(log.facts().facts()));
        PipelineHistory history = PipelineHistory.of(BERLIN, OpportunityLog.ofEach(PROCESS, table));

        // What was known at the end of a day; a later day knows more.
        System.out.println(PipelineSummary.of(history.asOf(LocalDate.of(2026, 5, 31))));

        // This quarter and the next, by region, with chances of one's own.
        LocalDate today = LocalDate.of(2026, 6, 22);
        List<FiscalPeriod> quarters = FiscalCalendar.calendarYear().periods(today, Granularity.QUARTER, 2);
        ForecastRequest byRegion = ForecastRequest.of(quarters).withDimension("region");
        System.out.println(ForecastStrategies.stageWeighted(Map.of(StageId.of("survey"), Probability.ofPercent(30)))
                .forecast(history.asOf(today), byRegion));
    }
}
