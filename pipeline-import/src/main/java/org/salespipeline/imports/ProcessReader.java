package org.salespipeline.imports;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.salespipeline.quantity.Probability;
import org.salespipeline.stage.ForecastCategory;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.Stage;
import org.salespipeline.stage.StageId;
import org.salespipeline.stage.StageKind;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the sales process: its stages in order, and how the table names them. */
final class ProcessReader {

    static final ImmutableList<String> KEYS = ImmutableList.of("id", "stages", "closed_from");
    static final ImmutableList<String> STAGE_KEYS =
            ImmutableList.of("id", "name", "in_file", "kind", "win_probability", "category", "stagnant_after_days");

    private final YamlMap root;
    private final YamlProblems problems;
    private final Map<String, StageId> stageTexts = new LinkedHashMap<>();
    private Optional<SalesProcess> process = Optional.empty();
    private Optional<StageId> closedFrom = Optional.empty();

    ProcessReader(YamlMap root) {
        this.root = root;
        this.problems = root.problems();
    }

    Optional<SalesProcess> process() {
        return process;
    }

    Optional<StageId> closedFrom() {
        return closedFrom;
    }

    ImmutableMap<String, StageId> stageTexts() {
        return ImmutableMap.copyOf(stageTexts);
    }

    void read() {
        Optional<Node> node = root.require("process", "the stages with their kinds");
        if (node.isEmpty()) {
            return;
        }
        YamlMap block = YamlMap.of(node.get(), "process", problems, KEYS);
        Optional<String> id = block.requiredText("id", "a name of your choice for the sales process");
        block.require("stages", "a list of blocks with id and kind");
        List<Node> nodes = MappingReader.list(block, "stages");
        if (nodes.isEmpty() && block.find("stages").isPresent()) {
            problems.add(block.node(), block.pathTo("stages"), "must name at least one stage", "id and kind of each");
        }
        ImmutableList.Builder<Stage> stages = ImmutableList.builder();
        for (int i = 0; i < nodes.size(); i++) {
            stage(nodes.get(i), block.pathTo("stages") + "[" + (i + 1) + "]").ifPresent(stages::add);
        }
        ImmutableList<Stage> read = stages.build();
        if (id.isPresent() && !nodes.isEmpty() && read.size() == nodes.size()) {
            build(block, id.get(), read);
        }
        process.ifPresent(built -> closedFrom = closedFrom(block, built));
    }

    private void build(YamlMap block, String id, List<Stage> stages) {
        try {
            SalesProcess.Builder builder = SalesProcess.builder(id);
            stages.forEach(builder::stage);
            process = Optional.of(builder.build());
        } catch (IllegalArgumentException e) {
            block.refuse("stages", String.valueOf(e.getMessage()), "every kind is needed: open, won, lost");
        }
    }

    private Optional<Stage> stage(Node node, String path) {
        YamlMap block = YamlMap.of(node, path, problems, STAGE_KEYS);
        Optional<StageId> id = block.requiredText("id", "a short name for the stage")
                .flatMap(text -> block.parsed("id", "such as qualify", StageId::of));
        block.require("kind", "one of open, pre_pipeline, won, lost, other_terminal, post_sales");
        Optional<StageKind> kind = block.word("kind", List.of(StageKind.values()));
        Optional<Probability> chance = block.parsed("win_probability", "35 % is written 0.35", ProcessReader::chance);
        Optional<Integer> days = block.parsed("stagnant_after_days", "such as 30", RulesReader::days);
        Optional<ForecastCategory> category = block.word("category", List.of(ForecastCategory.values()));
        if (id.isEmpty() || kind.isEmpty()) {
            return Optional.empty();
        }
        addTexts(block, id.get());
        try {
            Stage.Builder stage = Stage.builder().id(id.get()).kind(kind.get()).winProbability(chance);
            block.text("name").ifPresent(stage::name);
            days.ifPresent(stage::stagnantAfterDays);
            category.ifPresent(stage::category);
            return Optional.of(stage.build());
        } catch (IllegalArgumentException e) {
            problems.add(node, path, "must be a sound stage: " + e.getMessage(), "correct the stage");
            return Optional.empty();
        }
    }

    private static Probability chance(String text) {
        if (text.matches("[0-9]{0,9}(\\.[0-9]{1,17})?") && !text.isEmpty()) {
            double value = Double.parseDouble(text);
            if (value <= 1) {
                return Probability.of(value);
            }
        }
        throw new IllegalArgumentException("must be a fraction in [0, 1], was \"" + ImportProblem.shown(text) + "\"");
    }

    private void addTexts(YamlMap block, StageId id) {
        List<String> texts = block.has("in_file") ? block.texts("in_file") : ImmutableList.of(id.value());
        for (String text : texts) {
            StageId other = stageTexts.putIfAbsent(text, id);
            if (other != null && !other.equals(id)) {
                block.refuse(
                        "in_file",
                        "must name one stage, \"" + text + "\" already names " + other,
                        "leave it with one of them");
            }
        }
    }

    /** Unless it is given: the last open stage, where a process usually ends. */
    private Optional<StageId> closedFrom(YamlMap block, SalesProcess built) {
        List<String> open = built.stages().stream()
                .filter(stage -> stage.kind().isOpen())
                .map(stage -> stage.id().value())
                .toList();
        Optional<String> given = block.text("closed_from");
        if (given.isPresent() && !open.contains(given.get())) {
            block.refuse(
                    "closed_from",
                    "must be an open stage, was \"" + ImportProblem.shown(given.get()) + "\"",
                    Suggestion.cure(given.get(), open));
            return Optional.empty();
        }
        return Optional.of(StageId.of(given.orElse(open.get(open.size() - 1))));
    }
}
