package org.salespipeline.imports;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.salespipeline.stage.SalesProcess;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads a mapping. Every mistake is found in one reading, with its line and place in the line. */
final class MappingReader {

    static final ImmutableList<String> KEYS = ImmutableList.of(
            "rows",
            "zone",
            "export_date",
            "recorded",
            "actor",
            "separator",
            "encoding",
            "numbers",
            "dates",
            "currency",
            "process",
            "lookups",
            "columns",
            "dimensions",
            "missing",
            "events",
            "after_close",
            "deals",
            "preset",
            "fields",
            "actions",
            "keeps",
            "not_recorded",
            "taken",
            "gone");
    static final ImmutableList<String> FACT_KEYS = ImmutableList.of("rows", "zone", "process");

    /** What the rows of the table stand for. */
    enum Rows {
        DEALS(concat(EventPlanReader.KEYS, HistoryPlanReader.KEYS, SnapshotPlanReader.KEYS)),
        EVENTS(concat(ImmutableList.of("missing"), HistoryPlanReader.KEYS, SnapshotPlanReader.KEYS)),
        HISTORY(concat(
                ImmutableList.of("missing", "recorded"),
                ImmutableList.of("events", "after_close"),
                SnapshotPlanReader.KEYS)),
        SNAPSHOTS(concat(ImmutableList.of("recorded", "export_date"), EventPlanReader.KEYS, HistoryPlanReader.KEYS)),
        FACTS(KEYS.stream().filter(key -> !FACT_KEYS.contains(key)).collect(ImmutableList.toImmutableList()));

        private final ImmutableList<String> foreignKeys;

        private static ImmutableList<String> concat(List<String> one, List<String> two, List<String> three) {
            return ImmutableList.<String>builder()
                    .addAll(one)
                    .addAll(two)
                    .addAll(three)
                    .build();
        }

        Rows(ImmutableList<String> foreignKeys) {
            this.foreignKeys = foreignKeys;
        }
    }

