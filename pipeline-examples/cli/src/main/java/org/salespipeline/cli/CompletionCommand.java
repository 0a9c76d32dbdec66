package org.salespipeline.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Writes a script for shells. */
@Command(
        name = "completion",
        header = "Writes a script that completes commands and options in bash and zsh.",
        description = {"", "It needs a command that is called pipeline, such as an alias.", ""},
        footer = {"", "Example: pipeline completion > pipeline-completion.sh && source pipeline-completion.sh"})
final class CompletionCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** For picocli. */
    CompletionCommand() {}

    @Override
    public Integer call() {
        CommandLine root = spec.root().commandLine();
        spec.commandLine().getOut().print(AutoComplete.bash("pipeline", root));
        return PipelineCli.FINE;
    }
}
