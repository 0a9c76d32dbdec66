package org.salespipeline.forecast.backtest;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.salespipeline.forecast.backtest.DealPrediction.Outcome;
import org.salespipeline.opportunity.OpportunityId;

/**
 * Predictions as CSV (RFC 4180, UTF-8, LF), to be kept until what they are about is known.
 *
 * <p>{@link #DEALS_HEADER} for deals: one row per open deal, origin, horizon and strategy. {@code outcome} is {@code won},
 * {@code lost} or {@code open} at the end of the horizon, empty where that is not known yet; {@code outcome_date} and {@code
 * amount} are empty where there is none. {@link #TOTALS_HEADER} for totals: {@code period_end} is the last day; quantiles are
 * empty where the strategy says no law, {@code mean} where it could not say, {@code actual} where it is not known yet. Dates are
 * as 2026-09-30, chances and amounts decimal with a point; a chance is read back as the very same number.
 */
public final class PredictionFiles {

    /** The columns of predictions of deals. */
    public static final String DEALS_HEADER =
            "as_of,deal_id,strategy,horizon_days,p_win,p_lose,p_open,outcome,outcome_date,amount";

    /** The columns of predictions of totals. */
    public static final String TOTALS_HEADER =
            "as_of,period_start,period_end,strategy,mean,q05,q10,q25,q50,q75,q90,q95,actual";

    private static final int DEAL_CELLS = 10;
    private static final int TOTAL_CELLS = 13;

    /** Any decimal of so many digits survives being a double. */
    private static final int ALWAYS_KEPT = 15;

    /** Any double survives being a decimal of so many digits. */
    private static final int ALWAYS_ENOUGH = 17;

    private PredictionFiles() {}

    /** A line of the file of deals, without the line end. */
    public static String line(DealPrediction prediction) {
        DealPrediction.Said said = prediction.said();
        return String.join(
                ",",
                said.asOf().toString(),
                quoted(said.deal().value()),
                quoted(said.strategy()),
                Integer.toString(said.horizonDays()),
                decimal(prediction.win()),
                decimal(prediction.lose()),
                decimal(prediction.open()),
                prediction
                        .outcome()
                        .map(one -> one.name().toLowerCase(Locale.ROOT))
                        .orElse(""),
                prediction.outcomeDate().map(LocalDate::toString).orElse(""),
                prediction.amount().map(BigDecimal::toPlainString).orElse(""));
    }

    /** A line of the file of totals, without the line end. */
    public static String line(TotalPrediction prediction) {
        TotalPrediction.Said said = prediction.said();
        List<String> cells = new ArrayList<>(List.of(
                said.asOf().toString(),
                said.periodStart().toString(),
                said.periodEnd().toString(),
                quoted(said.strategy()),
                text(prediction.mean())));
        for (int i = 0; i < TotalPrediction.LEVELS.size(); i++) {
            cells.add(
                    prediction.quantiles().isEmpty()
                            ? ""
                            : text(OptionalDouble.of(prediction.quantiles().get(i))));
        }
        cells.add(text(prediction.actual()));
        return String.join(",", cells);
    }

    private static String text(OptionalDouble amount) {
        return amount.isPresent() ? decimal(amount.getAsDouble()) : "";
    }

    /** The fewest digits that are read back as the same number; those of {@link Double#toString} depend on the JDK. */
    private static String decimal(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = ALWAYS_KEPT; digits < ALWAYS_ENOUGH; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == value) {
                return plain(rounded);
            }
        }
        return plain(exact.round(new MathContext(ALWAYS_ENOUGH, RoundingMode.HALF_EVEN)));
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0.0" : withPoint(value.stripTrailingZeros());
    }

    private static String withPoint(BigDecimal value) {
        return value.setScale(Math.max(1, value.scale()), RoundingMode.UNNECESSARY)
                .toPlainString();
    }

    private static String quoted(String value) {
        boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                && value.strip().length() == value.length();
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }

    /**
     * Reads predictions of deals.
     *
     * @throws IllegalArgumentException if a line is not what {@link #line(DealPrediction)} writes; the message names it
     */
    public static void readDeals(BufferedReader file, Consumer<DealPrediction> to) throws IOException {
        read(file, DEALS_HEADER, DEAL_CELLS, cells -> to.accept(deal(cells)));
    }

    /**
     * Reads predictions of totals.
     *
     * @throws IllegalArgumentException if a line is not what {@link #line(TotalPrediction)} writes; the message names it
     */
    public static void readTotals(BufferedReader file, Consumer<TotalPrediction> to) throws IOException {
        read(file, TOTALS_HEADER, TOTAL_CELLS, cells -> to.accept(total(cells)));
    }

    private static DealPrediction deal(List<String> cells) {
        return new DealPrediction(
                new DealPrediction.Said(
                        LocalDate.parse(cells.get(0)),
                        OpportunityId.of(cells.get(1)),
                        cells.get(2),
                        Integer.parseInt(cells.get(3))),
                Double.parseDouble(cells.get(4)),
                Double.parseDouble(cells.get(5)),
                some(cells.get(7)).map(text -> Outcome.valueOf(text.toUpperCase(Locale.ROOT))),
                some(cells.get(8)).map(LocalDate::parse),
                some(cells.get(9)).map(BigDecimal::new));
    }

    private static TotalPrediction total(List<String> cells) {
        List<Double> quantiles = cells.subList(5, 12).stream()
                .flatMap(cell -> some(cell).stream())
                .map(Double::valueOf)
                .toList();
        return new TotalPrediction(
                new TotalPrediction.Said(
                        LocalDate.parse(cells.get(0)),
                        LocalDate.parse(cells.get(1)),
                        LocalDate.parse(cells.get(2)),
                        cells.get(3)),
                number(cells.get(4)),
                quantiles,
                number(cells.get(12)));
    }

    private static Optional<String> some(String cell) {
        return cell.isEmpty() ? Optional.empty() : Optional.of(cell);
    }

    private static OptionalDouble number(String cell) {
        return cell.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(cell));
    }

    private static void read(BufferedReader file, String header, int cells, Consumer<List<String>> to)
            throws IOException {
        String first = file.readLine();
        checkArgument(header.equals(first), "line 1: columns must be %s, was %s", header, first);
        int number = 1;
        for (Optional<String> row = row(file); row.isPresent(); row = row(file)) {
            number++;
            List<String> split = split(row.get());
            checkArgument(
                    split.size() == cells, "row %s: cells must be %s, was %s", number, (Object) cells, split.size());
            try {
                to.accept(split);
            } catch (IllegalArgumentException | DateTimeException wrong) {
                throw new IllegalArgumentException("row " + number + ": " + wrong.getMessage(), wrong);
            }
        }
    }

    /** A row, which spans several lines where a quoted cell holds a line end. */
    private static Optional<String> row(BufferedReader file) throws IOException {
        String line = file.readLine();
        if (line == null) {
            return Optional.empty();
        }
        StringBuilder row = new StringBuilder(line);
        while (row.chars().filter(c -> c == '"').count() % 2 == 1) {
            String more = file.readLine();
            checkArgument(more != null, "a quoted cell does not end: %s", row);
            row.append('\n').append(more);
        }
        return Optional.of(row.toString());
    }

    private static List<String> split(String row) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean inside = false;
        for (int i = 0; i < row.length(); i++) {
            char c = row.charAt(i);
            if (c == '"') {
                boolean doubled = inside && i + 1 < row.length() && row.charAt(i + 1) == '"';
                if (doubled) {
                    cell.append(c);
                    i++;
                } else {
                    inside = !inside;
                }
            } else if (c == ',' && !inside) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
