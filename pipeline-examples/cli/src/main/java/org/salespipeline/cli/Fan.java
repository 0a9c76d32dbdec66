package org.salespipeline.cli;

import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.forecast.RevenueEstimate.Distribution;

/** Draws how far revenue may spread, one line a period, all on one scale. */
final class Fan {

    private static final int WIDTH = 60;

    private static final double LOWEST = .02;
    private static final double HIGHEST = .98;

    private final double from;
    private final double perCell;

    private Fan(double from, double to) {
        this.from = from;
        this.perCell = to > from ? (to - from) / (WIDTH - 1) : 1;
    }

    /** Characters of ASCII only, so that it reads the same on every terminal. */
    static String of(Map<FiscalPeriod, Distribution> laws, Optional<Money> quota) {
        double from = Double.POSITIVE_INFINITY;
        double to = Double.NEGATIVE_INFINITY;
        for (Distribution law : laws.values()) {
            from = Math.min(from, major(law.quantile(LOWEST)));
            to = Math.max(to, major(law.quantile(HIGHEST)));
        }
        Fan fan = new Fan(from, to);
        StringBuilder text = new StringBuilder();
        laws.forEach((period, law) ->
                text.append(period).append("  ").append(fan.line(law, quota)).append('\n'));
        return text.append("96 periods of 100 end within the dots, 80 within -, 50 within =, as many above | as below")
                .append(quota.isPresent() ? "; Q is the quota\n" : "\n")
                .toString();
    }

    private String line(Distribution law, Optional<Money> quota) {
        char[] line = " ".repeat(WIDTH).toCharArray();
        fill(line, law, LOWEST, '.');
        fill(line, law, .1, '-');
        fill(line, law, .25, '=');
        line[cell(major(law.quantile(.5)))] = '|';
        quota.map(Fan::major)
                .filter(at -> at >= from && at <= from + perCell * (WIDTH - 1))
                .ifPresent(at -> line[cell(at)] = 'Q');
        return new String(line).stripTrailing();
    }

    private void fill(char[] line, Distribution law, double level, char with) {
        int last = cell(major(law.quantile(1 - level)));
        for (int i = cell(major(law.quantile(level))); i <= last; i++) {
            line[i] = with;
        }
    }

    private int cell(double amount) {
        return (int) Math.max(0, Math.min(WIDTH - 1, Math.round((amount - from) / perCell)));
    }

    private static double major(Money amount) {
        return amount.getAmount().doubleValue();
    }
}
