package org.salespipeline.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Locale;
import java.util.OptionalDouble;
import org.salespipeline.forecast.backtest.Leaderboard;
import org.salespipeline.forecast.backtest.Leaderboard.DealRow;
import org.salespipeline.forecast.backtest.Leaderboard.TotalRow;
import org.salespipeline.forecast.backtest.Leaderboard.Versus;

/**
 * Writes a leaderboard for people and for programs. Names and order of columns are promised; new ones come last.
 *
 * @param imported what was read
 * @param lastDay up to which outcomes are known
 * @param board what came of it
 */
record BacktestOutput(Imported imported, LocalDate lastDay, Leaderboard board) {

    private static final int DECIMALS = 6;

    String text() {
        return board + "\nWhat came is what was known at the end of " + lastDay + "\n" + imported.text();
    }

    String csv() {
        Csv csv = new Csv()
                .row(
                        "about",
                        "days",
                        "strategy",
                        "origins",
                        "cases",
                        "unanswered",
                        "rate",
                        "brier",
                        "log_loss",
                        "bias",
                        "calibration_error",
                        "slope",
                        "wape",
                        "loss",
                        "coverage_80",
                        "rival",
                        "compared_origins",
                        "difference",
                        "low",
                        "high",
                        "p_value",
                        "verdict");
        for (DealRow row : board.deals()) {
            csv.row(with(
                    row.versus(),
                    "deals",
                    row.horizonDays(),
                    row.strategy(),
                    row.origins(),
                    row.cases(),
                    0,
                    number(row.rate()),
                    number(row.brier()),
                    number(row.logLoss()),
                    number(row.bias()),
                    number(row.calibrationError()),
                    number(row.slope()),
                    "",
                    "",
                    ""));
        }
        for (TotalRow row : board.totals()) {
            csv.row(with(
                    row.versus(),
                    "totals",
                    row.leadDays(),
                    row.strategy(),
                    row.origins(),
                    row.periods(),
                    row.unanswered(),
                    "",
                    "",
                    "",
                    number(row.bias()),
                    "",
                    "",
                    number(row.wape()),
                    number(row.loss()),
                    number(row.coverage())));
        }
        return csv.toString();
    }

    private static Object[] with(Versus versus, Object... cells) {
        Object[] end = {
            versus.rival(),
            versus.origins(),
            number(versus.difference()),
            number(finite(versus.interval().low())),
            number(finite(versus.interval().high())),
            number(versus.pValue()),
            verdict(versus)
        };
        Object[] all = new Object[cells.length + end.length];
        System.arraycopy(cells, 0, all, 0, cells.length);
        System.arraycopy(end, 0, all, cells.length, end.length);
        return all;
    }

    String json() {
        Json json = new Json().beginObject();
        imported.appendTo(json);
        json.field("last_day", lastDay.toString()).name("deals").beginArray();
        for (DealRow row : board.deals()) {
            json.beginObject()
                    .field("horizon_days", row.horizonDays())
                    .field("strategy", row.strategy())
                    .field("origins", row.origins())
                    .field("cases", row.cases())
                    .field("rate", decimal(row.rate()))
                    .field("brier", decimal(row.brier()))
                    .field("log_loss", decimal(row.logLoss()))
                    .field("bias", decimal(row.bias()))
                    .field("calibration_error", decimal(row.calibrationError()))
                    .field("slope", decimal(row.slope()));
            append(json, row.versus());
        }
        json.endArray().name("totals").beginArray();
        for (TotalRow row : board.totals()) {
            json.beginObject()
                    .field("lead_days", row.leadDays())
                    .field("strategy", row.strategy())
                    .field("origins", row.origins())
                    .field("periods", row.periods())
                    .field("unanswered", row.unanswered())
                    .field("wape", rounded(row.wape()))
                    .field("bias", rounded(row.bias()))
                    .field("loss", rounded(row.loss()))
                    .field("coverage_80", rounded(row.coverage()));
            append(json, row.versus());
        }
        return json.endArray().endObject().toString();
    }

    private static void append(Json json, Versus versus) {
        json.name("versus")
                .beginObject()
                .field("rival", versus.rival())
                .field("origins", versus.origins())
                .field("difference", decimal(versus.difference()))
                .field("low", rounded(finite(versus.interval().low())))
                .field("high", rounded(finite(versus.interval().high())))
                .field("p_value", rounded(versus.pValue()))
                .field("verdict", verdict(versus))
                .endObject()
                .endObject();
    }

    private static String verdict(Versus versus) {
        return versus.verdict().name().toLowerCase(Locale.ROOT);
    }

    private static OptionalDouble finite(double value) {
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    private static OptionalDouble rounded(OptionalDouble value) {
        return value.isPresent()
                ? OptionalDouble.of(decimal(value.getAsDouble()).doubleValue())
                : value;
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : "";
    }

    private static String number(double value) {
        return decimal(value).toPlainString();
    }

    private static BigDecimal decimal(double value) {
        return BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_EVEN);
    }
}
