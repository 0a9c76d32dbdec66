package org.salespipeline.forecast;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.salespipeline.calendar.FiscalCalendar;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.calendar.Granularity;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.stage.SalesProcess;

/** A small pipeline of which every number can be worked out by hand. */
final class SampleDeals {

    static final LocalDate TODAY = LocalDate.of(2026, 8, 15);

    static final SalesProcess PROCESS = SalesProcess.builder("enterprise")
            .prePipeline("lead")
            .open("qualify", 0.10)
            .open("propose", 0.40)
            .open("verbal")
            .won("won")
            .lost("lost")
            .build();

    private SampleDeals() {}

    static FiscalPeriod thisQuarter() {
        return FiscalCalendar.calendarYear().periodOf(TODAY, Granularity.QUARTER);
    }

    static ForecastRequest thisAndNextQuarter() {
        return ForecastRequest.of(FiscalCalendar.calendarYear().periods(TODAY, Granularity.QUARTER, 2));
    }

    static Opportunity.Builder deal(String id, String stage) {
        return Opportunity.open(id, PROCESS, Instant.parse("2026-05-01T08:00:00Z"))
                .stage(stage);
    }

    static PipelineView view(Opportunity... deals) {
        return PipelineView.ofDeals(List.of(deals), TODAY);
    }

    /** Two owners, all stages, dates on every side of today. */
    static PipelineView view() {
        return view(
                deal("A", "qualify")
                        .amount("EUR 100.05")
                        .owner("ada")
                        .expectedClose("2026-08-15")
                        .build(),
                deal("B", "propose")
                        .amount("EUR 1000.00")
                        .owner("ada")
                        .expectedClose("2026-09-30")
                        .build(),
                deal("C", "propose")
                        .amount("EUR 33.33")
                        .owner("bob")
                        .expectedClose("2026-10-01")
                        .build(),
                deal("D", "propose")
                        .amount("EUR -10.00")
                        .owner("bob")
                        .expectedClose("2026-12-31")
                        .build(),
                deal("E", "qualify")
                        .amount("EUR 7.00")
                        .owner("ada")
                        .expectedClose("2026-08-14")
                        .build(),
                deal("F", "qualify").amount("EUR 8.00").owner("bob").build(),
                deal("G", "verbal")
                        .amount("EUR 500.00")
                        .owner("bob")
                        .expectedClose("2026-09-01")
                        .build(),
                deal("H", "propose").owner("ada").expectedClose("2026-09-01").build(),
                deal("I", "won")
                        .amount("EUR 250.00")
                        .owner("ada")
                        .actualClose("2026-07-01")
                        .build(),
                deal("J", "won")
                        .amount("EUR 60.00")
                        .owner("bob")
                        .actualClose("2026-08-15")
                        .build(),
                deal("K", "won")
                        .amount("EUR 5.00")
                        .owner("bob")
                        .actualClose("2026-06-30")
                        .build(),
                deal("L", "won")
                        .amount("EUR 4.00")
                        .owner("bob")
                        .actualClose("2026-08-16")
                        .build(),
                deal("M", "lost")
                        .amount("EUR 9999.00")
                        .owner("ada")
                        .actualClose("2026-08-01")
                        .build(),
                deal("N", "lead")
                        .amount("EUR 8888.00")
                        .owner("ada")
                        .expectedClose("2026-09-01")
                        .build(),
                deal("O", "propose")
                        .amount("EUR 3.00")
                        .owner("ada")
                        .expectedClose("2027-01-01")
                        .build(),
                deal("P", "propose")
                        .amount("EUR 7777.00")
                        .owner("ada")
                        .expectedClose("2026-09-01")
                        .deleted()
                        .build());
    }
}
