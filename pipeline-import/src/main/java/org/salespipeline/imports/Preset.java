package org.salespipeline.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** A mapping for the form in which a vendor exports, over which the user's own mapping is laid: its keys win. */
enum Preset {
    SALESFORCE_OPPORTUNITY_HISTORY,
    SALESFORCE_FIELD_HISTORY,
    HUBSPOT_PROPERTY_HISTORY,
    DYNAMICS_AUDIT;

    /** Blocks that are laid over each other key by key; of the others the user's replaces the preset's. */
    private static final List<String> MERGED = List.of("columns", "fields", "actions");

    String text() {
        try (InputStream in = Preset.class.getResourceAsStream("presets/" + YamlMap.wordOf(this) + ".yaml")) {
            if (in == null) {
                throw new IllegalStateException("preset " + YamlMap.wordOf(this) + " must be in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The preset that the mapping names; empty when it names none that there is. */
    static Optional<Preset> namedIn(Node mapping) {
        return value(mapping, "preset").flatMap(node -> {
            for (Preset preset : values()) {
                if (node instanceof ScalarNode scalar && scalar.getValue().equals(YamlMap.wordOf(preset))) {
                    return Optional.of(preset);
                }
            }
            return Optional.empty();
        });
    }

    /** The mapping with what only the preset says. */
    static Node laidOver(Node own, Node preset) {
        return merge(own, preset, true);
    }

    private static Node merge(Node own, Node under, boolean isTop) {
        if (!(own instanceof MappingNode mine) || !(under instanceof MappingNode theirs)) {
            return own;
        }
        List<NodeTuple> tuples = new ArrayList<>();
        for (NodeTuple tuple : mine.getValue()) {
            Optional<Node> other = key(tuple).flatMap(key -> value(under, key));
            boolean isMerged = isTop && key(tuple).filter(MERGED::contains).isPresent() && other.isPresent();
            tuples.add(
                    isMerged
                            ? new NodeTuple(tuple.getKeyNode(), merge(tuple.getValueNode(), other.get(), false))
                            : tuple);
        }
        for (NodeTuple tuple : theirs.getValue()) {
            if (key(tuple).flatMap(key -> value(own, key)).isEmpty()) {
                tuples.add(tuple);
            }
        }
        return new MappingNode(
                mine.getTag(), true, tuples, mine.getFlowStyle(), mine.getStartMark(), mine.getEndMark());
    }

    private static Optional<String> key(NodeTuple tuple) {
        return tuple.getKeyNode() instanceof ScalarNode scalar ? Optional.of(scalar.getValue()) : Optional.empty();
    }

    private static Optional<Node> value(Node mapping, String key) {
        return mapping instanceof MappingNode map
                ? map.getValue().stream()
                        .filter(tuple -> key(tuple).equals(Optional.of(key)))
                        .map(NodeTuple::getValueNode)
                        .findFirst()
                : Optional.empty();
    }
}
