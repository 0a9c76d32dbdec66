package org.salespipeline.forecast.view;

import com.google.common.base.Strings;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.joda.money.CurrencyUnit;
import org.salespipeline.forecast.statistics.ExactSum;
import org.salespipeline.forecast.view.DealColumns.StageRef;
import org.salespipeline.forecast.view.DealColumns.Standing;

/** Prints a view for people: one line per stage with the number of its deals and their amounts. */
final class ViewText {

    private final DealColumns deals;
    private final int[] counts;
    private final int[] unknown;
    private final ExactSum[][] amounts;

    private ViewText(DealColumns deals) {
        this.deals = deals;
        int stages = deals.stages().size();
        counts = new int[stages];
        unknown = new int[stages];
        amounts = new ExactSum[stages][deals.currencies().size()];
        for (int row = 0; row < deals.size(); row++) {
            add(row);
        }
    }

    private void add(int row) {
        int stage = deals.stage(row);
        counts[stage]++;
        if (!deals.hasAmount(row)) {
            unknown[stage]++;
            return;
        }
        ExactSum[] sums = amounts[stage];
        int currency = deals.currency(row);
        if (sums[currency] == null) {
            sums[currency] = new ExactSum();
        }
        sums[currency].add(deals.amountMinor(row));
    }

    static String of(PipelineView view, long facts) {
        return new ViewText(view.deals()).print(view, facts);
    }

    private String print(PipelineView view, long facts) {
        StringBuilder text = new StringBuilder();
        text.append("pipeline as of ").append(view.asOf());
        text.append(" (")
                .append(view.asOfDate())
                .append(" in ")
                .append(zone(view.zone()))
                .append("): ");
        text.append(count(deals.size(), "deal"))
                .append(", ")
                .append(count(facts, "fact"))
                .append('\n');
        List<String> names = deals.stages().stream().map(ViewText::name).toList();
        int width = names.stream().mapToInt(String::length).max().orElse(0);
        String process = "";
        for (int stage = 0; stage < counts.length; stage++) {
            StageRef ref = deals.stages().get(stage);
            if (ref.standing() == Standing.CURRENT
                    && !ref.process().id().value().equals(process)) {
                process = ref.process().id().value();
                text.append("process ").append(process).append('\n');
            }
            text.append("  ").append(Strings.padEnd(names.get(stage), width, ' '));
            text.append(Strings.padStart(number(counts[stage]), 12, ' ')).append("  ");
            text.append(amountText(stage)).append('\n');
        }
        return text.append("fingerprint ").append(view.fingerprint()).toString();
    }

    /** Names the process where the line does not stand under it. */
    private static String name(StageRef ref) {
        String stage = ref.stage().id().value();
        return switch (ref.standing()) {
            case CURRENT -> stage;
            case MERGED -> stage + " of " + ref.process().id() + ", merged";
            case DELETED -> stage + " of " + ref.process().id() + ", deleted";
            case RECYCLED -> stage + " of " + ref.process().id() + ", recycled";
        };
    }

    private String amountText(int stage) {
        List<String> parts = IntStream.range(0, deals.currencies().size())
                .filter(currency -> amounts[stage][currency] != null)
                .mapToObj(currency -> money(deals.currencies().get(currency), amounts[stage][currency]))
                .collect(Collectors.toCollection(ArrayList::new));
        if (unknown[stage] > 0) {
            parts.add(number(unknown[stage]) + " without amount");
        }
        return parts.isEmpty() ? "-" : String.join(" + ", parts);
    }

    private static String money(CurrencyUnit currency, ExactSum sum) {
        BigInteger minor = sum.result().toBigIntegerExact();
        int decimals = currency.getDecimalPlaces();
        return currency.getCode() + " "
                + String.format(Locale.ROOT, "%,." + decimals + "f", new BigDecimal(minor, decimals));
    }

    private static String zone(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    /** {@code 1 deal}, {@code 1,000 deals}. */
    static String count(long number, String noun) {
        return number(number) + " " + noun + (number == 1 ? "" : "s");
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
