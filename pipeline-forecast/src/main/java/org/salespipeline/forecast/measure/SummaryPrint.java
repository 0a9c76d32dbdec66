package org.salespipeline.forecast.measure;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import com.google.common.math.LongMath;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.joda.money.Money;

/** A summary as a table with bars. */
final class SummaryPrint {

    private static final int LONGEST_BAR = 30;
    private static final ImmutableList<String> HEADER =
            ImmutableList.of("stage", "deals", "amount", "weighted", "median days", "stagnant", "");

    private final PipelineSummary summary;
    private final long mostDeals;

    private SummaryPrint(PipelineSummary summary) {
        this.summary = summary;
        this.mostDeals = summary.stages().stream()
                .mapToLong(PipelineSummary.StageLine::deals)
                .max()
                .orElse(0);
    }

    static String of(PipelineSummary summary) {
        StringBuilder text =
                new StringBuilder("pipeline as of ").append(summary.asOfDate()).append('\n');
        new SummaryPrint(summary).appendTable(text);
        appendTotal(text, "open in total      ", summary.openAmounts());
        appendTotal(text, "weighted in total  ", summary.weightedAmounts());
        return text.toString();
    }

    private void appendTable(StringBuilder text) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADER);
        summary.stages().forEach(line -> rows.add(row(line)));
        int[] widths = new int[HEADER.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        text.append('\n').append(aligned(rows.get(0), widths)).append('\n');
        for (int i = 1; i < rows.size(); i++) {
            String process = process(summary.stages().get(i - 1));
            if (i == 1 || !process.equals(process(summary.stages().get(i - 2)))) {
                text.append(process).append('\n');
            }
            text.append(aligned(rows.get(i), widths)).append('\n');
        }
        text.append('\n');
    }

    /** Version 1 goes without saying. */
    private static String process(PipelineSummary.StageLine line) {
        return line.version() == 1 ? line.process().value() : line.process() + " version " + line.version();
    }

    private ImmutableList<String> row(PipelineSummary.StageLine line) {
        return ImmutableList.of(
                "  " + line.stage().name(),
                Long.toString(line.deals()),
                text(line.amounts()),
                text(line.weighted()),
                line.medianAgeDays().isPresent() ? number(line.medianAgeDays()) : "",
                line.stage().kind().isClosed() ? "" : stagnant(line),
                bar(line.deals()));
    }

    private static String stagnant(PipelineSummary.StageLine line) {
        if (line.stagnant().isEmpty()) {
            return "no limit";
        }
        OptionalDouble share = line.stagnantShare();
        return share.isEmpty() ? "" : String.format(Locale.ROOT, "%.0f %%", share.getAsDouble() * 100);
    }

    private static String number(OptionalDouble days) {
        // a median of whole days is whole or a half, both exact in decimals
        return new BigDecimal(days.getAsDouble()).toPlainString();
    }

    private String bar(long deals) {
        return "#".repeat((int) LongMath.divide(deals * LONGEST_BAR, Math.max(1, mostDeals), RoundingMode.CEILING));
    }

    private static String aligned(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder(Strings.padEnd(row.get(0), widths[0], ' '));
        int last = row.size() - 1;
        for (int i = 1; i < last; i++) {
            line.append("  ").append(Strings.padStart(row.get(i), widths[i], ' '));
        }
        return line.append("  ").append(row.get(last)).toString().stripTrailing();
    }

    private static void appendTotal(StringBuilder text, String title, List<Money> amounts) {
        text.append(title).append(amounts.isEmpty() ? "none" : text(amounts)).append('\n');
    }

    private static String text(List<Money> amounts) {
        return amounts.stream()
                .map(amount -> amount.getCurrencyUnit()
                        + String.format(Locale.ROOT, " %,." + amount.getScale() + "f", amount.getAmount()))
                .collect(Collectors.joining(" + "));
    }
}
