package org.salespipeline.forecast;

import com.google.common.base.Strings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.joda.money.Money;

/** A forecast as a table: amounts right-aligned, repeated periods left out, totals below. */
final class ForecastPrint {

    private static final List<Function<ForecastLine, Money>> AMOUNTS = List.of(
            ForecastLine::closed,
            ForecastLine::open,
            ForecastLine::expected,
            ForecastLine::overdue,
            ForecastLine::unscheduled);

    private static final int EXPECTED = 4;

    private final Forecast forecast;
    private final List<String[]> rows = new ArrayList<>();

    private ForecastPrint(Forecast forecast) {
        this.forecast = forecast;
    }

    static String of(Forecast forecast) {
        ForecastPrint print = new ForecastPrint(forecast);
        StringBuilder text = new StringBuilder();
        text.append(forecast.strategy())
                .append(" forecast as of ")
                .append(forecast.asOfDate())
                .append(", amounts in ")
                .append(forecast.currency())
                .append("\n\n");
        print.fill();
        print.appendTable(text);
        appendList(text, "Outside the periods", outside(forecast));
        appendList(text, "Assumptions", forecast.assumptions());
        appendList(text, "Missing", forecast.missing());
        return text.append("\nFingerprint ")
                .append(forecast.fingerprint())
                .append('\n')
                .toString();
    }

    private void fill() {
        boolean split = forecast.request().dimension().isPresent();
        rows.add(new String[] {
            "period",
            split ? forecast.request().dimension().orElse("") : "",
            "closed",
            "open",
            "expected",
            "overdue",
            "unscheduled"
        });
        String before = "";
        for (ForecastLine line : forecast.lines()) {
            String period = line.period().toString();
            String[] row = row(
                    period.equals(before) ? "" : period,
                    split ? line.segment() : "",
                    amount -> text(amount.apply(line).getAmount()));
            rows.add(withExpected(line.hasExpected(), row));
            before = period;
        }
        boolean allKnown = forecast.lines().stream().allMatch(ForecastLine::hasExpected);
        rows.add(withExpected(allKnown, row("total", "", this::total)));
    }

    /** What a strategy does not know is not shown as zero. */
    private static String[] withExpected(boolean isKnown, String[] row) {
        row[EXPECTED] = isKnown ? row[EXPECTED] : "unknown";
        return row;
    }

    private static String[] row(String period, String segment, Function<Function<ForecastLine, Money>, String> cells) {
        String[] row = new String[2 + AMOUNTS.size()];
        row[0] = period;
        row[1] = segment;
        for (int i = 0; i < AMOUNTS.size(); i++) {
            row[2 + i] = cells.apply(AMOUNTS.get(i));
        }
        return row;
    }

    private String total(Function<ForecastLine, Money> amount) {
        return text(forecast.lines().stream()
                .map(line -> amount.apply(line).getAmount())
                .reduce(BigDecimal.ZERO.setScale(forecast.currency().getDecimalPlaces()), BigDecimal::add));
    }

    private void appendTable(StringBuilder text) {
        int[] widths = new int[2 + AMOUNTS.size()];
        for (String[] row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        for (int i = 0; i < rows.size(); i++) {
            if (i == 1 || i == rows.size() - 1) {
                appendRule(text, widths);
            }
            appendRow(text, rows.get(i), widths);
        }
    }

    private static void appendRow(StringBuilder text, String[] row, int[] widths) {
        StringBuilder line = new StringBuilder(Strings.padEnd(row[0], widths[0], ' '));
        if (widths[1] > 0) {
            line.append("  ").append(Strings.padEnd(row[1], widths[1], ' '));
        }
        for (int i = 2; i < widths.length; i++) {
            line.append("  ").append(Strings.padStart(row[i], widths[i], ' '));
        }
        text.append(line).append('\n');
    }

    private static void appendRule(StringBuilder text, int[] widths) {
        int width = widths[0];
        for (int i = 1; i < widths.length; i++) {
            width += widths[i] > 0 ? widths[i] + 2 : 0;
        }
        text.append("-".repeat(width)).append('\n');
    }

    private static List<String> outside(Forecast forecast) {
        List<String> amounts = new ArrayList<>();
        for (Forecast.Outside where : Forecast.Outside.values()) {
            Money amount = forecast.outside(where);
            if (!amount.isZero()) {
                String name = where.name().toLowerCase(Locale.ROOT).replace('_', ' ');
                amounts.add(name + " " + text(amount.getAmount()));
            }
        }
        return amounts;
    }

    private static void appendList(StringBuilder text, String title, List<String> entries) {
        if (!entries.isEmpty()) {
            text.append('\n').append(title).append('\n');
            entries.forEach(entry -> text.append("  ").append(entry).append('\n'));
        }
    }

    private static String text(BigDecimal amount) {
        return String.format(Locale.ROOT, "%,." + amount.scale() + "f", amount);
    }
}
