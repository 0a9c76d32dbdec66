package org.salespipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.salespipeline.cli.Cli.Outcome;
import org.salespipeline.forecast.backtest.PredictionFiles;

/** Backtests on the command line, of a small table whose figures can be followed by hand. */
class BacktestCommandTest {

    private static final String MAPPING = """
            zone: UTC
            export_date: 2026-06-30
            dates: [yyyy-MM-dd]
            currency: EUR
            process:
              id: p
              stages:
                - {id: qualify, in_file: Qualify, kind: open, win_probability: 0.10}
                - {id: won, in_file: Closed Won, kind: won}
                - {id: lost, in_file: Closed Lost, kind: lost}
            columns:
              id: ID
              stage: Stage
              created: Created
              closed: Closed
              amount: Amount
            """;

    @TempDir
    private Path folder = Path.of("");

    private Path table() {
        StringBuilder rows = new StringBuilder("ID,Stage,Created,Closed,Amount\n");
        for (int month = 1; month <= 5; month++) {
            for (int deal = 0; deal < 4; deal++) {
                String outcome = deal == 0 ? "Closed Won" : "Closed Lost";
                rows.append(String.format(
                        "D%d%d,%s,2026-%02d-10,2026-%02d-%02d,100.00%n",
                        month, deal, outcome, month, month + 1, 15 + deal));
            }
        }
        return Cli.write(folder, "deals.csv", rows.toString());
    }

    private Outcome run(Object... more) {
        Object[] args = new Object[more.length + 4];
        args[0] = "backtest";
        args[1] = table();
        args[2] = "-m";
        args[3] = Cli.write(folder, "mapping.yaml", MAPPING);
        System.arraycopy(more, 0, args, 4, more.length);
        return Cli.run(args);
    }

    @Test
    void printsTheBoardAndKeepsWhatWasSaid() throws IOException {
        Path deals = folder.resolve("predictions.csv");
        Path totals = folder.resolve("totals.csv");
        Outcome outcome = run(
                "--origins",
                "month",
                "--from",
                "2026-02-01",
                "--horizons",
                "30d",
                "--period",
                "month",
                "--predictions",
                deals,
                "--totals",
                totals);
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .contains("Deals: chance to be won within the horizon", "base-rate", "by-stage", "stage-weighted")
                .contains("Totals: revenue of the period", "last-period", "mean-of-last-4", "same-period-last-year")
                .contains("What came is what was known at the end of 2026-06-30");
        List<String> said = Files.readAllLines(deals);
        assertThat(said.get(0)).isEqualTo(PredictionFiles.DEALS_HEADER);
        // four deals are open at the end of February to May, and four are asked
        assertThat(said).hasSize(1 + 4 * 4 * 4);
        assertThat(said)
                .anyMatch(line -> line.startsWith("2026-02-28,D20,") && line.endsWith(",won,2026-03-15,100.00"))
                .anyMatch(line -> line.startsWith("2026-02-28,D21,") && line.endsWith(",lost,2026-03-16,100.00"));
        List<String> sums = Files.readAllLines(totals);
        assertThat(sums.get(0)).isEqualTo(PredictionFiles.TOTALS_HEADER);
        assertThat(sums).contains("2026-03-31,2026-04-01,2026-04-30,last-period,100.0,,,,,,,,100.0");
        assertThat(sums).anyMatch(line -> line.startsWith("2026-06-30,2026-07-01,") && line.endsWith(","));
    }

    @Test
    void asksOfWeeks() throws IOException {
        Path totals = folder.resolve("totals.csv");
        Outcome outcome = run("--from", "2026-05-01", "--to", "2026-05-31", "--period", "week", "--totals", totals);
        assertThat(outcome.err()).isEmpty();
        assertThat(Files.readAllLines(totals))
                .anyMatch(line -> line.startsWith("2026-05-31,2026-06-01,2026-06-07,standard,"))
                .anyMatch(line -> line.startsWith("2026-05-31,2026-06-08,2026-06-14,mean-of-last-4,25.0,"));
    }

    @Test
    void printsForPrograms() {
        String csv = run("--from", "2026-02-01", "--horizons", "14d,30d", "--format", "csv")
                .out();
        assertThat(csv).startsWith("about,days,strategy,origins,cases,unanswered,rate,brier,log_loss,bias,");
        assertThat(csv).contains("\ndeals,14,", "\ndeals,30,", "\ntotals,");
        String json = run("--from", "2026-02-01", "--format", "json").out();
        assertThat(json).contains("\"last_day\": \"2026-06-30\"", "\"horizon_days\": 7", "\"verdict\": ");
    }

    @Test
    void refusesWhatItDoesNotUnderstand() {
        assertThat(run("--horizons", "7w").err()).contains("must be days from 1d to 3650d, as 30d, was 7w");
        assertThat(run("--strategies", "magic").err())
                .contains("--strategies must be of by-stage, base-rate and [stage-weighted,", "was magic");
        assertThat(run("--from", "2026-06-02", "--to", "2026-06-20").err())
                .contains("--from and --to must have the end of a month between them, was 2026-06-02 to 2026-06-20");
        assertThat(run("--to", "2026-08-31").err())
                .contains("origin must be on or before the last day (2026-06-30), was 2026-07-31");
        Path same = folder.resolve("out.csv");
        assertThat(run("--predictions", same, "--totals", same).err()).contains("must be two files");
        assertThat(run("--predictions", folder.resolve("deals.csv")).err())
                .contains("--predictions and --totals must not be a file that is read");
    }
}
