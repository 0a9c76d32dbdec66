package org.salespipeline.forecast.view;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.salespipeline.forecast.view.Facts.Field;
import org.salespipeline.opportunity.BusinessKind;
import org.salespipeline.opportunity.Evidence;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.partner.PartnerRole;
import org.salespipeline.stage.ForecastCategory;
import org.salespipeline.stage.SalesProcess;

/** Puts one deal together again from the columns. */
final class DealReader {

    private final Known known;
    private final StageCodes stages;

    DealReader(Known known) {
        this.known = known;
        stages = known.facts().stages();
    }

    Opportunity read(int deal) {
        RowsAsOf created = known.rows(Field.CREATED);
        int creation = known.creation(deal);
        int first = created.facts().labels(0).code(creation) - 1;
        StageRegister register = new StageRegister(known);
        register.read(register.runs().ofDeal(deal));
        int place = register.hasStage() ? register.stage() : first;
        SalesProcess process = stages.processes().get(stages.processOf(place));
        Instant createdAt = created.facts().valid().at(creation);
        Opportunity.Builder parts = Opportunity.open(known.facts().ids().get(deal), process, createdAt);
        parts.stage(stages.stage(place).id());
        text(created, 1, creation, parts::name);
        text(created, 2, creation, parts::account);
        text(created, 3, creation, parts::source);
        text(created, 4, creation, kind -> parts.businessKind(BusinessKind.valueOf(kind)));
        readStage(register, createdAt, parts);
        readFields(deal, parts);
        readParts(deal, parts);
        return parts.build();
    }

    private static void readStage(StageRegister register, Instant createdAt, Opportunity.Builder parts) {
        if (register.entry() >= 0) {
            Instant enteredAt = register.valid().at(register.entry());
            parts.stageEnteredAt(enteredAt.isBefore(createdAt) ? createdAt : enteredAt);
        }
        if (register.closedOn() != Numbers.ABSENT) {
            parts.actualClose(LocalDate.ofEpochDay(register.closedOn()));
        }
        if (register.loss() >= 0) {
            text(register.lossReasons().get(register.loss()), parts::lossReason);
            text(register.competitors().get(register.loss()), parts::competitor);
        }
        if (register.isMerged()) {
            parts.mergedInto(requireNonNull(register.survivor()));
        }
        if (register.isDeleted()) {
            parts.deleted();
        }
        if (register.isRecycled()) {
            parts.recycled();
        }
    }

    private void readFields(int deal, Opportunity.Builder parts) {
        RowsAsOf amounts = known.rows(Field.AMOUNT);
        int amount = amounts.lastOfDeal(deal);
        text(
                amounts,
                1,
                amount,
                currency -> parts.amount(Money.ofMinor(
                        CurrencyUnit.of(currency), amounts.facts().numbers(0).get(amount))));
        RowsAsOf owners = known.rows(Field.OWNER);
        text(owners, 0, owners.lastOfDeal(deal), parts::owner);
        RowsAsOf categories = known.rows(Field.CATEGORY);
        text(
                categories,
                0,
                categories.lastOfDeal(deal),
                called -> parts.calledCategory(ForecastCategory.valueOf(called)));
        number(deal, Field.EXPECTED_CLOSE, day -> parts.expectedClose(LocalDate.ofEpochDay(day)));
        number(deal, Field.CHANCE, bits -> parts.calledProbability(Double.longBitsToDouble(bits)));
    }

    private static void text(RowsAsOf rows, int value, int row, Consumer<String> known) {
        text(row < 0 ? null : rows.facts().labels(value).get(row), known);
    }

    private static void text(@Nullable String text, Consumer<String> known) {
        if (text != null) {
            known.accept(text);
        }
    }

    private void number(int deal, Field field, LongConsumer found) {
        RowsAsOf rows = known.rows(field);
        int row = rows.lastOfDeal(deal);
        long number = row < 0 ? Numbers.ABSENT : rows.facts().numbers(0).get(row);
        if (number != Numbers.ABSENT) {
            found.accept(number);
        }
    }

    private void readParts(int deal, Opportunity.Builder parts) {
        entries(
                deal,
                Field.DIMENSION,
                (row, rows) -> parts.dimension(
                        requireNonNull(rows.labels(0).get(row)),
                        requireNonNull(rows.labels(1).get(row))));
        entries(
                deal,
                Field.EVIDENCE,
                (row, rows) -> parts.evidence(new Evidence(
                        requireNonNull(rows.labels(0).get(row)),
                        rows.valid().at(row),
                        requireNonNull(rows.labels(1).get(row)))));
        RowsAsOf partners = known.rows(Field.PARTNER);
        int run = partners.facts().runs().ofDeal(deal);
        if (run >= 0) {
            PartnerLinks links = new PartnerLinks(partners);
            int start = partners.facts().runs().start(run);
            BitSet holding = links.holding(run);
            for (int place = holding.nextSetBit(0); place >= 0; place = holding.nextSetBit(place + 1)) {
                String role = requireNonNull(partners.facts().labels(1).get(start + place));
                parts.partner(requireNonNull(partners.facts().labels(0).get(start + place)), PartnerRole.valueOf(role));
            }
        }
    }

    /** Hands on, of each entry of the field, the row that decides, unless it takes the entry away. */
    private void entries(int deal, Field field, Entry entry) {
        RowsAsOf rows = known.rows(field);
        int run = rows.facts().runs().ofDeal(deal);
        if (run < 0) {
            return;
        }
        Labels keys = rows.facts().labels(0);
        for (int row = rows.facts().runs().start(run); row < rows.facts().runs().end(run); row++) {
            boolean decides = rows.lastWith(run, keys, keys.code(row)) == row;
            if (decides && rows.facts().labels(1).code(row) != Labels.ABSENT) {
                entry.take(row, rows.facts());
            }
        }
    }

    /** Takes one entry. */
    @FunctionalInterface
    private interface Entry {

        void take(int row, FactRows rows);
    }
}
