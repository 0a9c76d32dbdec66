package org.salespipeline.imports;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.salespipeline.imports.SnapshotPlan.Gone;
import org.salespipeline.imports.SnapshotPlan.Taken;

/** Reads what a mapping says about repeated exports: when each was taken, and what becomes of deals that are gone. */
final class SnapshotPlanReader {

    static final ImmutableList<String> KEYS = ImmutableList.of("taken", "gone");
    static final ImmutableList<String> TAKEN_KEYS = ImmutableList.of("from_name", "column", "dates");
    private static final Pattern NAME = Pattern.compile("([^{}]*)\\{([^{}]+)}([^{}]*)");
    private static final String FORM = "such as from_name: \"export-{yyyy-MM-dd}.csv\"";

    private final YamlMap root;
    private final NumberStyle numbers;

    SnapshotPlanReader(YamlMap root, NumberStyle numbers) {
        this.root = root;
        this.numbers = numbers;
    }

    Gone gone() {
        return root.word("gone", List.of(Gone.values())).orElse(Gone.IGNORE);
    }

    Optional<Taken> taken() {
        root.require("taken", FORM + ", or column: with the name of a column");
        Optional<YamlMap> found = root.block("taken", TAKEN_KEYS);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        YamlMap block = found.get();
        if (block.has("from_name") == block.has("column")) {
            root.refuse("taken", "must have one of [from_name, column]", FORM);
            return Optional.empty();
        }
        if (block.has("column")) {
            Source.Style style =
                    new Source.Style(StyleReader.dates(block).orElse(ImmutableList.of()), Optional.of(numbers), false);
            return block.text("column")
                    .map(name -> new Taken(
                            Optional.of(new Source.Column(name, Spelling.PLAIN, style)), "", Optional.empty(), ""));
        }
        if (block.has("dates")) {
            block.refuse("dates", "must stand beside column only", "a name has its pattern in braces");
        }
        return block.text("from_name").flatMap(name -> fromName(name, block));
    }

    private static Optional<Taken> fromName(String name, YamlMap block) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches() || name.indexOf('/') >= 0 || name.indexOf('\\') >= 0) {
            block.refuse(
                    "from_name",
                    "must be the name of a file with a date pattern in braces, was \"" + ImportProblem.shown(name)
                            + "\"",
                    FORM);
            return Optional.empty();
        }
        try {
            return Optional.of(new Taken(
                    Optional.empty(), parts.group(1), Optional.of(DatePattern.of(parts.group(2))), parts.group(3)));
        } catch (IllegalArgumentException e) {
            block.refuse("from_name", e.getMessage() + ", was \"" + ImportProblem.shown(parts.group(2)) + "\"", FORM);
            return Optional.empty();
        }
    }
}
