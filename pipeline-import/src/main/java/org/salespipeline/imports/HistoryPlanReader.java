package org.salespipeline.imports;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.salespipeline.imports.HistoryPlan.Action;
import org.salespipeline.imports.HistoryPlan.FieldRule;
import org.salespipeline.imports.HistoryPlan.Tracked;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads what a mapping says about a table of changes: what its fields and actions mean, and what it does not record. */
final class HistoryPlanReader {

    static final ImmutableList<String> KEYS = ImmutableList.of("preset", "fields", "actions", "keeps", "not_recorded");
    static final ImmutableList<String> RULE_KEYS = ImmutableList.<String>builder()
            .add("to", "dimension")
            .addAll(SourceReader.SPELLING_KEYS)
            .add("dates", "numbers", "percent")
            .build();
    private static final ImmutableList<Action> SPECIAL =
            ImmutableList.of(Action.CREATED, Action.DELETED, Action.IGNORE);
    private static final ImmutableList<String> WORDS = ImmutableList.<String>builder()
            .addAll(Field.TRACKED.stream().map(Field::key).toList())
            .addAll(SPECIAL.stream().map(YamlMap::wordOf).toList())
            .build();
    private static final int MOST_KEPT = 1_000_000;

    private final YamlMap root;
    private final YamlProblems problems;
    private final SourceReader sources;

    HistoryPlanReader(YamlMap root, SourceReader sources) {
        this.root = root;
        this.problems = root.problems();
        this.sources = sources;
    }

    ImmutableMap<String, FieldRule> rules() {
        ImmutableMap.Builder<String, FieldRule> rules = ImmutableMap.builder();
        root.find("fields").ifPresent(node -> {
            YamlMap block = YamlMap.ofNames(node, "fields", problems);
            for (String name : block.keys()) {
                Optional<Node> value = block.find(name);
                if (value.isEmpty()) {
                    block.refuse(name, "must say what the field is", "such as stage, or ignore");
                }
                value.flatMap(said -> rule(name, said)).ifPresent(rule -> rules.put(name, rule));
            }
            if (block.keys().isEmpty()) {
                root.refuse("fields", "must name at least one field", "such as StageName: stage");
            }
        });
        return rules.buildOrThrow();
    }

    private Optional<FieldRule> rule(String name, Node node) {
        String path = "fields." + ImportProblem.shown(name);
        if (node instanceof ScalarNode scalar) {
            return target(scalar.getValue(), node, path)
                    .map(rule -> new FieldRule(rule.action(), rule.tracked(), Spelling.PLAIN, Source.Style.PLAIN));
        }
        YamlMap block = YamlMap.of(node, path, problems, RULE_KEYS);
        if (block.has("to") == block.has("dimension")) {
            problems.add(node, path, "must have one of [to, dimension]", "such as {to: stage}");
            return Optional.empty();
        }
        Spelling spelling = sources.spelling(block);
        Source.Style style = sources.style(block);
        if (block.has("dimension")) {
            return block.text("dimension")
                    .filter(dimension -> !dimension.isBlank())
                    .map(dimension -> new FieldRule(
                            Action.CHANGED,
                            Optional.of(new Tracked(Field.DIMENSION, dimension)),
                            spelling,
                            checked(style, Field.DIMENSION, block)));
        }
        return block.text("to")
                .flatMap(word -> target(word, node, path + ".to"))
                .map(rule -> new FieldRule(
                        rule.action(),
                        rule.tracked(),
                        spelling,
                        checked(style, rule.tracked().map(Tracked::field).orElse(Field.DIMENSION), block)));
    }

    /** Refuses what is said about dates, numbers or percentages of what has none. */
    private static Source.Style checked(Source.Style style, Field field, YamlMap block) {
        refuseUnless(field.isDate(), "dates", block);
        refuseUnless(field.isAmount(), "numbers", block);
        refuseUnless(field == Field.CALLED_PROBABILITY, "percent", block);
        return style;
    }

    private static void refuseUnless(boolean fits, String key, YamlMap block) {
        if (block.has(key) && !fits) {
            block.refuse(key, "must not stand here", "the field has none");
        }
    }

    private Optional<FieldRule> target(String word, Node node, String path) {
        for (Field field : Field.TRACKED) {
            if (field.key().equals(word)) {
                return Optional.of(new FieldRule(
                        Action.CHANGED, Optional.of(Tracked.of(field)), Spelling.PLAIN, Source.Style.PLAIN));
            }
        }
        for (Action action : SPECIAL) {
            if (YamlMap.wordOf(action).equals(word)) {
                return Optional.of(new FieldRule(action, Optional.empty(), Spelling.PLAIN, Source.Style.PLAIN));
            }
        }
        problems.add(
                node,
                path,
                "must be one of " + WORDS + ", was \"" + ImportProblem.shown(word) + "\"",
                Suggestion.nearest(word, WORDS)
                        .map(near -> "did you mean \"" + near + "\"")
                        .orElse("a dimension is written {dimension: " + ImportProblem.shown(word) + "}"));
        return Optional.empty();
    }

    ImmutableMap<String, Action> actions() {
        ImmutableMap.Builder<String, Action> actions = ImmutableMap.builder();
        root.find("actions").ifPresent(node -> {
            YamlMap block = YamlMap.ofNames(node, "actions", problems);
            for (String text : block.keys()) {
                block.word(text, List.of(Action.values())).ifPresent(action -> actions.put(text, action));
            }
        });
        return actions.buildOrThrow();
    }

    OptionalInt keeps() {
        Optional<Integer> most = root.parsed("keeps", "such as 20", text -> {
            if (text.matches("[1-9][0-9]{0,5}|" + MOST_KEPT)) {
                return Integer.parseInt(text);
            }
            throw new IllegalArgumentException("must be a whole number of changes, 1 to " + MOST_KEPT + ", was \""
                    + ImportProblem.shown(text) + "\"");
        });
        return most.map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    ImmutableList<String> notRecorded() {
        return ImmutableList.copyOf(root.texts("not_recorded"));
    }
}
