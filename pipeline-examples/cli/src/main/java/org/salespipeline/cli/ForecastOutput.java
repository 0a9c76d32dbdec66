package org.salespipeline.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.salespipeline.forecast.Forecast;
import org.salespipeline.forecast.ForecastLine;
import org.salespipeline.forecast.RevenueEstimate.Distribution;

/** Writes forecasts. Names and order of columns are promised; new ones come last. */
final class ForecastOutput {

    private ForecastOutput() {}

    static String text(Imported imported, List<Forecast> forecasts, QuotaQuestion asked) {
        StringBuilder text = new StringBuilder();
        forecasts.forEach(forecast -> text.append(forecast.toString().stripTrailing())
                .append("\n\n")
                .append(RevenueOutput.text(forecast, asked)));
        return text.append(imported.text()).toString();
    }

    static String csv(List<Forecast> forecasts, QuotaQuestion asked) {
        List<Object> columns = new ArrayList<>(Arrays.asList(
                "as_of",
                "period_start",
                "period_end",
                "segment",
                "currency",
                "strategy",
                "closed",
                "expected",
                "overdue",
                "unscheduled"));
        if (asked.isKnown()) {
            columns.addAll(RevenueOutput.columns());
        }
        Csv csv = new Csv().row(columns.toArray());
        for (Forecast forecast : forecasts) {
            for (ForecastLine line : forecast.lines()) {
                csv.row(cells(forecast, line, asked).toArray());
            }
        }
        return csv.toString();
    }

    /** The quota is one of whole periods: with several segments no line has it. */
    private static List<Object> cells(Forecast forecast, ForecastLine line, QuotaQuestion asked) {
        List<Object> cells = new ArrayList<>(List.of(
                forecast.asOfDate(),
                line.period().start(),
                line.period().lastDay(),
                line.segment(),
                forecast.currency(),
                forecast.strategy(),
                plain(line.closed()),
                line.hasExpected() ? plain(line.expected()) : "",
                plain(line.overdue()),
                plain(line.unscheduled())));
        if (!asked.isKnown()) {
            return cells;
        }
        Optional<Distribution> law =
                forecast.revenue(line).filter(Distribution.class::isInstance).map(Distribution.class::cast);
        boolean isWhole = forecast.request().dimension().isEmpty();
        cells.addAll(RevenueOutput.cells(law, isWhole ? asked.in(forecast) : Optional.empty()));
        return cells;
    }

    static String json(Imported imported, List<Forecast> forecasts, QuotaQuestion asked) {
        Json json = new Json().beginObject();
        imported.appendTo(json);
        json.name("forecasts").beginArray();
        for (Forecast forecast : forecasts) {
            begin(json, forecast);
            json.name("lines").beginArray();
            for (ForecastLine line : forecast.lines()) {
                append(json, line);
            }
            json.endArray();
            RevenueOutput.appendTo(json, forecast, asked);
            json.strings("assumptions", forecast.assumptions())
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
