package org.salespipeline.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.imports.ImportResult;
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

    private static final int SHOWN_CONFLICTS = 20;

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

    @Option(
            names = "--onto",
            paramLabel = "KNOWN",
            description = {
                "Facts that were written before, to which those that are not there yet are added; may be OUT.",
                "The same export can so be imported again, and that of another system added."
            })
    private Optional<Path> onto = Optional.empty();

    /** For picocli. */
    ImportCommand() {}

    @Override
    public Integer call() {
        if (source.isRead(out)) {
            throw new ParameterException(spec.commandLine(), "--out must not be a file that is read, was " + out);
        }
        Imported imported = source.read(Optional.empty());
        List<OpportunityLog> logs = imported.result().logs();
        StringBuilder told = new StringBuilder(imported.text()).append('\n');
        if (onto.isPresent()) {
            Imports.Update update = Imports.update(known(imported.result(), onto.get()), logs);
            logs = update.logs();
            update.conflicts().stream()
                    .limit(SHOWN_CONFLICTS)
                    .forEach(line -> told.append("conflict: ").append(line).append('\n'));
            told.append(String.format(
                    Locale.ROOT,
                    "%,d facts were known, %,d are new, %,d of them say something else than was known\n",
                    update.known(),
                    update.added(),
                    update.conflicts().size()));
        }
        Imports.writeFacts(logs, out);
        long facts = logs.stream().mapToLong(log -> log.facts().size()).sum();
        told.append(String.format(Locale.ROOT, "%,d facts of %,d deals are in %s\n", facts, logs.size(), out));
        spec.commandLine().getOut().print(told);
        return imported.exitCode();
    }

    /** Facts that do not fit would be lost, so that they end the import. */
    private static List<OpportunityLog> known(ImportResult result, Path file) {
        Imports.Options strict = Imports.Options.builder().isStrict(true).build();
        return Imports.readFacts(result.process(), result.zone(), file, strict).logs();
    }
}
