package org.salespipeline.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.joda.money.Money;

/** A table of text: the first columns to the left, the others, which are numbers, to the right. */
final class Table {

    private final int left;
    private final List<String[]> rows = new ArrayList<>();

    Table(int left) {
        this.left = left;
    }

    Table row(String... cells) {
        rows.add(cells);
        return this;
    }

    /** Major units with all decimals of the currency, in groups of three digits. */
    static String amount(Money money) {
        return String.format(Locale.ROOT, "%,." + money.getCurrencyUnit().getDecimalPlaces() + "f", money.getAmount());
    }

    @Override
    public String toString() {
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                String space = " ".repeat(widths[i] - row[i].length());
                line.append(i == 0 ? "" : "  ").append(i < left ? row[i] + space : space + row[i]);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
