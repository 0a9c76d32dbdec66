package org.salespipeline.cli;

import java.util.List;
import java.util.Locale;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.forecast.Forecast;
import org.salespipeline.forecast.WhatMatters;

/** Tells which deals matter for the chance of the quota, in the order in which they do. */
final class MattersOutput {

    private static final int MOST_IN_TEXT = 10;

    private MattersOutput() {}

    static void appendTo(StringBuilder text, FiscalPeriod period, WhatMatters matters) {
        text.append(String.format(
                Locale.ROOT,
                "%nwhat matters in %s for %s, chance %s%n".replace("%n", "\n"),
                period,
                Table.amount(matters.quota()),
                percent(matters.chance().value())));
        Table table = new Table(1).row("deal", "amount", "chance", "if won", "if not", "effect");
        for (WhatMatters.Deal deal : shown(matters)) {
            table.row(
                    deal.opportunity().value(),
                    Table.amount(deal.amount()),
                    percent(deal.winChance().value()),
                    percent(deal.ifWon().value()),
                    percent(deal.ifNotWon().value()),
                    percent(deal.effect()));
        }
        text.append(table);
    }

    private static List<WhatMatters.Deal> shown(WhatMatters matters) {
        return matters.deals().subList(0, Math.min(MOST_IN_TEXT, matters.deals().size()));
    }

    private static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * fraction);
    }

    static String csv(List<Forecast> forecasts, QuotaQuestion asked) {
        Csv csv = new Csv()
                .row(
                        "as_of",
                        "period_start",
                        "period_end",
                        "currency",
                        "strategy",
                        "quota",
                        "chance_of_quota",
                        "rank",
                        "deal_id",
                        "amount",
                        "chance",
                        "chance_of_quota_if_won",
                        "chance_of_quota_if_not",
                        "effect");
        for (Forecast forecast : forecasts) {
            for (FiscalPeriod period : forecast.request().periods()) {
                asked.whatMatters(forecast, period).ifPresent(matters -> append(csv, forecast, period, matters));
            }
        }
        return csv.toString();
    }

    private static void append(Csv csv, Forecast forecast, FiscalPeriod period, WhatMatters matters) {
        int rank = 1;
        for (WhatMatters.Deal deal : matters.deals()) {
            csv.row(
                    forecast.asOfDate(),
                    period.start(),
                    period.lastDay(),
                    forecast.currency(),
                    forecast.strategy(),
                    ForecastOutput.plain(matters.quota()),
                    RevenueOutput.chance(matters.chance().value()),
                    rank++,
                    deal.opportunity(),
                    ForecastOutput.plain(deal.amount()),
                    RevenueOutput.chance(deal.winChance().value()),
                    RevenueOutput.chance(deal.ifWon().value()),
                    RevenueOutput.chance(deal.ifNotWon().value()),
                    RevenueOutput.chance(deal.effect()));
        }
    }

    static void appendTo(Json json, WhatMatters matters) {
        json.name("what_matters").beginArray();
        for (WhatMatters.Deal deal : matters.deals()) {
            json.beginObject()
                    .field("deal_id", deal.opportunity().value())
                    .field("amount", deal.amount().getAmount())
                    .field("chance", RevenueOutput.chance(deal.winChance().value()))
                    .field(
                            "chance_of_quota_if_won",
                            RevenueOutput.chance(deal.ifWon().value()))
                    .field(
                            "chance_of_quota_if_not",
                            RevenueOutput.chance(deal.ifNotWon().value()))
                    .field("effect", RevenueOutput.chance(deal.effect()))
                    .endObject();
        }
        json.endArray();
    }
}
