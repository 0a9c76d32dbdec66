package org.salespipeline.imports;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** Says in words where the values of a mapping come from. */
final class MappingText {

    private MappingText() {}

    static List<String> lines(MappingPlan plan) {
        ImmutableList.Builder<String> lines = ImmutableList.builder();
        plan.fields().forEach((field, source) -> lines.add(field.key() + " from " + source.label()));
        lines.add("currency from " + plan.currency().label());
        plan.dimensions().forEach((name, source) -> lines.add("dimension " + name + " from " + source.label()));
        plan.stageTexts().forEach((text, stage) -> lines.add("stage " + stage + " from \"" + text + "\""));
        return lines.build();
    }
}
