package org.salespipeline.imports;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * One block of keys of a mapping, with its place in the file.
 *
 * <p>What is wrong goes to the problems, and reading goes on with an empty answer, so that all mistakes are named at once.
 */
final class YamlMap {

    private final Node node;
    private final String path;
    private final YamlProblems problems;
    private final Map<String, Node> values = new LinkedHashMap<>();

    private YamlMap(Node node, String path, YamlProblems problems) {
        this.node = node;
        this.path = path;
        this.problems = problems;
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(this::put);
        } else {
            problems.add(node, path, "must be a block of keys with values", "write key: value, one a line");
        }
    }

    private void put(NodeTuple tuple) {
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            problems.add(tuple.getKeyNode(), path, "must have plain text as keys", "write the name without brackets");
        } else if (values.putIfAbsent(key.getValue(), tuple.getValueNode()) != null) {
            problems.add(key, pathTo(key.getValue()), "must stand once, stands twice", "drop one of them");
        }
    }

    /** A block whose keys are names of the user's. */
    static YamlMap ofNames(Node node, String path, YamlProblems problems) {
        return new YamlMap(node, path, problems);
    }

    /** A block whose keys are words of the mapping's language; any other is refused. */
    static YamlMap of(Node node, String path, YamlProblems problems, Collection<String> known) {
        YamlMap map = new YamlMap(node, path, problems);
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key && !known.contains(key.getValue())) {
                    problems.add(
                            key,
                            map.pathTo(ImportProblem.shown(key.getValue())),
                            "is not a key that is known here",
                            Suggestion.cure(key.getValue(), known));
                }
            }
        }
        return map;
    }

    Node node() {
        return node;
    }

    String path() {
        return path;
    }

    YamlProblems problems() {
        return problems;
    }

    String pathTo(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    Collection<String> keys() {
        return values.keySet();
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** The value of the key; empty when the key is absent or has no value. */
    Optional<Node> find(String key) {
        Node value = values.get(key);
        boolean isNull = value instanceof ScalarNode scalar && scalar.isPlain() && isNullText(scalar.getValue());
        return isNull ? Optional.empty() : Optional.ofNullable(value);
    }

    private static boolean isNullText(String text) {
        return text.isEmpty() || text.equals("~") || text.equals("null");
    }

    /** The value of a key that has to be there; its absence is a problem. */
    @CanIgnoreReturnValue
    Optional<Node> require(String key, String cure) {
        Optional<Node> value = find(key);
        if (value.isEmpty()) {
            problems.add(node, pathTo(key), "must be given", cure);
        }
        return value;
    }

    Optional<YamlMap> block(String key, Collection<String> known) {
        return find(key).map(value -> of(value, pathTo(key), problems, known));
    }

    Optional<String> text(String key) {
        return find(key).flatMap(value -> textOf(value, pathTo(key), problems));
    }

    static Optional<String> textOf(Node node, String path, YamlProblems problems) {
        if (node instanceof ScalarNode scalar) {
            return Optional.of(scalar.getValue());
        }
        problems.add(node, path, "must be plain text", "write a single value here");
        return Optional.empty();
    }

    Optional<String> requiredText(String key, String cure) {
        return require(key, cure).flatMap(value -> textOf(value, pathTo(key), problems));
    }

    /** One text or a list of texts; empty when the key is absent. */
    List<String> texts(String key) {
        Optional<Node> value = find(key);
        if (value.isEmpty()) {
            return ImmutableList.of();
        }
        if (!(value.get() instanceof SequenceNode list)) {
            return text(key).map(ImmutableList::of).orElse(ImmutableList.of());
        }
        ImmutableList.Builder<String> texts = ImmutableList.builder();
        for (int i = 0; i < list.getValue().size(); i++) {
            textOf(list.getValue().get(i), pathTo(key) + "[" + (i + 1) + "]", problems)
                    .ifPresent(texts::add);
        }
        return texts.build();
    }

    /** Turns the text of a key into something else; an {@link IllegalArgumentException} becomes a problem. */
    <T> Optional<T> parsed(String key, String cure, Function<String, T> parser) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.apply(text.get()));
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            refuse(key, String.valueOf(e.getMessage()), cure);
            return Optional.empty();
        }
    }

    /** One of the words of an enum, written in small letters. */
    <E extends Enum<E>> Optional<E> word(String key, List<E> words) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        List<String> names = words.stream().map(YamlMap::wordOf).toList();
        int place = names.indexOf(text.get());
        if (place < 0) {
            refuse(
                    key,
                    "must be one of " + names + ", was \"" + ImportProblem.shown(text.get()) + "\"",
                    Suggestion.nearest(text.get(), names)
                            .map(near -> "did you mean \"" + near + "\"")
                            .orElse("choose one of them"));
            return Optional.empty();
        }
        return Optional.of(words.get(place));
    }

    static String wordOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    Optional<Boolean> flag(String key) {
        return parsed(key, "in small letters", text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new IllegalArgumentException("must be true or false, was \"" + ImportProblem.shown(text) + "\"");
        });
    }

    void refuse(String key, String reason, String cure) {
        Node at = values.get(key);
        problems.add(at == null ? node : at, pathTo(key), reason, cure);
    }
}
