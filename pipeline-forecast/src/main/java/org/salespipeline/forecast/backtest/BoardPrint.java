package org.salespipeline.forecast.backtest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The board as two tables of plain text. */
final class BoardPrint {

    private BoardPrint() {}

    static String of(Leaderboard board) {
        StringBuilder text = new StringBuilder();
        if (!board.deals().isEmpty()) {
            text.append("Deals: chance to be won within the horizon\n");
            append(text, deals(board.deals()));
        }
        if (!board.totals().isEmpty()) {
            text.append(text.length() == 0 ? "" : "\n").append("Totals: revenue of the period\n");
            append(text, totals(board.totals()));
        }
        return text.length() == 0 ? "nothing that was said is known to have come out yet\n" : text.toString();
    }

    private static List<List<String>> deals(List<Leaderboard.DealRow> rows) {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of(
                "days",
                "strategy",
                "origins",
                "cases",
                "won",
                "Brier",
                "log loss",
                "bias",
                "ECE/10",
                "slope",
                "less base rate",
                "90 % of it",
                "p",
                "so it is"));
        for (Leaderboard.DealRow row : rows) {
            List<String> line = new ArrayList<>(List.of(
                    Integer.toString(row.horizonDays()),
                    row.strategy(),
                    Integer.toString(row.origins()),
                    Integer.toString(row.cases()),
                    decimal(row.rate(), 3),
                    decimal(row.brier(), 4),
                    decimal(row.logLoss(), 4),
                    decimal(row.bias(), 3),
                    decimal(row.calibrationError(), 3),
                    decimal(row.slope(), 2)));
            line.addAll(versus(row.versus(), row.strategy()));
            table.add(line);
        }
        return table;
    }

    private static List<List<String>> totals(List<Leaderboard.TotalRow> rows) {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of(
                "lead days",
                "strategy",
                "origins",
                "periods",
                "silent",
                "WAPE",
                "bias",
                "loss",
                "in 80 %",
                "less best naive",
                "90 % of it",
                "p",
                "so it is"));
        for (Leaderboard.TotalRow row : rows) {
            List<String> line = new ArrayList<>(List.of(
                    "up to " + row.leadDays(),
                    row.strategy(),
                    Integer.toString(row.origins()),
                    Integer.toString(row.periods()),
                    Integer.toString(row.unanswered()),
                    decimal(row.wape()),
                    decimal(row.bias()),
                    decimal(row.loss()),
                    decimal(row.coverage())));
            line.addAll(versus(row.versus(), row.strategy()));
            table.add(line);
        }
        return table;
    }

    private static List<String> versus(Leaderboard.Versus versus, String strategy) {
        if (versus.rival().equals(strategy)) {
            return List.of("-", "-", "-", "the rival");
        }
        if (versus.origins() == 0) {
            return List.of("-", "-", "-", "not comparable");
        }
        String verdict = versus.verdict() == Leaderboard.Verdict.UNDECIDED
                ? "not to be told apart"
                : versus.verdict().name().toLowerCase(Locale.ROOT);
        return List.of(
                decimal(versus.difference(), 4),
                versus.origins() == 1
                        ? "-"
                        : decimal(versus.interval().low(), 4) + " to "
                                + decimal(versus.interval().high(), 4),
                pValue(versus.pValue()),
                verdict + " (" + versus.origins() + (versus.origins() == 1 ? " origin)" : " origins)"));
    }

    private static String pValue(OptionalDouble value) {
        return value.isPresent() && value.getAsDouble() < .001 ? "<0.001" : decimal(value);
    }

    private static String decimal(OptionalDouble value) {
        return value.isPresent() ? decimal(value.getAsDouble(), 3) : "-";
    }

    private static String decimal(double value, int places) {
        String text = String.format(Locale.ROOT, "%." + places + "f", value);
        // a value that rounds to nothing has no sign
        return text.matches("-0\\.0+") ? text.substring(1) : text;
    }

    private static void append(StringBuilder text, List<List<String>> table) {
        int columns = table.get(0).size();
        int[] widths = new int[columns];
        for (List<String> line : table) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        for (List<String> line : table) {
            StringBuilder row = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String space = " ".repeat(widths[i] - line.get(i).length());
                boolean isText = i == 1 || i == columns - 1;
                row.append(i == 0 ? "" : "  ").append(isText ? line.get(i) + space : space + line.get(i));
            }
            text.append(row.toString().stripTrailing()).append('\n');
        }
    }
}
