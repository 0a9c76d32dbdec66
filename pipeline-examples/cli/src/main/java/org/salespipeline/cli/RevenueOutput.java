package org.salespipeline.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.forecast.Forecast;
import org.salespipeline.forecast.RevenueEstimate.Distribution;

/** Tells how likely which revenue is, closed amounts included. */
final class RevenueOutput {

    /** In percent, which are the names of columns. */
    private static final int[] LEVELS = {10, 25, 50, 75, 90};

    private static final int DECIMALS = 6;

    private RevenueOutput() {}

    /** A chance to six decimals. */
    static BigDecimal chance(double value) {
        return BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_EVEN);
    }

    /** A row for each period that has a distribution, whatever the segments; empty when none has. */
    static String text(Forecast forecast, QuotaQuestion asked) {
        Map<FiscalPeriod, Distribution> laws = new LinkedHashMap<>();
        forecast.request()
                .periods()
                .forEach(
                        period -> QuotaQuestion.distribution(forecast, period).ifPresent(law -> laws.put(period, law)));
        if (laws.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%-10s%16s", "revenue", "mean"));
        for (int level : LEVELS) {
            text.append(String.format(Locale.ROOT, "%16s", level + " %"));
        }
        Optional<Money> quota = asked.in(forecast);
        quota.ifPresent(
                amount -> text.append(String.format(Locale.ROOT, "   chance of %s or more", Table.amount(amount))));
        text.append('\n');
        laws.forEach((period, law) -> append(text, period, law, quota));
        text.append('\n').append(Fan.of(laws, quota));
        laws.keySet()
                .forEach(period -> asked.whatMatters(forecast, period)
                        .ifPresent(matters -> MattersOutput.appendTo(text, period, matters)));
        return text.append('\n').toString();
    }

    private static void append(StringBuilder rows, FiscalPeriod period, Distribution law, Optional<Money> quota) {
        rows.append(String.format(Locale.ROOT, "%-10s%16s", period, Table.amount(law.mean())));
        for (int level : LEVELS) {
            rows.append(String.format(Locale.ROOT, "%16s", Table.amount(law.quantile(level / 100.0))));
        }
        quota.ifPresent(amount -> rows.append(String.format(
                Locale.ROOT, "   %.0f %%", 100 * law.chanceOfAtLeast(amount).value())));
        rows.append('\n');
    }

    /** The columns of {@link #cells}. */
    static List<String> columns() {
        List<String> columns = new ArrayList<>(List.of("mean"));
        for (int level : LEVELS) {
            columns.add("q" + level);
        }
        columns.add("quota");
        columns.add("chance_of_quota");
        return columns;
    }

    /**
     * Mean, quantiles, quota and its chance.
     *
     * @param law empty leaves all fields empty
     * @param quota of what the law is of, or empty
     */
    static List<Object> cells(Optional<Distribution> law, Optional<Money> quota) {
        List<Object> cells = new ArrayList<>();
        cells.add(law.map(of -> ForecastOutput.plain(of.mean())).orElse(""));
        for (int level : LEVELS) {
            cells.add(law.map(of -> ForecastOutput.plain(of.quantile(level / 100.0)))
                    .orElse(""));
        }
        Optional<Money> meant = law.isPresent() ? quota : Optional.empty();
        cells.add(meant.map(ForecastOutput::plain).orElse(""));
        cells.add(meant.flatMap(amount ->
                        law.map(of -> chance(of.chanceOfAtLeast(amount).value()).toPlainString()))
                .orElse(""));
        return cells;
    }

    /** What each period that has a distribution may come to. */
    static void appendTo(Json json, Forecast forecast, QuotaQuestion asked) {
        json.name("revenue").beginArray();
        for (FiscalPeriod period : forecast.request().periods()) {
            QuotaQuestion.distribution(forecast, period).ifPresent(law -> {
                json.beginObject()
                        .field("period", period.toString())
                        .field("mean", law.mean().getAmount());
                for (int level : LEVELS) {
                    json.field("q" + level, law.quantile(level / 100.0).getAmount());
                }
                asked.in(forecast)
                        .ifPresent(quota -> json.field("quota", quota.getAmount())
                                .field(
                                        "chance_of_quota",
                                        chance(law.chanceOfAtLeast(quota).value()))
                                .field(
                                        "expected_shortfall",
                                        law.expectedShortfall(quota).getAmount()));
                asked.whatMatters(forecast, period).ifPresent(matters -> MattersOutput.appendTo(json, matters));
                json.endObject();
            });
        }
        json.endArray();
    }
}
