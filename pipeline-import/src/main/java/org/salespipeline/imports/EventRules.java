package org.salespipeline.imports;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Collection;
import java.util.Optional;

/** The rules for the events of a log: first the one with the event's very text, then the first whose pattern fits. */
final class EventRules {

    private final ImmutableMap<String, EventRule> byText;
    private final ImmutableList<EventRule> patterns;

    EventRules(Collection<EventRule> rules) {
        byText = rules.stream().collect(ImmutableMap.toImmutableMap(EventRule::text, rule -> rule));
        patterns = rules.stream().filter(EventRule::isPattern).collect(ImmutableList.toImmutableList());
    }

    Optional<EventRule> find(String event) {
        EventRule exact = byText.get(event);
        return exact != null
                ? Optional.of(exact)
                : patterns.stream().filter(rule -> rule.matches(event)).findFirst();
    }

    /** In the order of the mapping. */
    Collection<EventRule> all() {
        return byText.values();
    }

    /** What helps when no rule fits. */
    String cureFor(String event) {
        return Suggestion.cure(event, byText.keySet())
                + "; write a rule under events:, ignore if it means nothing here";
    }
}
