package org.salespipeline.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.salespipeline.calendar.FiscalCalendar;
import org.salespipeline.calendar.Granularity;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.ActorId;
import org.salespipeline.forecast.view.PipelineHistory;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.testkit.SampleProcesses;

/** A stage of the same name has another win probability in the next version of its process. */
class CubeOfVersionsTest {

    private static final Instant START = Instant.parse("2026-07-06T09:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 7, 8);
    private static final ForecastRequest QUARTER =
            ForecastRequest.of(FiscalCalendar.calendarYear().periodOf(TODAY, Granularity.QUARTER));

    private final OpportunityLog first = log("OPP-1", 1);
    private final OpportunityLog second = log("OPP-2", 2);

    private static OpportunityLog log(String id, int version) {
        Opportunity deal = Opportunity.open(id, SampleProcesses.renewals().version(version), START)
                .amount("EUR 1000")
                .expectedClose("2026-09-18")
                .build();
        return OpportunityLog.opening(deal, ActorId.of("ada"), START);
    }

    private static PipelineCube cube(OpportunityLog... logs) {
        return PipelineCube.of(PipelineHistory.of(ZoneOffset.UTC, List.of(logs)).asOf(TODAY), QUARTER);
    }

    @Test
    void partsOfDifferentVersionsAddUpToTheWhole() {
        PipelineCube whole = cube(first, second);
        PipelineCube merged = cube(second).merge(cube(first));
        assertThat(merged).isEqualTo(whole);
        assertThat(merged.toBytes()).isEqualTo(whole.toBytes());
        assertThat(PipelineCube.ofBytes(merged.toBytes(), QUARTER)).isEqualTo(whole);
    }

    @Test
    void eachDealHasTheChanceOfItsVersion() {
        assertThat(cube(first, second).forecast().lines().get(0).expected()).isEqualTo(Money.parse("EUR 1100.00"));
    }
}
