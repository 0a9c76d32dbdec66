package org.salespipeline.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.salespipeline.imports.ImportException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line: one runnable jar. */
@Command(
        name = "pipeline",
        header = "Checks, summarises and forecasts a sales pipeline from a CRM export.",
        description = {
            "",
            "Begin with a generated sample: it writes an export with its mapping and forecasts it.",
            "",
            "  pipeline sample --out sample --forecast",
            "",
            "Then your own: copy the sample's mapping.yaml, change it until check is content, forecast.",
            "",
            "  pipeline check deals.csv --mapping mapping.yaml",
            "  pipeline forecast deals.csv --mapping mapping.yaml --period quarter --periods 2 --by region",
            "",
            "A first mapping can be proposed from the export itself:",
            "",
            "  pipeline mapping --init deals.csv --out mapping.yaml",
            "",
            "Not only tables of deals are read: rows: events, history (with presets for CRMs) and snapshots in",
            "a mapping say what a row stands for; import turns any of them into facts.",
            ""
        },
        footer = {
            "",
            "Exit codes: 0 fine; 1 problems in the data, each named with its place and cure; 2 wrong usage.",
            "Results go to standard output, problems to standard error. Nothing depends on the clock."
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            CheckCommand.class,
            SummaryCommand.class,
            ForecastCommand.class,
            CategoriesCommand.class,
            MeasuresCommand.class,
            BridgeCommand.class,
            BacktestCommand.class,
            ScoreCommand.class,
            ExplainCommand.class,
            DealsCommand.class,
            ImportCommand.class,
            DiffCommand.class,
            MappingCommand.class,
            CompletionCommand.class,
            SampleCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = ScopeType.INHERIT)
public final class PipelineCli implements Runnable {

    /** Everything went well. */
    static final int FINE = 0;

    /** Something is wrong with the data or the machine; it was named. */
    static final int DATA = 1;

    /** The command was not understood. */
    static final int USAGE = 2;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Show the stack trace of an unexpected failure.")
    private boolean debug;

    private PipelineCli() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(run(utf8(System.out), utf8(System.err), args));
    }

    /** Runs one command line; what {@link #main} does without ending the process. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        PipelineCli cli = new PipelineCli();
        CommandLine commandLine = new CommandLine(cli);
        commandLine.setOut(out);
        commandLine.setErr(err);
        commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setUsageHelpWidth(100);
        commandLine.setUsageHelpAutoWidth(false);
        commandLine.setParameterExceptionHandler(explainUsage());
        commandLine.setExecutionExceptionHandler(cli::explainFailure);
        try {
            return commandLine.execute(args);
        } finally {
            out.flush();
            err.flush();
        }
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static IParameterExceptionHandler explainUsage() {
        return (failure, args) -> {
            CommandLine command = failure.getCommandLine();
            command.getErr().println("usage: " + failure.getMessage());
            CommandLine.UnmatchedArgumentException.printSuggestions(failure, command.getErr());
            command.getErr().println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
            return USAGE;
        };
    }

    private int explainFailure(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (failure instanceof DataException || failure instanceof ImportException) {
            err.println(failure.getMessage());
        } else {
            err.println("unexpected failure: " + failure);
            err.println("This is a fault of the program and not of your data; --debug shows where it happened.");
        }
        if (debug) {
            failure.printStackTrace(err);
        }
        return DATA;
    }

    private static PrintWriter utf8(PrintStream stream) {
        return new PrintWriter(stream, false, StandardCharsets.UTF_8);
    }
}
