package org.salespipeline.forecast.measure;

import com.google.common.base.Strings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.joda.money.Money;
import org.salespipeline.forecast.measure.CategoryRollUp.Columns;
import org.salespipeline.forecast.measure.CategoryRollUp.Line;
import org.salespipeline.forecast.measure.CategoryRollUp.Place;
import org.salespipeline.stage.ForecastCategory;

/** A roll-up as two tables; lines after the periods only where there is something in them. */
final class CategoryPrint {

    private static final int SHOWN_FINDINGS = 10;

    private final CategoryRollUp rollUp;
    private final StringBuilder text = new StringBuilder();

    private CategoryPrint(CategoryRollUp rollUp) {
        this.rollUp = rollUp;
    }

    static String of(CategoryRollUp rollUp) {
        CategoryPrint print = new CategoryPrint(rollUp);
        print.text
                .append("categories as of ")
                .append(rollUp.asOfDate())
                .append(", amounts in ")
                .append(rollUp.currency())
                .append("\n\nSingle\n");
        print.appendTable(
                List.of("closed", "commit", "most likely", "best case", "pipeline", "omitted"),
                columns -> List.copyOf(columns.singles().values()));
        print.text.append("\nCumulative; open pipeline leaves out what is closed\n");
        print.appendTable(
                List.of("closed", "commit forecast", "most likely forecast", "best case forecast", "open pipeline"),
                columns -> List.of(
                        columns.single(ForecastCategory.CLOSED),
                        columns.commitForecast(),
                        columns.mostLikelyForecast(),
                        columns.bestCaseForecast(),
                        columns.openPipeline()));
        print.appendFindings();
        return print.text.toString();
    }

    private void appendTable(List<String> titles, Function<Columns, List<Money>> amounts) {
        List<List<String>> rows = new ArrayList<>();
        boolean split = rollUp.question().dimension().isPresent();
        rows.add(row("", rollUp.question().dimension().orElse(""), titles));
        String before = "";
        for (Line line : rollUp.lines()) {
            if (line.place() == Place.PERIOD
                    || line.columns().singles().values().stream().anyMatch(amount -> !amount.isZero())) {
                String place = line.period()
                        .map(Object::toString)
                        .orElseGet(() -> line.place().name().toLowerCase(Locale.ROOT));
                rows.add(row(
                        place.equals(before) ? "" : place,
                        split ? line.segment() : "",
                        texts(amounts, line.columns())));
                before = place;
            }
        }
        rows.add(row("total", "", texts(amounts, rollUp.total())));
        appendAligned(rows);
    }

    private static List<String> texts(Function<Columns, List<Money>> amounts, Columns columns) {
        return amounts.apply(columns).stream().map(CategoryPrint::amount).toList();
    }

    private static List<String> row(String place, String segment, List<String> cells) {
        List<String> row = new ArrayList<>(List.of(place, segment));
        row.addAll(cells);
        return row;
    }

    private void appendAligned(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(Strings.padEnd(row.get(0), widths[0], ' '));
            if (widths[1] > 0) {
                line.append("  ").append(Strings.padEnd(row.get(1), widths[1], ' '));
            }
            for (int i = 2; i < widths.length; i++) {
                line.append("  ").append(Strings.padStart(row.get(i), widths[i], ' '));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
    }

    private void appendFindings() {
        appendList(
                "Called otherwise than the stage says",
                rollUp.disagreements(),
                found -> found.opportunity() + " in "
                        + found.stage() + ": called " + name(found.called()) + ", by stage " + name(found.byStage())
                        + ", counts as " + name(found.counted())
                        + (found.isCalledInStage() ? "" : "; called before it came there"));
        appendList(
                "Negative amounts",
                rollUp.negatives(),
                found -> found.opportunity() + ": " + amount(found.amount()) + " in " + name(found.category()));
        long broken = rollUp.lines().stream()
                .filter(line -> !line.columns().isChain())
                .count();
        if (broken > 0) {
            text.append("  with them the cumulative columns do not grow in ")
                    .append(broken)
                    .append(broken == 1 ? " line\n" : " lines\n");
        }
        appendList("Missing", rollUp.missing(), sentence -> sentence);
    }

    private <T> void appendList(String title, List<T> findings, Function<T, String> sentence) {
        if (findings.isEmpty()) {
            return;
        }
        text.append('\n').append(title).append('\n');
        findings.stream()
                .limit(SHOWN_FINDINGS)
                .forEach(
                        found -> text.append("  ").append(sentence.apply(found)).append('\n'));
        if (findings.size() > SHOWN_FINDINGS) {
            text.append("  and ").append(findings.size() - SHOWN_FINDINGS).append(" more\n");
        }
    }

    private static String name(ForecastCategory category) {
        return category.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String amount(Money amount) {
        return String.format(Locale.ROOT, "%,." + amount.getScale() + "f", amount.getAmount());
    }
}
