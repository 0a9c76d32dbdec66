package org.salespipeline.imports;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** Says in words where the values of a mapping come from. */
final class MappingText {

    private MappingText() {}

    static List<String> lines(MappingPlan plan) {
        ImmutableList.Builder<String> lines = ImmutableList.builder();
        plan.fields().forEach((field, source) -> lines.add(field.key() + " from " + source.label()));
        if (Field.haveAmount(plan.fields().keySet()) || plan.rules().amount().isPresent()) {
            lines.add("currency from " + plan.currency().label());
        }
        plan.dimensions().forEach((name, source) -> lines.add("dimension " + name + " from " + source.label()));
        plan.stageTexts().forEach((text, stage) -> lines.add("stage " + stage + " from \"" + text + "\""));
        return lines.build();
    }

    static List<String> lines(EventPlan plan) {
        ImmutableList.Builder<String> lines = ImmutableList.builder();
        addValues(plan.log(), "", lines);
        plan.cases().ifPresent(cases -> addValues(cases.table(), " of " + cases.file(), lines));
        if (plan.hasAmounts()) {
            lines.add("currency from " + plan.log().currency().label());
        }
        plan.rules().all().forEach(rule -> lines.add(rule.shown()));
        return lines.build();
    }

    static List<String> lines(HistoryPlan plan) {
        ImmutableList.Builder<String> lines = ImmutableList.builder();
        addValues(plan.log(), "", lines);
        plan.cases().ifPresent(cases -> addValues(cases.table(), " of " + cases.file(), lines));
        plan.rules()
                .forEach((name, rule) -> lines.add("field \"" + name + "\": "
                        + rule.tracked().map(HistoryPlan.Tracked::label).orElse(YamlMap.wordOf(rule.action()))));
        plan.actions().forEach((text, action) -> lines.add("action \"" + text + "\": " + YamlMap.wordOf(action)));
        return lines.build();
    }

    private static void addValues(MappingPlan plan, String where, ImmutableList.Builder<String> lines) {
        plan.fields().forEach((field, source) -> lines.add(field.key() + " from " + source.label() + where));
        plan.dimensions().forEach((name, source) -> lines.add("dimension " + name + " from " + source.label() + where));
    }
}
