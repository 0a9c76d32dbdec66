package org.salespipeline.imports;

import com.google.common.collect.ImmutableList;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.salespipeline.imports.EventPlan.AfterClose;
import org.salespipeline.imports.EventRule.Back;
import org.salespipeline.imports.EventRule.Effect;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.Stage;
import org.salespipeline.stage.StageId;
import org.salespipeline.stage.StageKind;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads what a mapping says about events: their rules, what comes after a close, the table of deals. */
final class EventPlanReader {

    static final ImmutableList<String> KEYS = ImmutableList.of("events", "after_close", "deals");
    static final ImmutableList<String> RULE_KEYS = ImmutableList.of("stage", "won", "lost", "reason", "back", "when");
    static final ImmutableList<String> CASE_KEYS = ImmutableList.of("file", "columns", "dimensions", "missing");
    private static final ImmutableList<String> TARGETS = ImmutableList.of("stage", "won", "lost");
    private static final ImmutableList<Effect> WORDS = ImmutableList.of(Effect.KEEP, Effect.IGNORE);

    /** When a rule counts. */
    private enum When {
        ALWAYS,
        LAST
    }

    private final YamlMap root;
    private final YamlProblems problems;
    private final Optional<SalesProcess> process;

    EventPlanReader(YamlMap root, Optional<SalesProcess> process) {
        this.root = root;
        this.problems = root.problems();
        this.process = process;
    }

    AfterClose afterClose() {
        return root.word("after_close", List.of(AfterClose.values())).orElse(AfterClose.REJECT);
    }

    EventRules rules() {
        Map<String, EventRule> rules = new LinkedHashMap<>();
        Optional<Node> node = root.require("events", "a line for each event: what it does to its deal");
        if (node.isPresent()) {
            YamlMap block = YamlMap.ofNames(node.get(), "events", problems);
            for (String text : block.keys()) {
                block.find(text).flatMap(value -> rule(text, value)).ifPresent(rule -> rules.put(text, rule));
                if (block.find(text).isEmpty()) {
                    block.refuse(text, "must say what the event does", "such as {stage: ...}, keep or ignore");
                }
            }
        }
        return new EventRules(rules.values());
    }

    private Optional<EventRule> rule(String text, Node node) {
        String path = "events." + ImportProblem.shown(text);
        if (node instanceof ScalarNode scalar) {
            Optional<Effect> word = WORDS.stream()
                    .filter(effect -> YamlMap.wordOf(effect).equals(scalar.getValue()))
                    .findFirst();
            if (word.isEmpty()) {
                problems.add(
                        node,
                        path,
                        "must be keep, ignore or a block, was \"" + ImportProblem.shown(scalar.getValue()) + "\"",
                        "a stage is written {stage: " + ImportProblem.shown(scalar.getValue()) + "}");
            }
            return word.map(
                    effect -> new EventRule(text, effect, Optional.empty(), Optional.empty(), Back.REPORT, false));
        }
        YamlMap block = YamlMap.of(node, path, problems, RULE_KEYS);
        List<String> targets = TARGETS.stream().filter(block::has).toList();
        if (targets.size() != 1) {
            problems.add(
                    node,
                    path,
                    "must have exactly one of " + TARGETS + ", has " + targets.size(),
                    "an event leads to one stage; one that leads nowhere is written keep or ignore");
            return Optional.empty();
        }
        String target = targets.get(0);
        Effect effect = effect(target);
        refuseUnless(block, "reason", effect == Effect.LOST, "lost");
        refuseUnless(block, "back", effect == Effect.STAGE, "stage");
        boolean isForLast = block.word("when", List.of(When.values())).orElse(When.ALWAYS) == When.LAST;
        Back back = block.word("back", List.of(Back.values())).orElse(Back.REPORT);
        Optional<String> reason = block.text("reason").filter(told -> !told.isBlank());
        return stage(block, target, effect)
                .map(stage -> new EventRule(text, effect, Optional.of(stage), reason, back, isForLast));
    }

    private static Effect effect(String target) {
        return switch (target) {
            case "stage" -> Effect.STAGE;
            case "won" -> Effect.WON;
            default -> Effect.LOST;
        };
    }

    private static void refuseUnless(YamlMap block, String key, boolean fits, String with) {
        if (block.has(key) && !fits) {
            block.refuse(key, "must stand beside " + with + " only", "drop it");
        }
    }

    /** A stage of the kind that the effect needs; all is fine where the process itself has mistakes. */
    private Optional<StageId> stage(YamlMap block, String key, Effect effect) {
        Optional<String> name = block.requiredText(key, "the id of a stage");
        if (name.isEmpty() || process.isEmpty()) {
            return Optional.empty();
        }
        List<String> fitting = process.get().stages().stream()
                .filter(fits(effect))
                .map(stage -> stage.id().value())
                .toList();
        if (!fitting.contains(name.get())) {
            block.refuse(
                    key,
                    "must be " + kindsOf(effect) + " of the process, was \"" + ImportProblem.shown(name.get()) + "\"",
                    Suggestion.cure(name.get(), fitting));
            return Optional.empty();
        }
        return name.map(StageId::of);
    }

    private static Predicate<Stage> fits(Effect effect) {
        return switch (effect) {
            case WON -> stage -> stage.kind() == StageKind.WON;
            case LOST -> stage -> stage.kind() == StageKind.LOST || stage.kind() == StageKind.OTHER_TERMINAL;
            default -> stage -> stage.kind().isOpen();
        };
    }

    private static String kindsOf(Effect effect) {
        return switch (effect) {
            case WON -> "a stage of kind won";
            case LOST -> "a stage of kind lost or other_terminal";
            default -> "an open stage";
        };
    }

    static Optional<String> file(YamlMap block) {
        return block.requiredText("file", "the path of a CSV file, from this mapping's folder")
                .flatMap(text -> block.parsed("file", "such as cases.csv", EventPlanReader::path));
    }

    static LookupPlan.Missing missing(YamlMap block) {
        return block.word("missing", List.of(LookupPlan.Missing.values())).orElse(LookupPlan.Missing.REJECT);
    }

    private static String path(String text) {
        try {
            return Path.of(text).toString();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("must be a path, was \"" + ImportProblem.shown(text) + "\"", e);
        }
    }
}
