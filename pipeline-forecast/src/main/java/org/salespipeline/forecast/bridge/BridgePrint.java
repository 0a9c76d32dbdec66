package org.salespipeline.forecast.bridge;

import com.google.common.base.Strings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.joda.money.Money;
import org.salespipeline.forecast.bridge.PipelineBridge.Leg;
import org.salespipeline.forecast.bridge.PipelineBridge.Line;

/** A bridge as text: for each line where it starts, its legs, and where it ends. */
final class BridgePrint {

    private static final int LONGEST_BAR = 30;

    private BridgePrint() {}

    static String of(PipelineBridge bridge) {
        StringBuilder text = new StringBuilder("bridge of the open pipeline, ");
        text.append(bridge.form() == PipelineBridge.Form.PATH ? "step by step, " : "");
        text.append(bridge.question().measure() == PipelineBridge.Measure.AMOUNT ? "amounts" : "weighted amounts")
                .append(" in ")
                .append(bridge.currency())
                .append('\n');
        for (Line line : bridge.lines()) {
            bridge.question()
                    .dimension()
                    .ifPresent(dimension -> text.append('\n')
                            .append(dimension)
                            .append(' ')
                            .append(line.segment())
                            .append('\n'));
            append(text, line);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Line line) {
        List<List<String>> rows = new ArrayList<>();
        BigDecimal largest =
                line.legs().stream().map(leg -> leg.amount().getAmount().abs()).reduce(BigDecimal.ONE, BigDecimal::max);
        rows.add(List.of("start", digits(line.start()), deals(line.counts().start()), ""));
        for (Leg leg : line.legs()) {
            String name = leg.cause().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            String sign = leg.amount().isPositive() ? "+" : "";
            rows.add(List.of(name, sign + digits(leg.amount()), deals(distinct(leg)), bar(leg, largest)));
        }
        rows.add(List.of("end", digits(line.end()), deals(line.counts().end()), ""));
        line.wonAtAnotherAmount()
                .filter(difference -> !difference.isZero())
                .ifPresent(
                        difference -> rows.add(List.of("won at a different amount", digits(difference), "memo", "")));
        int names = rows.stream().mapToInt(row -> row.get(0).length()).max().orElse(0);
        int amounts = rows.stream().mapToInt(row -> row.get(1).length()).max().orElse(0);
        int deals = rows.stream().mapToInt(row -> row.get(2).length()).max().orElse(0);
        for (List<String> row : rows) {
            String cells = Strings.padEnd(row.get(0), names, ' ') + "  " + Strings.padStart(row.get(1), amounts, ' ');
            String rest = Strings.padEnd(row.get(2), deals, ' ') + "  " + row.get(3);
            text.append((cells + "  " + rest).stripTrailing()).append('\n');
        }
    }

    /** As long as the share of the largest leg, at least one sign where there is an amount. */
    private static String bar(Leg leg, BigDecimal largest) {
        BigDecimal length = leg.amount()
                .getAmount()
                .abs()
                .multiply(BigDecimal.valueOf(LONGEST_BAR))
                .divide(largest, 0, RoundingMode.CEILING);
        return (leg.amount().isNegative() ? "-" : "+").repeat(length.intValueExact());
    }

    /** A deal that moved several times is one deal. */
    private static long distinct(Leg leg) {
        return leg.deals().stream()
                .map(PipelineBridge.DealChange::opportunity)
                .distinct()
                .count();
    }

    private static String deals(long count) {
        return count == 1 ? "1 deal" : count + " deals";
    }

    private static String digits(Money amount) {
        return amount.getAmount().toPlainString();
    }
}
