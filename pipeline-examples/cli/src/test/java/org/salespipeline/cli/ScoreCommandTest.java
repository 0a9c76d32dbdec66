package org.salespipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.salespipeline.cli.Cli.Outcome;

/** Chances from outcomes alone, on the command line: four of five deals from fairs are won, one of five from the web. */
class ScoreCommandTest {

    private static final int DEALS = 120;

    private static final String MAPPING = """
            zone: UTC
            export_date: 2026-06-30
            currency: EUR
            process:
              id: p
              stages:
                - {id: open, in_file: Open, kind: open}
                - {id: won, in_file: Won, kind: won}
                - {id: lost, in_file: Lost, kind: lost}
            columns:
              id: ID
              stage: Status
              created: Created
              source: Source
            missing:
              closed: first_seen
            """;

    @TempDir
    private Path folder = Path.of("");

    private static String row(int deal) {
        boolean fromFair = deal % 2 == 0;
        boolean isOdd = deal / 2 % 5 == 4;
        String status = fromFair == isOdd ? "Lost" : "Won";
        return String.format("D%03d,%s,2026-%02d-01,%s\n", deal, status, 1 + deal / 30, fromFair ? "fair" : "web");
    }

    private Path table(String more) {
        StringBuilder rows = new StringBuilder("ID,Status,Created,Source\n");
        for (int deal = 0; deal < DEALS; deal++) {
            rows.append(row(deal));
        }
        return Cli.write(folder, "deals.csv", rows + more);
    }

    private Outcome score(Path table, Object... more) {
        Object[] args = new Object[more.length + 4];
        args[0] = "score";
        args[1] = table;
        args[2] = "-m";
        args[3] = Cli.write(folder, "mapping.yaml", MAPPING);
        System.arraycopy(more, 0, args, 4, more.length);
        return Cli.run(args);
    }

    @Test
    void laterRowsGetTheChanceThatEarlierOnesOfTheirKindHad() {
        Outcome outcome = score(table("NEW,Open,2026-05-01,fair\n"), "--train-until", "100");
        assertThat(outcome.code()).isZero();
        List<String> lines = outcome.out().lines().toList();
        assertThat(lines).hasSize(1 + DEALS - 100 + 1).startsWith("deal_id,p_win,outcome");
        for (int i = 1; i < lines.size(); i++) {
            String[] cells = lines.get(i).split(",", -1);
            boolean fromFair = cells[0].equals("NEW") || i % 2 == 1;
            assertThat(Double.parseDouble(cells[1])).isBetween(fromFair ? 0.65 : 0.05, fromFair ? 0.95 : 0.35);
        }
        assertThat(lines.get(1)).startsWith("D100,").endsWith(",won");
        assertThat(lines.get(2)).startsWith("D101,").endsWith(",lost");
        assertThat(lines.get(lines.size() - 1)).startsWith("NEW,").endsWith(",");
    }

    @Test
    void aDayDividesByTheCreationAndAFileHoldsTheSameLines() throws IOException {
        Path table = table("");
        Outcome printed = score(table, "--train-until", "2026-03-31");
        assertThat(printed.out().lines()).hasSize(1 + 30);
        Path out = folder.resolve("scores.csv");
        Outcome written = score(table, "--train-until", "2026-03-31", "--out", out);
        assertThat(written.out()).isEmpty();
        assertThat(Files.readString(out)).isEqualTo(printed.out());
        assertThat(score(table, "--train-until", "90").out()).isEqualTo(printed.out());
    }

    @Test
    void whatCannotBeDividedIsRefusedInWords() {
        Path table = table("");
        assertThat(score(table, "--train-until", "2026-02-30").err())
                .contains(
                        "--train-until must be a day that exists, as 2025-12-31, or a number of rows, was 2026-02-30");
        assertThat(score(table, "--train-until", "half").err())
                .contains("--train-until must be a day that exists, as 2025-12-31, or a number of rows, was half");
        assertThat(score(table, "--train-until", "120").err())
                .contains("--train-until must leave rows on both sides: a number in [1, 119], was 120");
        Outcome oneSided = score(table, "--train-until", "1");
        assertThat(oneSided.code()).isNotZero();
        assertThat(oneSided.err())
                .contains("must leave won and lost deals to learn from, was 1, which leaves 1 won and 0 lost");
        assertThat(score(table, "--train-until", "90", "--out", table).err())
                .contains("--out must not be a file that is read");
    }
}
