package org.salespipeline.cli;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.forecast.view.DealColumns.StageRef;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.forecast.win.OutcomeChances;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Learns from the earlier deals of a table how likely the later ones are to be won. */
@Command(
        name = "score",
        header = "Gives each later deal its chance to be won, learned from the outcomes of earlier ones.",
        description = {
            "",
            "For tables that say how deals ended but not what was known of them when: who, what and how much is",
            "used, stages and dates are not. Where there is a history, backtest says far more.",
            "",
            "One line per deal that was not learned from: deal_id, p_win and outcome, which is won or lost, or empty",
            "while the deal is open. What may tell the outcome itself is warned of on standard error.",
            ""
        },
        footer = {
            "",
            "Example: pipeline score deals.csv -m mapping.yaml --train-until 2025-12-31 --out scores.csv",
            "         pipeline score leads.csv -m mapping.yaml --train-until 6000 --out scores.csv"
        })
final class ScoreCommand implements Callable<Integer> {

    private static final int DECIMALS = 9;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Source source = new Source();

    @Option(
            names = "--train-until",
            required = true,
            paramLabel = "DATE|ROW",
            description = "Learn from deals created by the end of this day, as 2025-12-31, or from the first so many"
                    + " usable rows of the file.")
    private String trainUntil = "";

    @Option(
            names = "--out",
            paramLabel = "OUT",
            description = "Write the lines to this CSV file. Default: standard output.")
    private Optional<Path> out = Optional.empty();

    /** For picocli. */
    ScoreCommand() {}

    @Override
    public Integer call() {
        if (out.isPresent() && source.isRead(out.get())) {
            throw usage("--out must not be a file that is read, was " + out.get());
        }
        Imported imported = source.read(Optional.empty());
        PipelineView view = imported.view(spec.commandLine());
        Split split = split(imported, view.deals());
        OutcomeChances chances = learned(view, split.earlier);
        chances.warnings().forEach(warning -> spec.commandLine().getErr().print("warning: " + warning + "\n"));
        write(lines(view.deals(), split.later, chances));
        return imported.exitCode();
    }

    /** Rows of deals, in the order of the file. */
    private record Split(List<Integer> earlier, List<Integer> later) {}

    private Split split(Imported imported, DealColumns deals) {
        Map<String, Integer> rows = new HashMap<>();
        for (int row = 0; row < deals.size(); row++) {
            rows.put(deals.id(row).value(), row);
        }
        List<Integer> inFile = new ArrayList<>();
        for (OpportunityLog log : imported.result().logs()) {
            Optional.ofNullable(rows.get(log.id().orElseThrow().value())).ifPresent(inFile::add);
        }
        Optional<LocalDate> day = day();
        Predicate<Integer> isEarlier =
                day.isPresent() ? row -> deals.createdDay(row) <= day.get().toEpochDay() : firstOf(inFile);
        List<Integer> earlier = new ArrayList<>(inFile.stream()
                .filter(isEarlier)
                .filter(row -> !outcome(deals, row).isEmpty())
                .toList());
        if (day.isPresent()) {
            earlier.sort(Comparator.comparingInt(deals::createdDay));
        }
        return new Split(earlier, inFile.stream().filter(isEarlier.negate()).toList());
    }

    private Optional<LocalDate> day() {
        try {
            return trainUntil.contains("-") ? Optional.of(LocalDate.parse(trainUntil)) : Optional.empty();
        } catch (DateTimeParseException unreadable) {
            throw usage(
                    "--train-until must be a day that exists, as 2025-12-31, or a number of rows, was " + trainUntil);
        }
    }

    private Predicate<Integer> firstOf(List<Integer> inFile) {
        int count;
        try {
            count = Integer.parseInt(trainUntil);
        } catch (NumberFormatException unreadable) {
            throw usage(
                    "--train-until must be a day that exists, as 2025-12-31, or a number of rows, was " + trainUntil);
        }
        if (count < 1 || count >= inFile.size()) {
            throw usage("--train-until must leave rows on both sides: a number in [1, " + (inFile.size() - 1)
                    + "], was " + count);
        }
        Map<Integer, Integer> places = new HashMap<>();
        for (int place = 0; place < inFile.size(); place++) {
            places.put(inFile.get(place), place);
        }
        return row -> requireNonNull(places.get(row)) < count;
    }

    private static String outcome(DealColumns deals, int row) {
        StageRef stage = deals.stages().get(deals.stage(row));
        return stage.isWon() ? "won" : stage.isLost() ? "lost" : "";
    }

    private OutcomeChances learned(PipelineView view, List<Integer> earlier) {
        DealColumns deals = view.deals();
        long won = earlier.stream()
                .filter(row -> outcome(deals, row).equals("won"))
                .count();
        if (won == 0 || won == earlier.size()) {
            throw usage(
                    "--train-until must leave won and lost deals to learn from, was " + trainUntil + ", which leaves "
                            + won + " won and " + (earlier.size() - won) + " lost"
                            + "; where nothing is ever lost, the mapping must take what is not won for lost");
        }
        return OutcomeChances.learnedFrom(
                view, earlier.stream().mapToInt(Integer::intValue).toArray());
    }

    private static String lines(DealColumns deals, List<Integer> later, OutcomeChances chances) {
        Csv csv = new Csv().row("deal_id", "p_win", "outcome");
        for (int row : later) {
            BigDecimal chance = new BigDecimal(chances.pWin(row)).setScale(DECIMALS, RoundingMode.HALF_EVEN);
            csv.row(deals.id(row), chance.toPlainString(), outcome(deals, row));
        }
        return csv.toString();
    }

    private void write(String lines) {
        if (out.isEmpty()) {
            spec.commandLine().getOut().print(lines);
            return;
        }
        try {
            Files.writeString(out.get(), lines, StandardCharsets.UTF_8);
        } catch (IOException unwritable) {
            throw new DataException("scores cannot be written: " + unwritable, unwritable);
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
