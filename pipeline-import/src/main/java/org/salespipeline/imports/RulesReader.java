package org.salespipeline.imports;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.salespipeline.imports.Rules.MissingDate;
import org.salespipeline.imports.Rules.Recorded;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads what happens where a value is missing. */
final class RulesReader {

    static final ImmutableList<String> CLOSE_KEYS = ImmutableList.of("created_plus_days");
    static final ImmutableList<String> KEYS = ImmutableList.of("expected_close", "amount", "created", "closed");
    private static final int LONGEST_DAYS = 36_500;

    private final YamlMap root;
    private final Optional<YamlMap> block;
    private final SourceReader sources;

    private RulesReader(YamlMap root, SourceReader sources) {
        this.root = root;
        this.block = root.block("missing", KEYS);
        this.sources = sources;
    }

    static Rules read(YamlMap root, SourceReader sources, Map<Field, Source> fields) {
        RulesReader reader = new RulesReader(root, sources);
        Rules rules = new Rules(
                reader.expectedCloseDays(),
                reader.amount(),
                reader.date("created"),
                reader.date("closed"),
                recorded(root));
        reader.checkDate("created", rules.created(), fields.containsKey(Field.CREATED));
        return rules;
    }

    /** Of a log of events, which has its own dates and fills nothing. */
    static Rules ofEvents(YamlMap root) {
        return new Rules(OptionalInt.empty(), Optional.empty(), MissingDate.REJECT, MissingDate.REJECT, recorded(root));
    }

    private static Recorded recorded(YamlMap root) {
        return root.word("recorded", List.of(Recorded.values())).orElse(Recorded.AS_DATED);
    }

    /** A date without a column is always missing, so that rejecting it would reject every row. */
    private void checkDate(String key, MissingDate rule, boolean hasColumn) {
        if (!hasColumn && rule == MissingDate.REJECT) {
            root.refuse(
                    "columns",
                    "must name the column of " + key,
                    "or say missing: {" + key + ": first_seen}, which takes the export's date");
        }
    }

    private MissingDate date(String key) {
        return block.flatMap(rules -> rules.word(key, List.of(MissingDate.values())))
                .orElse(MissingDate.REJECT);
    }

    private OptionalInt expectedCloseDays() {
        Optional<Node> node = block.flatMap(rules -> rules.find("expected_close"));
        if (node.isEmpty() || isNone(node.get())) {
            return OptionalInt.empty();
        }
        YamlMap rule = YamlMap.of(node.get(), "missing.expected_close", root.problems(), CLOSE_KEYS);
        rule.require("created_plus_days", "or write expected_close: none");
        Optional<Integer> days = rule.parsed("created_plus_days", "such as 60", RulesReader::days);
        return days.map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    static int days(String text) {
        if (text.matches("[0-9]{1,6}") && Integer.parseInt(text) <= LONGEST_DAYS) {
            return Integer.parseInt(text);
        }
        throw new IllegalArgumentException(
                "must be a whole number of days, 0 to " + LONGEST_DAYS + ", was \"" + ImportProblem.shown(text) + "\"");
    }

    private Optional<Source> amount() {
        Optional<Node> node = block.flatMap(rules -> rules.find("amount"));
        return node.isEmpty() || isNone(node.get())
                ? Optional.empty()
                : sources.source(node.get(), "missing.amount", SourceReader.AMOUNT_KEYS);
    }

    private static boolean isNone(Node node) {
        return node instanceof ScalarNode scalar && scalar.getValue().equals("none");
    }
}
