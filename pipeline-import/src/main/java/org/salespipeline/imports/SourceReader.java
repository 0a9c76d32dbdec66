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

    static final ImmutableList<String> SPELLING_KEYS = ImmutableList.of("trim", "case", "blank", "spellings");
    private static final ImmutableList<String> MATCH_KEYS = ImmutableList.<String>builder()
            .add("column", "value")
            .addAll(SPELLING_KEYS)
            .build();
    private static final ImmutableList<String> VALUE_KEYS = ImmutableList.<String>builder()
            .add("column", "value", "lookup", "take")
            .addAll(SPELLING_KEYS)
            .build();
    private static final ImmutableList<String> TEXT_KEYS = plus(VALUE_KEYS, "present", "absent");
    private static final ImmutableList<String> ID_KEYS = plus(TEXT_KEYS, "row_number");
    private static final ImmutableList<String> DATE_KEYS = plus(VALUE_KEYS, "dates");
    static final ImmutableList<String> AMOUNT_KEYS = plus(VALUE_KEYS, "numbers");
    private static final ImmutableList<String> CHANCE_KEYS = plus(VALUE_KEYS, "percent");
    private static final ImmutableList<String> CHANGE_KEYS = ImmutableList.of("column");
    /** All that a source of some kind can say. */
    static final ImmutableList<String> KEYS = plus(ID_KEYS, "dates", "numbers", "percent");

    private static final ImmutableList<String> ORIGINS = ImmutableList.of("column", "value", "lookup", "row_number");
    static final ImmutableList<String> LOOKUP_KEYS = ImmutableList.of("file", "key", "match", "missing");

    private final YamlProblems problems;
    private final NumberStyle numbers;
    private final Map<String, LookupPlan> lookups = new LinkedHashMap<>();
    private final ImmutableSet<String> declared;

    /** {@code numbers} is how those of the whole table are written. */
    SourceReader(YamlMap root, NumberStyle numbers) {
        problems = root.problems();
        this.numbers = numbers;
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

    private static ImmutableList<String> plus(ImmutableList<String> keys, String... more) {
        return ImmutableList.<String>builder().addAll(keys).add(more).build();
    }

    /** What can be said about where a field comes from. */
    static ImmutableList<String> keysOf(Field field) {
        return switch (field) {
            case ID -> ID_KEYS;
            case CALLED_PROBABILITY -> CHANCE_KEYS;
            case OLD, NEW -> CHANGE_KEYS;
            default -> field.isDate() ? DATE_KEYS : field.isAmount() ? AMOUNT_KEYS : TEXT_KEYS;
        };
    }

    /** The name of a column, or a block that says more: where a text comes from. */
    Optional<Source> source(Node node, String path) {
        return source(node, path, TEXT_KEYS);
    }

    /** The name of a column, or a block that may say what is known. */
    Optional<Source> source(Node node, String path, List<String> known) {
        if (node instanceof ScalarNode scalar) {
            return Optional.of(new Source.Column(scalar.getValue(), Spelling.PLAIN, Source.Style.PLAIN));
        }
        YamlMap block = YamlMap.of(node, path, problems, known);
        if (!(node instanceof MappingNode)) {
            return Optional.empty();
        }
        List<String> choice = ORIGINS.stream().filter(known::contains).toList();
        List<String> origins = choice.stream().filter(block::has).toList();
        if (origins.size() != 1) {
            problems.add(
                    node,
                    path,
                    "must have exactly one of " + choice + ", has " + origins.size(),
                    "keep the one that is meant");
            return Optional.empty();
        }
        return switch (origins.get(0)) {
            case "lookup" -> block.has("present") || block.has("absent") ? presence(block) : looked(block);
            case "value" -> fixed(block);
            case "row_number" -> rowNumber(block);
            default -> column(block);
        };
    }

    Source.Style style(YamlMap block) {
        return new Source.Style(
                StyleReader.dates(block).orElse(ImmutableList.of()),
                StyleReader.numbers(block, numbers),
                block.flag("percent").orElse(false));
    }

    private static Optional<Source> rowNumber(YamlMap block) {
        if (block.flag("row_number").equals(Optional.of(false))) {
            block.refuse("row_number", "must be true, was \"false\"", "or name the column that holds the id");
        }
        return Optional.of(new Source.RowNumber());
    }

    private Optional<Source> presence(YamlMap block) {
        for (String key : block.keys()) {
            if (!List.of("lookup", "present", "absent").contains(key)) {
                block.refuse(key, "must not stand beside present and absent", "these give the texts themselves");
            }
        }
        Optional<String> present = block.requiredText("present", "the text for a deal whose key the file has");
        Optional<String> absent = block.requiredText("absent", "the text for a deal whose key the file lacks");
        Optional<LookupPlan> plan = lookup(block);
        return plan.isEmpty() || present.isEmpty() || absent.isEmpty()
                ? Optional.empty()
                : Optional.of(new Source.Presence(plan.get(), present.get(), absent.get()));
    }

    private Optional<Source> column(YamlMap block) {
        Spelling spelling = spelling(block);
        Source.Style style = style(block);
        return block.requiredText("column", "the name of a column")
                .map(name -> new Source.Column(name, spelling, style));
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
        Source.Style style = style(block);
        Optional<String> take = block.requiredText("take", "the column of the look-up's file to take the value from");
        Optional<LookupPlan> plan = lookup(block);
        return plan.isEmpty()
                ? Optional.empty()
                : take.map(column -> new Source.Looked(plan.get(), column, spelling, style));
    }

    /** The look-up that the block names. */
    private Optional<LookupPlan> lookup(YamlMap block) {
        Optional<String> name = block.requiredText("lookup", "the name of a look-up");
        if (name.isPresent() && !declared.contains(name.get())) {
            block.refuse(
                    "lookup",
                    "must name a look-up, was \"" + ImportProblem.shown(name.get()) + "\"",
                    Suggestion.cure(name.get(), declared));
        }
        return name.map(lookups::get);
    }

    Spelling spelling(YamlMap block) {
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
