package org.salespipeline.imports;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.joda.money.Money;

/** Reads the amounts of a deal exactly, in the currency of its row. */
final class AmountReader {

    /** So many decimals are taken for well formed while the currency is not known. */
    private static final int GENEROUS_SCALE = 6;

    private static final String NO_NUMBER =
            "correct it, or map a text that stands for nothing with blank: in the mapping";

    private final MappingPlan plan;
    private final DealReader.Fields fields;
    private final Reading currency;
    private final Optional<Cell> amount;
    private final Optional<Cell> wonAmount;
    private final Optional<Cell> instead;
    private final Map<String, CurrencyUnit> currencies = new HashMap<>();
    private final Slice slice = new Slice();

    private final Tally.Note takenInstead;
    private final Tally.Note unknown;
    private final Tally.Note unknownAtClose;
    private final Tally.Note keptAtClose;
    private final Tally.Note notUsed;
    private final Tally.Note rounded;

    AmountReader(MappingPlan plan, DealReader.Fields fields, Tally tally) {
        this.plan = plan;
        this.fields = fields;
        this.currency = fields.bind(plan.currency());
        this.amount = cell(Field.AMOUNT, fields);
        this.wonAmount = cell(Field.WON_AMOUNT, fields);
        this.instead = plan.rules().amount().map(source -> new Cell(fields.bind(source), style(source)));
        takenInstead = tally.note(
                "amount before any close taken from " + instead.map(Cell::label).orElse(""));
        unknown = tally.note("amount unknown");
        String won = wonAmount.map(Cell::label).orElse("");
        unknownAtClose = tally.note("won for an unknown amount, since " + won + " is blank");
        keptAtClose = tally.note("won for the amount before the close, since " + won + " is blank");
        rounded = tally.note("amount rounded to the decimals of its currency");
        notUsed = tally.note(won + " not used, since the deal is not won");
    }

    /** A source of amounts with the way in which they are written. */
    static final class Cell {

        private final Reading reading;
        private final NumberStyle style;
        private final NumberStyle.Reader numbers;

        private Cell(Reading reading, NumberStyle style) {
            this.reading = reading;
            this.style = style;
            this.numbers = new NumberStyle.Reader(style);
        }

        String label() {
            return reading.label();
        }
    }

    private Optional<Cell> cell(Field field, DealReader.Fields fields) {
        Source source = plan.fields().get(field);
        return source == null ? Optional.empty() : fields.find(field).map(reading -> new Cell(reading, style(source)));
    }

    /** A further source of amounts. */
    Cell cell(Source source) {
        return new Cell(fields.bind(source), style(source));
    }

    Optional<Money> read(Cell cell, Row row, RowCheck check) {
        return amount(Optional.of(cell), row, currency(row, check), check);
    }

    private NumberStyle style(Source source) {
        return source.style().numbers().orElse(plan.numbers());
    }

    void read(Row row, DealDraft deal, RowCheck check) {
        Optional<CurrencyUnit> unit = currency(row, check);
        Optional<Money> stated = amount(amount, row, unit, check);
        Optional<Money> won = amount(wonAmount, row, unit, check);
        deal.amount = stated.isPresent() ? stated : instead(row, unit, check);
        deal.amountAtClose = Optional.empty();
        if (wonAmount.isEmpty() || deal.stage.isEmpty()) {
            return;
        }
        if (!deal.stage.get().kind().isWon()) {
            won.ifPresent(ignored -> check.note(notUsed));
        } else if (won.isPresent()) {
            deal.amountAtClose = Optional.of(won);
        } else if (stated.isPresent()) {
            check.note(keptAtClose);
        } else {
            // a list price is no revenue
            deal.amountAtClose = Optional.of(Optional.empty());
            check.note(unknownAtClose);
        }
    }

    /** The amount that the row states, without what the mapping says about missing ones. */
    Optional<Money> stated(Row row, RowCheck check) {
        return amount.isEmpty() ? Optional.empty() : amount(amount, row, currency(row, check), check);
    }

    private Optional<Money> instead(Row row, Optional<CurrencyUnit> unit, RowCheck check) {
        Optional<Money> taken = instead.isEmpty() ? Optional.empty() : amount(instead, row, unit, check);
        check.note(taken.isPresent() ? takenInstead : unknown);
        return taken;
    }

    private Optional<CurrencyUnit> currency(Row row, RowCheck check) {
        Optional<String> code = currency.text(row, slice, check);
        if (code.isEmpty()) {
            return Optional.empty();
        }
        CurrencyUnit known = currencies.get(code.get());
        if (known != null) {
            return Optional.of(known);
        }
        try {
            CurrencyUnit unit = CurrencyUnit.of(code.get());
            currencies.put(code.get(), unit);
            return Optional.of(unit);
        } catch (IllegalCurrencyException e) {
            check.problem(
                    currency.label(),
                    code.get(),
                    "must be an ISO 4217 currency code",
                    "such as EUR; other spellings can be mapped with spellings:");
            return Optional.empty();
        }
    }

    private Optional<Money> amount(Optional<Cell> cell, Row row, Optional<CurrencyUnit> unit, RowCheck check) {
        if (cell.isEmpty()) {
            return Optional.empty();
        }
        NumberStyle style = cell.get().style;
        NumberStyle.Reader numbers = cell.get().numbers;
        cell.get().reading.read(row, slice, check);
        if (slice.isEmpty()) {
            return Optional.empty();
        }
        int scale = unit.map(CurrencyUnit::getDecimalPlaces).orElse(GENEROUS_SCALE);
        NumberStyle.Fault fault = numbers.read(slice, scale);
        String label = cell.get().label();
        switch (fault) {
            case NONE -> {
                if (numbers.isRounded()) {
                    check.note(rounded);
                }
                return money(numbers, unit, label, check);
            }
            case NOT_A_NUMBER ->
                check.problem(
                        label,
                        slice.toString(),
                        style.rule(),
                        style.cureFor(slice.toString()).orElse(NO_NUMBER));
            case TOO_MANY_DECIMALS ->
                check.problem(
                        label,
                        slice.toString(),
                        "must have at most " + (scale + style.zeros()) + " decimals"
                                + unit.map(code -> " in " + code).orElse(""),
                        style.cureFor(slice.toString())
                                .orElse("nothing is rounded unless numbers: says round: half_even"));
            case TOO_LARGE ->
                check.problem(
                        label,
                        slice.toString(),
                        "must be below 9.2e18 in the smallest unit of its currency",
                        "correct the amount, or the currency");
        }
        return Optional.empty();
    }

    private Optional<Money> money(
            NumberStyle.Reader numbers, Optional<CurrencyUnit> unit, String label, RowCheck check) {
        if (unit.isEmpty()) {
            if (check.isSound()) {
                check.missing(currency.label(), label + " has an amount, which needs a currency");
            }
            return Optional.empty();
        }
        return Optional.of(Money.ofMinor(unit.get(), numbers.minor()));
    }
}
