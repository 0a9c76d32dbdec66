package org.salespipeline.cli;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.salespipeline.forecast.Forecast;
import org.salespipeline.forecast.ForecastLine;

/** Writes forecasts. Names and order of columns are promised; new ones come last. */
final class ForecastOutput {

    private ForecastOutput() {}

    static String text(Imported imported, List<Forecast> forecasts, Optional<BigDecimal> quota) {
        StringBuilder text = new StringBuilder();
        forecasts.forEach(forecast -> text.append(forecast.toString().stripTrailing())
                .append("\n\n")
                .append(RevenueOutput.text(forecast, quota)));
        return text.append(imported.text()).toString();
    }

    static String csv(List<Forecast> forecasts) {
        Csv csv = new Csv()
                .row(
                        "as_of",
                        "period_start",
                        "period_end",
                        "segment",
                        "currency",
                        "strategy",
                        "closed",
                        "expected",
                        "overdue",
                        "unscheduled");
        for (Forecast forecast : forecasts) {
            for (ForecastLine line : forecast.lines()) {
                csv.row(
                        forecast.asOfDate(),
                        line.period().start(),
                        line.period().lastDay(),
                        line.segment(),
                        forecast.currency(),
                        forecast.strategy(),
                        plain(line.closed()),
                        line.hasExpected() ? plain(line.expected()) : "",
                        plain(line.overdue()),
                        plain(line.unscheduled()));
            }
        }
        return csv.toString();
    }

    static String json(Imported imported, List<Forecast> forecasts) {
        Json json = new Json().beginObject();
        imported.appendTo(json);
        json.name("forecasts").beginArray();
        for (Forecast forecast : forecasts) {
            begin(json, forecast);
            json.name("lines").beginArray();
            for (ForecastLine line : forecast.lines()) {
                append(json, line);
            }
            json.endArray()
                    .strings("assumptions", forecast.assumptions())
                    .strings("missing", forecast.missing())
                    .field("fingerprint", forecast.fingerprint().toString())
                    .endObject();
        }
        return json.endArray().endObject().toString();
    }

    private static void append(Json json, ForecastLine line) {
        json.beginObject()
                .field("period", line.period().toString())
                .field("period_start", line.period().start().toString())
                .field("period_end", line.period().lastDay().toString())
                .field("segment", line.segment())
                .field("closed", line.closed().getAmount())
                .field("open", line.open().getAmount())
                .name("expected");
        if (line.hasExpected()) {
            json.value(line.expected().getAmount());
        } else {
            json.nullValue();
        }
        json.field("overdue", line.overdue().getAmount())
                .field("unscheduled", line.unscheduled().getAmount())
                .endObject();
    }

    /** What every forecast begins with, whatever follows. */
    static void begin(Json json, Forecast forecast) {
        json.beginObject()
                .field("as_of", forecast.asOfDate().toString())
                .field("currency", forecast.currency().getCode())
                .field("strategy", forecast.strategy());
    }

    /** Major units with all decimals of the currency. */
    static String plain(Money money) {
        return money.getAmount().toPlainString();
    }
}
