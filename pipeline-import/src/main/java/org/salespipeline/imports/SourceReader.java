package org.salespipeline.imports;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads the places that say where a value comes from, and the look-ups that they name. */
final class SourceReader {

    private static final ImmutableList<String> SPELLING_KEYS = ImmutableList.of("trim", "case", "blank", "spellings");
    private static final ImmutableList<String> MATCH_KEYS = ImmutableList.<String>builder()
            .add("column", "value")
            .addAll(SPELLING_KEYS)
            .build();
    static final ImmutableList<String> KEYS = ImmutableList.<String>builder()
            .add("column", "value", "lookup", "take")
            .addAll(SPELLING_KEYS)
            .build();
    static final ImmutableList<String> LOOKUP_KEYS = ImmutableList.of("file", "key", "match", "missing");

    private final YamlProblems problems;
    private final Map<String, LookupPlan> lookups = new LinkedHashMap<>();
    private final ImmutableSet<String> declared;

    SourceReader(YamlMap root) {
        problems = root.problems();
        Optional<YamlMap> block = root.find("lookups").map(node -> YamlMap.ofNames(node, "lookups", problems));
        declared = block.map(names -> ImmutableSet.copyOf(names.keys())).orElse(ImmutableSet.of());
        block.ifPresent(names -> declared.forEach(name -> names.block(name, LOOKUP_KEYS)
                .flatMap(lookup -> lookup(name, lookup))
                .ifPresent(plan -> lookups.put(name, plan))));
    }

    private Optional<LookupPlan> lookup(String name, YamlMap block) {
        Optional<String> file = block.requiredText("file", "the path of a CSV file, from this mapping's folder")
                .flatMap(text -> block.parsed("file", "such as prices.csv", SourceReader::path));
        Optional<String> key = block.requiredText("key", "the column of that file which holds the key");
        Optional<Source> match = block.require("match", "the deal's column that holds the key")
                .flatMap(node -> source(node, block.pathTo("match"), MATCH_KEYS));
        LookupPlan.Missing missing =
                block.word("missing", List.of(LookupPlan.Missing.values())).orElse(LookupPlan.Missing.REJECT);
        if (file.isEmpty() || key.isEmpty() || match.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new LookupPlan(name, file.get(), key.get(), match.get(), missing));
    }

    private static String path(String text) {
        try {
            return Path.of(text).toString();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("must be a path, was \"" + ImportProblem.shown(text) + "\"", e);
        }
    }

    /** The name of a column, or a block that says more. */
    Optional<Source> source(Node node, String path) {
        return source(node, path, KEYS);
    }

    private Optional<Source> source(Node node, String path, List<String> known) {
        if (node instanceof ScalarNode scalar) {
            return Optional.of(new Source.Column(scalar.getValue(), Spelling.PLAIN));
        }
        YamlMap block = YamlMap.of(node, path, problems, known);
        if (!(node instanceof MappingNode)) {
            return Optional.empty();
        }
        long origins = List.of("column", "value", "lookup").stream()
                .filter(key -> known.contains(key) && block.has(key))
                .count();
        if (origins != 1) {
            List<String> choice =
                    known.contains("lookup") ? List.of("column", "value", "lookup") : List.of("column", "value");
            problems.add(
                    node,
                    path,
                    "must have exactly one of " + choice + ", has " + origins,
                    "keep the one that is meant");
            return Optional.empty();
        }
        return block.has("lookup") ? looked(block) : block.has("value") ? fixed(block) : column(block);
    }

    private Optional<Source> column(YamlMap block) {
        Spelling spelling = spelling(block);
        return block.requiredText("column", "the name of a column").map(name -> new Source.Column(name, spelling));
    }

    private Optional<Source> fixed(YamlMap block) {
        Optional<String> text = block.requiredText("value", "the text that every row gets");
        if (text.isPresent() && text.get().isBlank()) {
            block.refuse("value", "must not be blank", "leave the field out if nothing is known");
            return Optional.empty();
        }
        return text.map(Source.Fixed::new);
    }

    private Optional<Source> looked(YamlMap block) {
        Spelling spelling = spelling(block);
        Optional<String> name = block.requiredText("lookup", "the name of a look-up");
        Optional<String> take = block.requiredText("take", "the column of the look-up's file to take the value from");
        if (name.isPresent() && !declared.contains(name.get())) {
            block.refuse(
                    "lookup",
                    "must name a look-up, was \"" + ImportProblem.shown(name.get()) + "\"",
                    Suggestion.cure(name.get(), declared));
        }
        LookupPlan plan = name.map(lookups::get).orElse(null);
        return plan == null ? Optional.empty() : take.map(column -> new Source.Looked(plan, column, spelling));
    }

    private Spelling spelling(YamlMap block) {
        ImmutableMap.Builder<String, String> replacements = ImmutableMap.builder();
        block.find("spellings").ifPresent(node -> {
            YamlMap texts = YamlMap.ofNames(node, block.pathTo("spellings"), problems);
            texts.keys().forEach(found -> texts.text(found).ifPresent(use -> replacements.put(found, use)));
        });
        return new Spelling(
                block.flag("trim").orElse(true),
                ImmutableSet.copyOf(block.texts("blank")),
                replacements.buildOrThrow(),
                block.word("case", List.of(Spelling.Case.values())).orElse(Spelling.Case.KEEP));
    }

    /** A code stands for itself; a block may name a column. */
    Optional<Source> currency(Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            return source(node, "currency");
        }
        try {
            return Optional.of(
                    new Source.Fixed(CurrencyUnit.of(scalar.getValue()).getCode()));
        } catch (IllegalCurrencyException e) {
            problems.add(
                    node,
                    "currency",
                    "must be an ISO 4217 code, was \"" + ImportProblem.shown(scalar.getValue()) + "\"",
                    "such as EUR; a column is named by currency: {column: NAME}");
            return Optional.empty();
        }
    }
}
