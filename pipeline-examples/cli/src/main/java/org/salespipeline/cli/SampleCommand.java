package org.salespipeline.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.salespipeline.forecast.strategy.ForecastStrategies;
import org.salespipeline.imports.ImportMapping;
import org.salespipeline.imports.Imports;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes a generated export. */
@Command(
        name = "sample",
        header = "Writes a generated CRM export, deals.csv, and its mapping, mapping.yaml.",
        description = {
            "",
            "The deals are simulated: about two years of a sales organisation with four regions. The same",
            "seed and number give the same files, byte for byte, on every machine.",
            ""
        },
        footer = {"", "Example: pipeline sample --out sample --forecast"})
final class SampleCommand implements Callable<Integer> {

    private static final int MOST_DEALS = 1_000_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to write; made when missing.")
    private Path out = Path.of("");

    @Option(names = "--seed", paramLabel = "N", description = "What to begin chance with. Default: 7.")
    private long seed = 7;

    @Option(names = "--deals", paramLabel = "N", description = "How many deals. Default: 1000.")
    private int deals = 1000;

    @Option(names = "--forecast", description = "Also forecast it: this quarter and the next, by region.")
    private boolean forecast;

    /** For picocli. */
    SampleCommand() {}

    @Override
    public Integer call() {
        if (deals < 1 || deals > MOST_DEALS) {
            throw new ParameterException(
                    spec.commandLine(), "--deals must be in [1, " + MOST_DEALS + "], was " + deals);
        }
        SampleExport sample = SampleExport.of(seed, deals);
        Path table = out.resolve("deals.csv");
        Path mapping = out.resolve("mapping.yaml");
        write(sample, table, mapping);
        StringBuilder text = new StringBuilder();
        text.append("Wrote ")
                .append(deals)
                .append(deals == 1 ? " simulated deal (seed " : " simulated deals (seed ")
                .append(seed)
                .append(") to ");
        text.append(table)
                .append(" and what its columns mean to ")
                .append(mapping)
                .append(".\n\n");
        if (forecast) {
            Imported imported = new Imported(
                    Imports.run(ImportMapping.parse(mapping), table), mapping.toString(), Optional.empty());
            text.append(ForecastOutput.text(
                            imported,
                            Question.ofSample(spec).ask(imported, ForecastStrategies.stageWeighted()),
                            QuotaQuestion.NONE))
                    .append('\n');
        }
        String files = table + " --mapping " + mapping;
        text.append("Try next:\n");
        text.append("  ").append(program()).append(" pipeline ").append(files).append('\n');
        text.append("  ").append(program()).append(" forecast ").append(files);
        text.append(" --period month --periods 3 --by owner\n");
        spec.commandLine().getOut().print(text);
        return PipelineCli.FINE;
    }

    /** Never writes over files that are not byte for byte what it wrote: neither foreign ones nor edited ones. */
    private void write(SampleExport sample, Path table, Path mapping) {
        try {
            Files.createDirectories(out);
            if ((Files.exists(table) || Files.exists(mapping)) && !isUntouched(table, mapping)) {
                throw new DataException(
                        out + ": deals.csv and mapping.yaml there are not just as this program wrote them,"
                                + " and would be lost; choose another folder with --out");
            }
            Files.writeString(mapping, sample.mapping());
            Files.writeString(table, sample.table());
        } catch (FileAlreadyExistsException e) {
            throw new DataException(out + ": must be a folder, is a file; choose another folder with --out", e);
        } catch (IOException e) {
            throw new DataException(out + ": cannot be written to (" + e + "); choose another folder with --out", e);
        }
    }

    /** Makes the sample again that the files say they are. */
    private static boolean isUntouched(Path table, Path mapping) throws IOException {
        if (!Files.isRegularFile(table) || !Files.isRegularFile(mapping)) {
            return false;
        }
        // bytes that are no text are not what was written either
        String foundMapping = new String(Files.readAllBytes(mapping), StandardCharsets.UTF_8);
        String foundTable = new String(Files.readAllBytes(table), StandardCharsets.UTF_8);
        OptionalLong foundSeed = SampleExport.seedOf(foundMapping);
        long rows = foundTable.lines().count() - 1;
        if (foundSeed.isEmpty() || rows < 1 || rows > MOST_DEALS) {
            return false;
        }
        SampleExport again = SampleExport.of(foundSeed.getAsLong(), (int) rows);
        return again.mapping().equals(foundMapping) && again.table().equals(foundTable);
    }

    /** How this program was called, so that the next command can be copied. */
    private static String program() {
        String path = System.getProperty("java.class.path", "");
        return path.endsWith("pipeline-cli.jar") ? "java -jar " + path : "pipeline";
    }
}
