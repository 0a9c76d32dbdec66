package org.salespipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that users run, as they run it: nothing of the build is on its class path. Runs after package. */
class RunnableJarTest {

    @TempDir
    private Path folder = Path.of("");

    private record Outcome(int code, String out, String err) {}

    private Outcome run(String... args) throws IOException, InterruptedException {
        String jar = System.getProperty("runnable.jar", "");
        assumeThat(jar).as("the build says where the jar is").isNotEmpty();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Path.of(jar).toAbsolutePath().toString()));
        command.addAll(List.of(args));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        int code = process.waitFor();
        return new Outcome(code, Files.readString(out), Files.readString(err));
    }

    @Test
    void generatesASampleThenChecksAndForecastsIt() throws IOException, InterruptedException {
        Outcome sample = run("sample", "--out", "sample", "--deals", "60", "--forecast");
        assertThat(sample.err()).isEmpty();
        assertThat(sample.code()).isZero();
        assertThat(sample.out())
                .startsWith("Wrote 60 simulated deals")
                .contains("stage-weighted forecast as of", "pipeline-cli.jar forecast sample/deals.csv");
        Outcome check = run("check", "sample/deals.csv", "--mapping", "sample/mapping.yaml", "--format", "json");
        assertThat(check.err()).isEmpty();
        assertThat(check.code()).isZero();
        assertThat(check.out()).contains("\"rows_read\": 60", "\"rows_rejected\": 0");
        Outcome forecast = run("forecast", "sample/deals.csv", "--mapping", "sample/mapping.yaml", "--format", "csv");
        assertThat(forecast.code()).isZero();
        assertThat(forecast.out()).startsWith("as_of,period_start,").contains(",stage-weighted,");
    }

    @Test
    void tellsBadDataAndBadCommandsApartByExitCode() throws IOException, InterruptedException {
        Files.write(
                folder.resolve("deals.csv"),
                (Cli.HEADER + "D1,Qualify,soon,,,1,EUR,ada\n").getBytes(StandardCharsets.UTF_8));
        Files.writeString(folder.resolve("mapping.yaml"), Cli.MAPPING);
        Outcome bad = run("check", "deals.csv", "--mapping", "mapping.yaml");
        assertThat(bad.code()).isEqualTo(1);
        assertThat(bad.err()).startsWith("deals.csv:2: Created must be a date").contains("1 of 1 row set aside");
        assertThat(run("chek").code()).isEqualTo(2);
        assertThat(run("--version").out()).startsWith("pipeline ");
    }
}
