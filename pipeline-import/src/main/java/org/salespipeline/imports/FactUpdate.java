package org.salespipeline.imports;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Multiset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.salespipeline.event.EncodedEvent;
import org.salespipeline.event.EventCodec;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.Fact;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.stage.SalesProcess;

/** Adds facts of a later import to those of an earlier one: none twice, and none lost. */
final class FactUpdate {

    /** What an event is about: of two with different values, one at most can be right. */
    private record Subject(OpportunityId deal, String type, String validAt, String dimension) {}

    private final Map<OpportunityId, List<Fact<OpportunityEvent>>> facts = new LinkedHashMap<>();
    private final Map<OpportunityId, SalesProcess> processes = new HashMap<>();
    private final Set<String> conflicts = new LinkedHashSet<>();
    private long known;
    private long added;

    private FactUpdate() {}

    static Imports.Update of(Collection<OpportunityLog> before, Collection<OpportunityLog> later) {
        FactUpdate update = new FactUpdate();
        before.forEach(update::begin);
        later.forEach(update::add);
        List<OpportunityLog> logs = new ArrayList<>();
        update.facts.forEach((deal, all) -> {
            SalesProcess process = update.processes.get(deal);
            if (process != null) {
                logs.add(OpportunityLog.of(process, all));
            }
        });
        return new Imports.Update(logs, update.known, update.added, ImmutableList.copyOf(update.conflicts));
    }

    private void begin(OpportunityLog log) {
        log.id().ifPresent(deal -> {
            facts.computeIfAbsent(deal, unused -> new ArrayList<>())
                    .addAll(log.facts().facts());
            processes.put(deal, log.process());
        });
    }

    private void add(OpportunityLog log) {
        if (log.id().isEmpty()) {
            return;
        }
        OpportunityId deal = log.id().get();
        processes.putIfAbsent(deal, log.process());
        List<Fact<OpportunityEvent>> all = facts.computeIfAbsent(deal, unused -> new ArrayList<>());
        Multiset<EncodedEvent> there = HashMultiset.create();
        Map<Subject, EncodedEvent> bySubject = new HashMap<>();
        long next = 0;
        for (Fact<OpportunityEvent> fact : all) {
            EncodedEvent event = EventCodec.encode(fact.event());
            there.add(event);
            bySubject.put(subject(deal, event), event);
            next = Math.max(next, fact.sequence() + 1);
        }
        for (Fact<OpportunityEvent> fact : log.facts().facts()) {
            EncodedEvent event = EventCodec.encode(fact.event());
            if (there.remove(event)) {
                known++;
                continue;
            }
            EncodedEvent other = bySubject.get(subject(deal, event));
            if (other != null && !other.equals(event)) {
                conflicts.add(deal + ": " + event.type() + " at " + fact.event().validAt() + " is " + said(event, other)
                        + ", was " + said(other, event));
            }
            all.add(new Fact<>(fact.event(), fact.recordedAt(), next++));
            added++;
        }
    }

    private static Subject subject(OpportunityId deal, EncodedEvent event) {
        Map<String, String> fields = event.fields();
        return new Subject(
                deal, event.type(), fields.getOrDefault("validAt", ""), fields.getOrDefault("dimension", ""));
    }

    /** The fields in which an event differs from another. */
    private static String said(EncodedEvent event, EncodedEvent other) {
        Map<String, String> differing = new LinkedHashMap<>(event.fields());
        differing
                .entrySet()
                .removeIf(field -> field.getValue().equals(other.fields().get(field.getKey())));
        return differing.isEmpty() ? "nothing more" : differing.toString();
    }
}
