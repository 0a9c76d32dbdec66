package org.salespipeline.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.salespipeline.imports.ImportMapping;
import org.salespipeline.imports.ImportProblem;
import org.salespipeline.imports.ImportResult;
import org.salespipeline.imports.Imports;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The options that say what to read; every command that reads an export has them. */
final class Source {

    private static final int SHOWN_PROBLEMS = 10;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "FILE", description = "The export: CSV, plain or as .gz.")
    private Path file = Path.of("");

    @Option(
            names = {"-m", "--mapping"},
            required = true,
            paramLabel = "MAPPING",
            description = "What the columns mean, as YAML; the sample command writes one to start from.")
    private Path mapping = Path.of("");

    @Option(names = "--strict", description = "Stop at the first row that cannot be used, and give no result.")
    private boolean strict;

    @Option(
            names = "--rejects",
            paramLabel = "OUT",
            description = "Write the rows that could not be used, with the reasons, to this CSV file.")
    private Optional<Path> rejects = Optional.empty();

    /** For picocli. */
    Source() {}

    /** Whether the path is that of the export or its mapping. */
    boolean isRead(Path path) {
        Path wanted = path.toAbsolutePath().normalize();
        return wanted.equals(file.toAbsolutePath().normalize())
                || wanted.equals(mapping.toAbsolutePath().normalize());
    }

    /** Reads the export to look at it from a day; rows that cannot be used are told on standard error. */
    Imported read(Optional<LocalDate> asOf) {
        ImportMapping meaning = ImportMapping.parse(mapping);
        Imports.Options options =
                Imports.Options.builder().isStrict(strict).rejects(rejects).build();
        ImportResult result = Imports.run(meaning, file, options);
        tellProblems(result);
        return new Imported(result, mapping.toString(), asOf);
    }

    private void tellProblems(ImportResult result) {
        if (result.rowsRejected() == 0) {
            return;
        }
        StringBuilder text = new StringBuilder();
        List<ImportProblem> problems = result.problems();
        problems.stream()
                .limit(SHOWN_PROBLEMS)
                .forEach(problem -> text.append(problem).append('\n'));
        long all =
                result.rejections().values().stream().mapToLong(Long::longValue).sum();
        if (all > SHOWN_PROBLEMS) {
            text.append(String.format(
                    Locale.ROOT,
                    "and %,d more problem%s%n",
                    all - SHOWN_PROBLEMS,
                    all - SHOWN_PROBLEMS == 1 ? "" : "s"));
        }
        text.append(String.format(
                Locale.ROOT,
                "%s: %,d of %,d row%s set aside%s%n",
                result.file(),
                result.rowsRejected(),
                result.rowsRead(),
                result.rowsRead() == 1 ? "" : "s",
                rejects.map(path -> "; they are in " + path)
                        .orElse("; --rejects OUT.csv writes them with the reasons")));
        spec.commandLine().getErr().print(text.toString().replace("\r\n", "\n"));
    }
}
