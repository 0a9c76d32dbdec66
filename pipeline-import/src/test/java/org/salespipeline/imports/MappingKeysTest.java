package org.salespipeline.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README and the sample show the keys that the reader knows: all of them, and no others. */
class MappingKeysTest {

    private static final Pattern ROW = Pattern.compile("^\\| ([^|]*) \\| ([^|]*) \\| [^|]* \\|$", Pattern.MULTILINE);
    private static final Pattern CODE = Pattern.compile("`([^`]*)`");

    /** By the first cell of a row of the README, the keys that stand inside. */
    private static Map<String, List<String>> inner() {
        Map<String, List<String>> inner = new LinkedHashMap<>();
        MappingReader.KEYS.forEach(key -> inner.put("`" + key + "`", List.of()));
        inner.put("`process`", ProcessReader.KEYS);
        inner.put("each of `stages`", ProcessReader.STAGE_KEYS);
        inner.put("`columns`", keys(Field.OF_DEALS));
        inner.put("*source*", SourceReader.KEYS);
        inner.put("`lookups`", SourceReader.LOOKUP_KEYS);
        inner.put("`missing`", ImmutableList.copyOf(Iterables.concat(RulesReader.KEYS, RulesReader.CLOSE_KEYS)));
        inner.put("`numbers`", StyleReader.NUMBER_KEYS);
        return inner;
    }

    /** The same for what only logs of events and tables of changes have. */
    private static Map<String, List<String>> innerOfEvents() {
        return ImmutableMap.<String, List<String>>of(
                "`columns` of events",
                keys(Field.OF_EVENTS),
                "each of `events`",
                EventPlanReader.RULE_KEYS,
                "`deals`",
                ImmutableList.copyOf(Iterables.concat(EventPlanReader.CASE_KEYS, keys(Field.OF_HISTORY_CASES))),
                "`columns` of history",
                keys(ImmutableSet.copyOf(Iterables.concat(Field.OF_WIDE_HISTORY, Field.OF_LONG_HISTORY))),
                "each of `fields`",
                HistoryPlanReader.RULE_KEYS,
                "`taken`",
                SnapshotPlanReader.TAKEN_KEYS);
    }

    private static List<String> keys(Collection<Field> fields) {
        return fields.stream().map(Field::key).toList();
    }

    private static Path root() {
        return Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
                .filter(folder -> Files.exists(folder.resolve("LICENSE")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theReadmeExplainsEveryKeyAndNoOther() throws IOException {
        String readme = Files.readString(root().resolve("README.md"));
        int start = readme.indexOf("\n| key | what it says | unless given |\n| --- |");
        assertThat(start).isPositive();
        String table = readme.substring(readme.indexOf("| --- | --- | --- |", start), readme.indexOf("\n\n", start));
        Map<String, List<String>> told = new LinkedHashMap<>();
        ROW.matcher(table)
                .results()
                .skip(1)
                .forEach(row -> told.put(
                        row.group(1),
                        CODE.matcher(row.group(2))
                                .results()
                                .map(code -> code.group(1))
                                .toList()));
        Map<String, List<String>> known = inner();
        known.putAll(innerOfEvents());
        assertThat(told.keySet()).containsExactlyInAnyOrderElementsOf(known.keySet());
        known.forEach((row, keys) -> assertThat(told.get(row)).as(row).containsExactlyInAnyOrderElementsOf(keys));
    }

    @Test
    void theSampleShowsEveryKey() throws IOException {
        String sample =
                Files.readString(root().resolve("pipeline-examples/cli/src/test/resources/golden/sample/mapping.yaml"));
        inner().forEach((row, keys) ->
                assertThat(keys).allSatisfy(key -> assertThat(sample).containsPattern("\\b" + key + ": ?")));
        assertThat(MappingReader.KEYS)
                .filteredOn(key -> !EventPlanReader.KEYS.contains(key)
                        && !HistoryPlanReader.KEYS.contains(key)
                        && !SnapshotPlanReader.KEYS.contains(key))
                .allSatisfy(key -> assertThat(sample).containsPattern("(?m)^(# )?" + key + ":"));
    }
}
