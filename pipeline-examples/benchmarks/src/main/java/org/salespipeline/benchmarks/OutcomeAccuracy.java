package org.salespipeline.benchmarks;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.forecast.win.OutcomeChances;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.stage.SalesProcess;

/**
 * What {@link OutcomeChances} says of deals it has not learned from, for {@code accuracy/outcomes.py} beside it, which makes the
 * table it reads and holds the answers against those of other models. Run by hand:
 *
 * <pre>
 *   java -cp benchmarks.jar org.salespipeline.benchmarks.OutcomeAccuracy TABLE.tsv ANSWERS.tsv
 * </pre>
 *
 * <p>The table has the columns {@code learn} (1 or 0), {@code won} (1 or 0), {@code created} (a day or nothing) and {@code amount}
 * (or nothing), then dimensions; its rows are in the order of time. The answers are a row number and a chance per line.
 */
final class OutcomeAccuracy {

    private static final int FIXED = 4;
    private static final Instant NO_DAY = Instant.parse("2020-01-01T00:00:00Z");

    private OutcomeAccuracy() {}

    public static void main(String[] args) throws IOException {
        List<String> lines = Files.readAllLines(Path.of(args[0]));
        String[] names = lines.get(0).split("\t", -1);
        List<Opportunity> deals = new ArrayList<>();
        for (int line = 1; line < lines.size(); line++) {
            deals.add(deal(line, names, lines.get(line).split("\t", -1)));
        }
        PipelineView view = PipelineView.ofDeals(deals, LocalDate.of(2030, 1, 1), ZoneOffset.UTC);
        Map<String, Integer> rowOf = new HashMap<>();
        for (int row = 0; row < view.deals().size(); row++) {
            rowOf.put(view.deals().id(row).value(), row);
        }
        List<Integer> learned = new ArrayList<>();
        for (int line = 1; line < lines.size(); line++) {
            if (lines.get(line).startsWith("1")) {
                learned.add(requireNonNull(rowOf.get("D" + line)));
            }
        }
        OutcomeChances chances = OutcomeChances.learnedFrom(
                view, learned.stream().mapToInt(row -> row).toArray());
        chances.warnings().forEach(System.err::println);
        List<String> answers = new ArrayList<>();
        for (int line = 1; line < lines.size(); line++) {
            if (lines.get(line).startsWith("0")) {
                answers.add(line - 1 + "\t" + chances.pWin(requireNonNull(rowOf.get("D" + line))));
            }
        }
        Files.write(Path.of(args[1]), answers);
    }

    private static Opportunity deal(int line, String[] names, String[] cells) {
        SalesProcess process = SalesProcess.builder("outcomes")
                .open("open", 0.5)
                .won("won")
                .lost("lost")
                .build();
        Instant created = cells[2].isEmpty() ? NO_DAY : Instant.parse(cells[2] + "T00:00:00Z");
        Opportunity.Builder deal =
                Opportunity.open("D" + line, process, created).stage(cells[1].equals("1") ? "won" : "lost");
        if (!cells[3].isEmpty()) {
            deal.amount("USD " + cells[3]);
        }
        for (int column = FIXED; column < names.length; column++) {
            if (!cells[column].isBlank()) {
                deal.dimension(names[column], cells[column]);
            }
        }
        return deal.build();
    }
}
