package org.salespipeline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.salespipeline.imports.Imports;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Proposes a mapping. */
@Command(
        name = "mapping",
        header = "Proposes a mapping from the header and the first rows of an export, with what it is unsure of.",
        description = {
            "",
            "Columns are known by their names and by what is in them. Read the proposal, above all the lines that",
            "say unsure, and let check tell what does not fit.",
            ""
        },
        footer = {"", "Example: pipeline mapping --init deals.csv --out mapping.yaml"})
final class MappingCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--init",
            required = true,
            paramLabel = "FILE",
            description = "The export: CSV with a header, a row per deal.")
    private Path file = Path.of("");

    @Option(
            names = "--out",
            paramLabel = "OUT",
            description = "The file to write; must be new. Default: standard output.")
    private Optional<Path> out = Optional.empty();

    /** For picocli. */
    MappingCommand() {}

    @Override
    public Integer call() {
        if (out.isPresent() && Files.exists(out.get())) {
            throw new ParameterException(spec.commandLine(), "--out must be a new file, was " + out.get());
        }
        String proposal = Imports.propose(file);
        if (out.isEmpty()) {
            spec.commandLine().getOut().print(proposal);
            return PipelineCli.FINE;
        }
        try {
            Files.writeString(out.get(), proposal);
        } catch (IOException e) {
            throw new DataException(out.get() + ": must be writable: " + e.getMessage(), e);
        }
        return PipelineCli.FINE;
    }
}
