package org.salespipeline.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.imports.Imports;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Turns an export into a table of facts. */
@Command(
        name = "import",
        header = "Turns an export into a table of facts: what happened, when, and since when it is known.",
        description = {
            "",
            "A row of the table is one fact. Every command reads it again without loss, with a mapping that",
            "says rows: facts, zone and process.",
            ""
        },
        footer = {"", "Example: pipeline import events.csv --mapping mapping.yaml --out facts.csv"})
final class ImportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Source source = new Source();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "OUT",
            description = "The CSV file to write; an existing one is replaced.")
    private Path out = Path.of("");

    /** For picocli. */
    ImportCommand() {}

    @Override
    public Integer call() {
        if (source.isRead(out)) {
            throw new ParameterException(spec.commandLine(), "--out must not be a file that is read, was " + out);
        }
        Imported imported = source.read(Optional.empty());
        List<OpportunityLog> logs = imported.result().logs();
        Imports.writeFacts(logs, out);
        long facts = logs.stream().mapToLong(log -> log.facts().size()).sum();
        spec.commandLine()
                .getOut()
                .print(imported.text()
                        + String.format(Locale.ROOT, "\n%,d facts of %,d deals are in %s\n", facts, logs.size(), out));
        return imported.exitCode();
    }
}
