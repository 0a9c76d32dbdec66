package org.salespipeline.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line: one runnable jar. */
@Command(
        name = "pipeline",
        description = "Checks, summarises and forecasts a sales pipeline.",
        mixinStandardHelpOptions = true)
public final class PipelineCli implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private PipelineCli() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new PipelineCli()).execute(args));
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
