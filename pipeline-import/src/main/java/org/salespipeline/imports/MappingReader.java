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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

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
            "missing");
    static final ImmutableList<String> NUMBER_KEYS = ImmutableList.of("decimal", "grouping");
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
    private static final String NO_YAML = "mind indents, brackets and colons; quote texts with signs in them";
    private static final int DEEPEST = 20;
    private static final int LONGEST_MAPPING = 1 << 20;

    private final String name;
    private final YamlProblems problems;
    private final YamlMap root;

    private MappingReader(String name, Node node) {
        this.name = name;
        this.problems = new YamlProblems(name);
        this.root = YamlMap.of(node, "", problems, KEYS);
    }

    static MappingPlan read(String text, String name, Optional<Path> folder) {
        MappingReader reader = new MappingReader(name, compose(text, name));
        return reader.plan(folder);
    }

    private static Node compose(String text, String name) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(name)
                .setAllowDuplicateKeys(true) // reported by us, with the place
                .setCodePointLimit(LONGEST_MAPPING)
                .build();
        try {
            checkDepth(text, name, settings);
            return new Composer(settings, parser(text, settings))
                    .getSingleNode()
                    .orElseThrow(() -> new ImportException(ImportProblem.in(name)
                            .reason("must be a mapping, is empty")
                            .cure("the sample command of the command line writes one to begin with")
                            .build()));
        } catch (MarkedYamlEngineException e) {
            String problem = Optional.ofNullable(e.getProblem()).orElse("cannot be read");
            throw new ImportException(
                    YamlProblems.problem(name, e.getProblemMark(), "", "must be YAML: " + problem)
                            .cure(NO_YAML)
                            .build(),
                    e);
        } catch (YamlEngineException e) {
            String problem = Optional.ofNullable(e.getMessage()).orElse("cannot be read");
            throw new ImportException(
                    ImportProblem.in(name)
                            .reason("must be YAML: "
                                    + problem.lines().findFirst().orElse(""))
                            .cure(NO_YAML)
                            .build(),
                    e);
        }
    }

    private static ParserImpl parser(String text, LoadSettings settings) {
        return new ParserImpl(settings, new StreamReader(settings, text));
    }

    /** The composer calls itself for each level, so that deep nesting would exhaust the stack. */
    private static void checkDepth(String text, String name, LoadSettings settings) {
        ParserImpl events = parser(text, settings);
        int depth = 0;
        while (events.hasNext()) {
            Event event = events.next();
            depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
            if (depth > DEEPEST) {
                throw new ImportException(YamlProblems.problem(
                                name, event.getStartMark(), "", "must not be nested deeper than " + DEEPEST + " levels")
                        .cure("no key of a mapping needs so many; look for a bracket that is not closed")
                        .build());
            }
        }
    }

    private MappingPlan plan(Optional<Path> folder) {
        checkRows();
        ImmutableMappingPlan.Builder plan =
                ImmutableMappingPlan.builder().name(name).folder(folder);
        plan.form(new CsvTable.Form(sign(root, "separator", ',', "\"'\r\n"), encoding()));
        Optional<ZoneId> zone = zone();
        zone.ifPresent(plan::zone);
        plan.export(export(zone));
        plan.actor(root.text("actor").filter(actor -> !actor.isBlank()).orElse("import"));
        plan.numbers(numbers());
        plan.dates(dates());
        ProcessReader process = new ProcessReader(root);
        process.read();
        process.process().ifPresent(plan::process);
        process.closedFrom().ifPresent(plan::closedFrom);
        plan.stageTexts(process.stageTexts());
        SourceReader sources = new SourceReader(root);
        currency(sources).ifPresent(plan::currency);
        Map<Field, Source> fields = fields(sources);
        plan.fields(fields);
        plan.dimensions(dimensions(sources));
        plan.rules(RulesReader.read(root, sources, fields));
        problems.raise();
        return plan.build();
    }

    /** The kind of table; one row per deal is the only one so far. */
    private void checkRows() {
        String rows = root.text("rows").orElse("deals");
        if (!rows.equals("deals")) {
            root.refuse("rows", "must be one of [deals], was \"" + ImportProblem.shown(rows) + "\"", "leave it out");
        }
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

    private static char sign(YamlMap block, String key, char preset, String forbidden) {
        Optional<String> text = block.text(key);
        if (text.isEmpty()) {
            return preset;
        }
        if (text.get().length() != 1 || forbidden.indexOf(text.get().charAt(0)) >= 0) {
            block.refuse(
                    key,
                    "must be a single sign, was \"" + ImportProblem.shown(text.get()) + "\"",
                    "write it in quotes, such as \";\" or \"\\t\"");
            return preset;
        }
        return text.get().charAt(0);
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

    private NumberStyle numbers() {
        Optional<YamlMap> block = root.block("numbers", NUMBER_KEYS);
        if (block.isEmpty()) {
            return new NumberStyle('.', (char) 0);
        }
        String digits = "0123456789+-\r\n";
        char decimal = sign(block.get(), "decimal", '.', digits);
        char grouping = sign(block.get(), "grouping", (char) 0, digits);
        if (decimal == grouping) {
            block.get()
                    .refuse(
                            "grouping",
                            "must differ from the decimal sign " + decimal,
                            "leave out the grouping sign if there is none");
        }
        return new NumberStyle(decimal, grouping);
    }

    private ImmutableList<DatePattern> dates() {
        List<String> texts = root.has("dates") ? root.texts("dates") : ImmutableList.of("yyyy-MM-dd");
        if (texts.isEmpty()) {
            root.refuse("dates", "must name at least one pattern", "such as yyyy-MM-dd");
        }
        Map<String, DatePattern> patterns = new LinkedHashMap<>();
        for (String text : texts) {
            try {
                patterns.putIfAbsent(text, DatePattern.of(text));
            } catch (IllegalArgumentException e) {
                root.refuse(
                        "dates",
                        e.getMessage() + ", was \"" + ImportProblem.shown(text) + "\"",
                        "an example is dd.MM.yyyy HH:mm");
            }
        }
        ImmutableList<DatePattern> read = ImmutableList.copyOf(patterns.values());
        DateAmbiguity.find(read)
                .ifPresent(found -> root.refuse("dates", found.reason(), "keep the one this file uses"));
        return read;
    }

    private Optional<Source> currency(SourceReader sources) {
        Optional<Node> node =
                root.require("currency", "write an ISO code such as currency: EUR, or currency: {column: NAME}");
        return node.flatMap(sources::currency);
    }

    private ImmutableMap<Field, Source> fields(SourceReader sources) {
        ImmutableMap.Builder<Field, Source> fields = ImmutableMap.builder();
        Optional<Node> node = root.require("columns", "id and stage at least have to come from somewhere");
        if (node.isEmpty()) {
            return fields.build();
        }
        YamlMap block = YamlMap.of(node.get(), "columns", problems, Field.KEYS);
        for (Field field : Field.values()) {
            block.find(field.key())
                    .flatMap(value -> sources.source(value, "columns." + field.key()))
                    .ifPresent(source -> fields.put(field, source));
        }
        for (Field needed : ImmutableList.of(Field.ID, Field.STAGE)) {
            if (block.find(needed.key()).isEmpty()) {
                problems.add(block.node(), "columns." + needed.key(), "must be given", "every deal needs it");
            }
        }
        return fields.build();
    }

    private ImmutableMap<String, Source> dimensions(SourceReader sources) {
        ImmutableMap.Builder<String, Source> dimensions = ImmutableMap.builder();
        root.find("dimensions").ifPresent(node -> {
            YamlMap block = YamlMap.ofNames(node, "dimensions", problems);
            for (String key : block.keys()) {
                if (key.isBlank()) {
                    problems.add(
                            node, "dimensions", "must not have a blank name", "name what the forecast is split by");
                }
                block.find(key)
                        .flatMap(value -> sources.source(value, "dimensions." + key))
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