    /** What the rows stand for, the table, and what is said about events where they do. */
    record Plans(
            Rows rows,
            MappingPlan table,
            Optional<EventPlan> events,
            Optional<HistoryPlan> history,
            Optional<SnapshotPlan> snapshots) {

        Plans(Rows rows, MappingPlan table) {
            this(rows, table, Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    private static final ImmutableList<DatePattern> EXPORT_DATES = Stream.of(
                    "yyyy-MM-dd",
                    "yyyy-MM-dd HH:mm",
                    "yyyy-MM-dd HH:mm:ss",
                    "yyyy-MM-dd'T'HH:mm",
                    "yyyy-MM-dd'T'HH:mm:ss",
                    "yyyy-MM-dd'T'HH:mmX",
                    "yyyy-MM-dd'T'HH:mm:ssX")
            .map(DatePattern::of)
            .collect(ImmutableList.toImmutableList());
    private static final Source NO_CURRENCY = new Source.Fixed("XXX");

    private final String name;
    private final YamlProblems problems;
    private final YamlMap root;
    private final NumberStyle numbers;

    private MappingReader(String name, Node node) {
        this.name = name;
        this.problems = new YamlProblems(name);
        this.root = YamlMap.of(node, "", problems, KEYS);
        this.numbers = StyleReader.numbers(root, NumberStyle.PLAIN).orElse(NumberStyle.PLAIN);
    }

    static Plans read(String text, String name, Optional<Path> folder) {
        Node own = MappingYaml.compose(text, name);
        Node whole = Preset.namedIn(own)
                .map(preset -> Preset.laidOver(own, MappingYaml.compose(preset.text(), YamlMap.wordOf(preset))))
                .orElse(own);
        MappingReader reader = new MappingReader(name, whole);
        return switch (reader.rows()) {
            case DEALS -> reader.deals(folder);
            case EVENTS -> reader.events(folder);
            case HISTORY -> reader.history(folder);
            case SNAPSHOTS -> reader.snapshots(folder);
            case FACTS -> reader.facts(folder);
        };
    }

    /** What the rows stand for; keys that only others have are refused. */
    private Rows rows() {
        Rows rows = root.word("rows", List.of(Rows.values())).orElse(Rows.DEALS);
        for (String key : rows.foreignKeys) {
            if (root.has(key)) {
                root.refuse(
                        key,
                        "must not stand in a mapping with rows: " + YamlMap.wordOf(rows),
                        rows == Rows.FACTS
                                ? "facts need no more than " + FACT_KEYS
                                : "it belongs to rows: " + having(key));
            }
        }
        return rows;
    }

    /** The forms of table that have the key. */
    private static String having(String key) {
        return Stream.of(Rows.values())
                .filter(rows -> !rows.foreignKeys.contains(key))
                .map(YamlMap::wordOf)
                .collect(Collectors.joining(" or "));
    }

    private Plans deals(Optional<Path> folder) {
        return new Plans(Rows.DEALS, dealTable(folder));
    }

    private Plans snapshots(Optional<Path> folder) {
        SnapshotPlanReader reader = new SnapshotPlanReader(root, numbers);
        Optional<SnapshotPlan.Taken> taken = reader.taken();
        SnapshotPlan.Gone gone = reader.gone();
        MappingPlan table = dealTable(folder);
        SnapshotPlan plan = new SnapshotPlan(table, taken.orElseThrow(), gone);
        return new Plans(Rows.SNAPSHOTS, table, Optional.empty(), Optional.empty(), Optional.of(plan));
    }

    /** What is said about a table with a row per deal. Throws when anything in the mapping is wrong. */
    private MappingPlan dealTable(Optional<Path> folder) {
        SourceReader sources = new SourceReader(root, numbers);
        ImmutableMappingPlan.Builder plan = head(folder);
        Optional<SalesProcess> unused = process(plan);
        Map<Field, Source> fields = fields(root, Field.OF_DEALS, ImmutableList.of(Field.ID, Field.STAGE), sources);
        plan.fields(fields);
        plan.dimensions(dimensions(root, sources));
        Rules rules = RulesReader.read(root, sources, fields);
        plan.rules(rules);
        currency(Field.haveAmount(fields.keySet()) || rules.amount().isPresent(), sources, plan);
        problems.raise();
        return plan.build();
    }

    private Plans events(Optional<Path> folder) {
        SourceReader sources = new SourceReader(root, numbers);
        ImmutableMappingPlan.Builder log = head(folder);
        EventPlanReader events = new EventPlanReader(root, process(log));
        log.rules(RulesReader.ofEvents(root));
        log.dimensions(dimensions(root, sources));
        Map<Field, Source> fields =
                fields(root, Field.OF_EVENTS, ImmutableList.of(Field.ID, Field.AT, Field.EVENT), sources);
        log.fields(fields);
        EventRules rules = events.rules();
        EventPlan.AfterClose afterClose = events.afterClose();
        CasesBlock cases = casesBlock(Field.OF_CASES, sources);
        boolean hasAmounts = fields.containsKey(Field.AMOUNT) || cases.fields().containsKey(Field.AMOUNT);
        currency(hasAmounts, sources, log);
        problems.raise();
        MappingPlan table = log.build();
        EventPlan plan = new EventPlan(table, rules, afterClose, cases.beside(table));
        return new Plans(Rows.EVENTS, table, Optional.of(plan), Optional.empty(), Optional.empty());
    }

    /** What is said about the table of deals beside another one. */
    private record CasesBlock(
            Map<Field, Source> fields,
            Map<String, Source> dimensions,
            Optional<String> file,
            LookupPlan.Missing missing) {

        Optional<EventPlan.Cases> beside(MappingPlan table) {
            return file.map(path -> new EventPlan.Cases(
                    ImmutableMappingPlan.builder()
                            .from(table)
                            .fields(fields)
                            .dimensions(dimensions)
                            .build(),
                    path,
                    missing));
        }
    }

    private CasesBlock casesBlock(List<Field> known, SourceReader sources) {
        Optional<YamlMap> block = root.block("deals", EventPlanReader.CASE_KEYS);
        return new CasesBlock(
                block.map(of -> fields(of, known, ImmutableList.of(Field.ID), sources))
                        .orElse(ImmutableMap.of()),
                block.map(of -> dimensions(of, sources)).orElse(ImmutableMap.of()),
                block.flatMap(EventPlanReader::file),
                block.map(EventPlanReader::missing).orElse(LookupPlan.Missing.NONE));
    }

    private Plans history(Optional<Path> folder) {
        Optional<Preset> unusedPreset = root.word("preset", List.of(Preset.values()));
        SourceReader sources = new SourceReader(root, numbers);
        ImmutableMappingPlan.Builder log = head(folder);
        Optional<SalesProcess> unused = process(log);
        log.rules(RulesReader.ofEvents(root));
        HistoryPlanReader history = new HistoryPlanReader(root, sources);
        ImmutableMap<String, HistoryPlan.FieldRule> rules = history.rules();
        boolean isLong = root.has("fields");
        Map<Field, Source> fields = isLong
                ? fields(
                        root,
                        Field.OF_LONG_HISTORY,
                        ImmutableList.of(Field.ID, Field.AT, Field.FIELD, Field.NEW),
                        sources)
                : fields(root, Field.OF_WIDE_HISTORY, ImmutableList.of(Field.ID, Field.AT, Field.STAGE), sources);
        log.fields(fields);
        if (isLong && root.has("dimensions")) {
            root.refuse("dimensions", "must not stand beside fields", "write {dimension: NAME} under fields:");
        }
        log.dimensions(isLong ? ImmutableMap.of() : dimensions(root, sources));
        if (root.has("actions") != fields.containsKey(Field.ACTION)) {
            root.refuse("actions", "must stand beside columns.action, and only there", "name the column, or drop it");
        }
        CasesBlock cases = casesBlock(Field.OF_HISTORY_CASES, sources);
        boolean hasAmounts = Field.haveAmount(fields.keySet())
                || Field.haveAmount(cases.fields().keySet())
                || rules.values().stream()
                        .anyMatch(rule -> rule.tracked()
                                .filter(what -> what.field() == Field.AMOUNT)
                                .isPresent());
        currency(hasAmounts, sources, log);
        ImmutableMap<String, HistoryPlan.Action> actions = history.actions();
        OptionalInt keeps = history.keeps();
        ImmutableList<String> notRecorded = history.notRecorded();
        problems.raise();
        MappingPlan table = log.build();
        HistoryPlan plan = new HistoryPlan(table, rules, actions, keeps, notRecorded, cases.beside(table));
        return new Plans(Rows.HISTORY, table, Optional.empty(), Optional.of(plan), Optional.empty());
    }

    /** A table of facts says everything itself but the process and the zone. */
    private Plans facts(Optional<Path> folder) {
        ImmutableMappingPlan.Builder plan = head(folder);
        Optional<SalesProcess> unused = process(plan);
        plan.currency(NO_CURRENCY).rules(RulesReader.ofEvents(root));
        problems.raise();
        return new Plans(Rows.FACTS, plan.build());
    }

    /** What every form of table has. */
    private ImmutableMappingPlan.Builder head(Optional<Path> folder) {
        ImmutableMappingPlan.Builder plan =
                ImmutableMappingPlan.builder().name(name).folder(folder);
        plan.form(new CsvTable.Form(StyleReader.sign(root, "separator", ',', "\"'\r\n"), encoding()));
        Optional<ZoneId> zone = zone();
        zone.ifPresent(plan::zone);
        plan.export(export(zone));
        plan.actor(root.text("actor").filter(actor -> !actor.isBlank()).orElse("import"));
        plan.numbers(numbers);
        plan.dates(StyleReader.dates(root).orElse(StyleReader.ISO_DATES));
        return plan;
    }

    private Optional<SalesProcess> process(ImmutableMappingPlan.Builder plan) {
        ProcessReader process = new ProcessReader(root);
        process.read();
        process.process().ifPresent(plan::process);
        process.closedFrom().ifPresent(plan::closedFrom);
        plan.stageTexts(process.stageTexts());
        return process.process();
    }

    private Optional<ZoneId> zone() {
        if (root.require("zone", "days begin in some zone; write zone: UTC or a name such as zone: Europe/Berlin")
                .isEmpty()) {
            return Optional.empty();
        }
        return root.parsed("zone", "names are those of the IANA time zones", text -> {
            try {
                return ZoneId.of(text);
            } catch (java.time.DateTimeException e) {
                throw new IllegalArgumentException(
                        "must be the name of a zone such as UTC or Europe/Berlin, was \"" + ImportProblem.shown(text)
                                + "\"",
                        e);
            }
        });
    }

    private Optional<Moment> export(Optional<ZoneId> zone) {
        return root.parsed("export_date", "such as 2026-06-30, or 2026-06-30T18:00:00Z", text -> {
            Slice slice = new Slice();
            slice.set(text);
            return EXPORT_DATES.stream()
                    .flatMap(pattern -> pattern.read(slice, zone.orElse(ZoneOffset.UTC)).stream())
                    .filter(moment -> moment.clock() != Moment.Clock.NEVER
                            && moment.date().getYear() > 0)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "must be a date as yyyy-MM-dd, or a time as yyyy-MM-dd HH:mm, was \""
                                    + ImportProblem.shown(text) + "\""));
        });
    }

    private Charset encoding() {
        return root.parsed("encoding", "such as UTF-8 or windows-1252", text -> {
                    try {
                        Charset encoding = Charset.forName(text);
                        byte[] plain = {'"', ';', '\n', 'A'};
                        if (new String(plain, encoding).equals("\";\nA")) {
                            return encoding;
                        }
                    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
                        throw new IllegalArgumentException(noEncoding(text), e);
                    }
                    throw new IllegalArgumentException(noEncoding(text));
                })
                .orElse(StandardCharsets.UTF_8);
    }

    private static String noEncoding(String text) {
        return "must be the name of an encoding in which ASCII is one byte a letter, was \"" + ImportProblem.shown(text)
                + "\"";
    }

    /** Needed only where there are amounts. */
    private void currency(boolean isNeeded, SourceReader sources, ImmutableMappingPlan.Builder plan) {
        if (!isNeeded && !root.has("currency")) {
            plan.currency(NO_CURRENCY);
            return;
        }
        root.require("currency", "write an ISO code such as currency: EUR, or currency: {column: NAME}")
                .flatMap(sources::currency)
                .ifPresent(plan::currency);
    }

    private ImmutableMap<Field, Source> fields(
            YamlMap of, List<Field> known, List<Field> needed, SourceReader sources) {
        ImmutableMap.Builder<Field, Source> fields = ImmutableMap.builder();
        List<String> names = needed.stream().map(Field::key).toList();
        Optional<Node> node =
                of.require("columns", String.join(" and ", names) + " at least have to come from somewhere");
        if (node.isEmpty()) {
            return fields.build();
        }
        String path = of.pathTo("columns");
        YamlMap block = YamlMap.of(
                node.get(), path, problems, known.stream().map(Field::key).toList());
        for (Field field : known) {
            block.find(field.key())
                    .flatMap(value -> sources.source(value, path + "." + field.key(), SourceReader.keysOf(field)))
                    .ifPresent(source -> fields.put(field, source));
        }
        for (String key : names) {
            if (block.find(key).isEmpty()) {
                problems.add(block.node(), path + "." + key, "must be given", "every row needs it");
            }
        }
        return fields.build();
    }

    private ImmutableMap<String, Source> dimensions(YamlMap of, SourceReader sources) {
        ImmutableMap.Builder<String, Source> dimensions = ImmutableMap.builder();
        of.find("dimensions").ifPresent(node -> {
            String path = of.pathTo("dimensions");
            YamlMap block = YamlMap.ofNames(node, path, problems);
            for (String key : block.keys()) {
                if (key.isBlank()) {
                    problems.add(node, path, "must not have a blank name", "name what the forecast is split by");
                }
                block.find(key)
                        .flatMap(value -> sources.source(value, path + "." + key))
                        .ifPresent(source -> dimensions.put(key, source));
            }
        });
        return dimensions.build();
    }

    /** The elements of a list, or nothing and a problem. */
    static List<Node> list(YamlMap block, String key) {
        Optional<Node> node = block.find(key);
        if (node.isPresent() && node.get() instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        node.ifPresent(wrong -> block.refuse(key, "must be a list", "write [a, b], or a line with a dash for each"));
        return ImmutableList.of();
    }
}
