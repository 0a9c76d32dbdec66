package org.salespipeline.forecast.view;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.stage.SalesProcess;

/**
 * Everything that is known about all deals, from which a view of any moment can be taken.
 *
 * <pre>{@code
 * PipelineHistory history = PipelineHistory.of(ZoneId.of("Europe/Berlin"), logs);
 * PipelineView then = history.asOf(LocalDate.of(2026, 6, 30));
 * }</pre>
 *
 * <p>Hand a view, not the history, to whatever forecasts: a view shows nothing that was recorded after its moment. Facts are
 * taken over into columns, so the logs may be let go; views share the columns. Immutable; shared by threads.
 */
public final class PipelineHistory {

    private final ZoneId zone;
    private final Facts facts;

    private PipelineHistory(ZoneId zone, Facts facts) {
        this.zone = zone;
        this.facts = facts;
    }

    /**
     * The history that these logs tell, in whatever order they come; logs without facts tell nothing.
     *
     * @param zone in which days begin and end
     * @throws IllegalArgumentException if two logs are of the same deal, or two different processes have one id, or an
     *     amount or a date is too large for a column
     */
    public static PipelineHistory of(ZoneId zone, Collection<OpportunityLog> logs) {
        // by identity: equal processes may know different versions, but most logs share one
        Set<SalesProcess> followed = Collections.newSetFromMap(new IdentityHashMap<>());
        logs.stream().filter(log -> !log.facts().isEmpty()).forEach(log -> followed.add(log.process()));
        Set<SalesProcess> processes = new HashSet<>();
        followed.forEach(process -> processes.addAll(process.versions().all()));
        FactsBuilder facts = new FactsBuilder(StageCodes.of(processes));
        LogReader reader = new LogReader(facts);
        logs.forEach(reader::add);
        return new PipelineHistory(zone, facts.build());
    }

    /** In which days begin and end. */
    public ZoneId zone() {
        return zone;
    }

    /**
     * The pipeline at this moment as it was known then.
     *
     * @throws IllegalArgumentException if the moment does not lie within 90000 years of 1970
     */
    public PipelineView asOf(Instant time) {
        return new PipelineView(facts, time, zone);
    }

    /**
     * The pipeline at the end of this day: its last nanosecond in the zone of this history.
     *
     * @throws IllegalArgumentException if the day does not lie within 90000 years of 1970
     */
    public PipelineView asOf(LocalDate day) {
        return asOf(PipelineView.endOf(day, zone));
    }

    /** The zone and the number of deals, whenever they become known. */
    @Override
    public String toString() {
        return "history of " + ViewText.count(facts.deals(), "deal") + " in " + zone;
    }
}
