package org.salespipeline.forecast.measure;

import java.util.List;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.AmountSet;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.Fact;

/** The same histories in another unit of money. */
final class Factors {

    private Factors() {}

    static List<OpportunityLog> times(List<OpportunityLog> logs, int factor) {
        return logs.stream()
                .map(log -> OpportunityLog.of(
                        log.process(),
                        log.facts().facts().stream()
                                .map(fact ->
                                        new Fact<>(times(fact.event(), factor), fact.recordedAt(), fact.sequence()))
                                .toList()))
                .toList();
    }

    private static OpportunityEvent times(OpportunityEvent event, int factor) {
        return event instanceof AmountSet set
                ? new AmountSet(set.header(), set.amount().map(amount -> amount.multipliedBy(factor)))
                : event;
    }
}
