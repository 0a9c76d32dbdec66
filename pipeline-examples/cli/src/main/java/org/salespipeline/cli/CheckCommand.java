package org.salespipeline.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.salespipeline.imports.ImportProblem;
import org.salespipeline.imports.ImportResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says what an export was understood to hold. */
@Command(
        name = "check",
        header = "Says what was understood, what was assumed, and which rows cannot be used and why.",
        description = {
            "",
            "Nothing is forecast. Run it until it is content, then trust the other commands: they read",
            "the export in the same way and set the same rows aside.",
            ""
        },
        footer = {"", "Example: pipeline check deals.csv --mapping mapping.yaml --rejects rejects.csv"})
final class CheckCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Source source = new Source();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json. Default: text.")
    private Format format = Format.TEXT;

    /** For picocli. */
    CheckCommand() {}

    @Override
    public Integer call() {
        if (format == Format.CSV) {
            throw new ParameterException(spec.commandLine(), "--format must be one of [text, json], was csv");
        }
        Imported imported = source.read(Optional.empty());
        spec.commandLine().getOut().print(format == Format.JSON ? json(imported) : text(imported));
        return imported.exitCode();
    }

    private static String text(Imported imported) {
        ImportResult result = imported.result();
        StringBuilder text = new StringBuilder();
        text.append("Understood\n");
        result.understood().forEach(line -> text.append("  ").append(line).append('\n'));
        text.append('\n').append(imported.text());
        if (!result.coverage().isEmpty()) {
            text.append("\nKnown since\n");
            result.coverage()
                    .forEach((field, since) ->
                            text.append(String.format(Locale.ROOT, "  %s: %s\n", field, known(since))));
        }
        List<String> warnings = warnings(result);
        if (!warnings.isEmpty()) {
            text.append("\nWarnings about the process\n");
            warnings.forEach(line -> text.append("  ").append(line).append('\n'));
        }
        text.append("\nProblems\n");
        result.rejections()
                .forEach((rule, count) -> text.append(
                        String.format(Locale.ROOT, "  %,d time%s: %s\n", count, count == 1 ? "" : "s", rule)));
        if (result.rejections().isEmpty()) {
            text.append("  none: every row can be used\n");
        }
        return text.toString();
    }

    private static String known(ImportResult.Coverage since) {
        return switch (since) {
            case FROM_CREATION -> "the creation of each deal";
            case FROM_FIRST_SIGHTING -> "its first sighting in each deal; before, it is unknown";
            case NEVER -> "never: it is not recorded, or not taken";
        };
    }

    private static List<String> warnings(ImportResult result) {
        return result.process().warnings().stream().map(Object::toString).toList();
    }

    private static String json(Imported imported) {
        ImportResult result = imported.result();
        Json json = new Json()
                .beginObject()
                .field("file", result.file())
                .field("mapping", imported.mapping())
                .field("zone", result.zone().getId())
                .field("export_date", result.exportDate())
                .field("process", result.process().id().value())
                .field("rows_read", result.rowsRead())
                .field("rows_usable", result.rowsUsable())
                .field("rows_rejected", result.rowsRejected());
        json.name("rejections").beginArray();
        for (Map.Entry<String, Long> rule : result.rejections().entrySet()) {
            json.beginObject()
                    .field("reason", rule.getKey())
                    .field("count", rule.getValue())
                    .endObject();
        }
        json.endArray();
        if (!result.coverage().isEmpty()) {
            json.name("known_since").beginObject();
            result.coverage()
                    .forEach((field, since) -> json.field(field, since.name().toLowerCase(Locale.ROOT)));
            json.endObject();
        }
        json.strings("assumptions", imported.assumptions()).strings("understood", result.understood());
        json.strings("warnings", warnings(result));
        json.name("problems").beginArray();
        result.problems().forEach(problem -> append(json, problem));
        return json.endArray().endObject().toString();
    }

    private static void append(Json json, ImportProblem problem) {
        json.beginObject()
                .field("file", problem.file())
                .field("line", problem.line())
                .field("column", problem.column())
                .field("value", problem.value())
                .field("reason", problem.reason())
                .field("cure", problem.cure())
                .endObject();
    }
}
