package org.salespipeline.forecast.view;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableSet;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.salespipeline.forecast.view.DealColumns.StageRef;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.stage.SalesProcess;

/**
 * The pipeline at one moment as it was known then: every fact recorded up to it, and how every deal stood.
 *
 * <pre>{@code
 * PipelineView view = PipelineView.ofDeals(deals, LocalDate.of(2026, 9, 30));
 * PipelineView earlier = view.asOf(LocalDate.of(2026, 6, 30));
 * }</pre>
 *
 * <p>What was recorded later cannot be found out from a view by any of its methods; a view taken from a view equals the one
 * that the history would have given. Earlier views share the facts of the later ones; how the deals stand is computed when
 * it is first asked for, and kept. Immutable; shared by threads.
 *
 * <p>Two views are equal when they are of the same moment and zone and know the same facts of the same deals and
 * processes, however they were built. Of the sequence of facts only the order counts that it makes among facts of one
 * deal, field and valid time. Who recorded a fact is not kept.
 */
public final class PipelineView {

    private final Known known;
    private final Supplier<DealColumns> deals;
    private final Supplier<DealChanges> changes;
    private final Supplier<List<SalesProcess>> processes;
    private final Supplier<Fingerprint> fingerprint;

    PipelineView(Facts facts, Instant asOf, ZoneId zone) {
        known = new Known(facts, Exact.asOf(asOf), zone);
        deals = Suppliers.memoize(() -> new DealColumns(known));
        changes = Suppliers.memoize(() -> new DealChanges(known, deals()));
        processes = Suppliers.memoize(this::findProcesses);
        fingerprint = Suppliers.memoize(() -> Fingerprints.of(known, processes()));
    }

    /** The view of a table of deals; as {@link #ofDeals(Collection, LocalDate, ZoneId)} with days in UTC. */
    public static PipelineView ofDeals(Collection<Opportunity> deals, LocalDate today) {
        return ofDeals(deals, today, ZoneOffset.UTC);
    }

    /**
     * The view of a table of deals, as one has it who keeps no history.
     *
     * <p>Equals the view of the opening logs of these deals, all facts of which were recorded at the end of {@code today}.
     * So there is nothing to see at earlier moments, and a deal that is created, or entered its stage, after today does
     * not exist, or does not stand there, yet.
     *
     * @param today the as-of day, to its end
     * @param zone in which days begin and end
     * @throws IllegalArgumentException if two deals have the same id, or two different processes have one id
     */
    public static PipelineView ofDeals(Collection<Opportunity> deals, LocalDate today, ZoneId zone) {
        Set<SalesProcess> processes = deals.stream().map(Opportunity::process).collect(ImmutableSet.toImmutableSet());
        ViewBuilder builder = ViewBuilder.at(today, zone, processes.toArray(SalesProcess[]::new));
        deals.forEach(builder::add);
        return builder.build();
    }

    static Instant endOf(LocalDate day, ZoneId zone) {
        return Exact.asOf(day).plusDays(1).atStartOfDay(zone).toInstant().minusNanos(1);
    }

    /** The moment of this view. */
    public Instant asOf() {
        return known.asOf();
    }

    /** The day of {@link #asOf()} in the zone of this view. */
    public LocalDate asOfDate() {
        return LocalDate.ofInstant(known.asOf(), known.zone());
    }

    /** In which days begin and end. */
    public ZoneId zone() {
        return known.zone();
    }

    /**
     * The pipeline at an earlier moment as it was known then.
     *
     * @param time not after {@link #asOf()}, and within 90000 years of 1970; others are refused with an
     *     IllegalArgumentException
     */
    public PipelineView asOf(Instant time) {
        checkArgument(
                !time.isAfter(known.asOf()),
                "asOf must be on or before that of the view (%s), was %s; ask the history for a later view",
                known.asOf(),
                time);
        return time.equals(known.asOf()) ? this : new PipelineView(known.facts(), time, known.zone());
    }

    /** The pipeline at the end of an earlier day, its last nanosecond in the zone of this view. */
    public PipelineView asOf(LocalDate day) {
        return asOf(endOf(day, known.zone()));
    }

    /** The number of deals that exist, merged, deleted and recycled ones included. */
    public int size() {
        return deals().size();
    }

    /** How every deal stands, as columns. */
    public DealColumns deals() {
        return deals.get();
    }

    /** What happened to every deal up to the moment of this view, as columns; computed by the first call, and kept. */
    public DealChanges changes() {
        return changes.get();
    }

    /**
     * Goes through what became known after an earlier moment. For each deal of which anything did, by ascending id: how it
     * stood at that earlier moment, and then how it stood at each moment, in order, from which on a fact was both recorded and
     * valid. What became known at one moment is one step. The last glimpse of a deal is how it stands in this view.
     *
     * <p>Each glimpse is made anew, as by {@link DealColumns#deal}: for what happened in some weeks, not in all years.
     *
     * @param from on or before {@link #asOf()}; others are refused with an IllegalArgumentException
     */
    public void forEachGlimpse(Instant from, Consumer<Glimpse> each) {
        new Moments(asOf(from).known, known).forEach(each);
    }

    /**
     * How a deal stood at one moment, as it was known then.
     *
     * @param deal absent when there was no such deal
     */
    public record Glimpse(OpportunityId opportunity, Instant at, Optional<Opportunity> deal) {}

    /** The processes of the deals that exist, by id. */
    public List<SalesProcess> processes() {
        return processes.get();
    }

    private List<SalesProcess> findProcesses() {
        return deals().stages().stream().map(StageRef::process).distinct().toList();
    }

    /** 128 bits that stand for all that this view knows; computed by the first call, and kept. */
    public Fingerprint fingerprint() {
        return fingerprint.get();
    }

    /** Bytes held by the columns of this view, see {@link #memory()}. */
    public long memoryBytes() {
        Memory memory = memory();
        return memory.state() + memory.facts() + memory.names();
    }

    /**
     * Bytes held by the columns of this view: what these facts and this state need on their own. Facts that were recorded
     * later, in a history or view that shares its columns with this one, are not counted.
     */
    public Memory memory() {
        Facts own = known.facts().knownBy(known);
        return new Memory(deals().bytes(own.deals()), own.bytes(), own.nameBytes());
    }

    /**
     * Bytes held by arrays.
     *
     * @param state how the deals stand, without names and without segments
     * @param facts the rows of facts, without names
     * @param names ids of deals and all texts that facts mention
     */
    public record Memory(long state, long facts, long names) {}

    /** See the class for what makes views equal. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof PipelineView that
                        && fingerprint().equals(that.fingerprint())
                        && processes().equals(that.processes())
                        && known.sameAs(that.known));
    }

    @Override
    public int hashCode() {
        return fingerprint().hashCode();
    }

    /** For people: deals and amounts by stage, the moment and the fingerprint. Several lines. */
    @Override
    public String toString() {
        return ViewText.of(this, known.factCount());
    }
}
