package org.salespipeline.forecast.view;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.salespipeline.forecast.view.Facts.Field;
import org.salespipeline.stage.StageKind;

/** Works out how all deals stand at one moment, column by column. */
final class StateColumns {

    private static final int STANDINGS = StageOrder.STANDINGS;

    private final Known known;
    private final StageCodes stages;

    /** Which deal each row is of; null when all deals exist. */
    private final int @Nullable [] dealOfRow;

    /** Which row each deal is, -1 for one that does not exist; null when all do. */
    private final int @Nullable [] rowOfDeal;

    private final int size;
    final int[] createdDays;
    final int[] enteredDays;

    /** Standing times the number of stages, plus stage. */
    final int[] stageCodes;

    final int[] closeDays;
    final long[] amounts;

    /** A bit for each row without an amount; null when all have one. */
    long @Nullable [] withoutAmount;

    /** Codes of labels of the amount's currency. */
    final int[] currencies;

    private StateColumns(Known known, int @Nullable [] dealOfRow) {
        this.known = known;
        this.stages = known.facts().stages();
        this.dealOfRow = dealOfRow;
        size = dealOfRow == null ? known.facts().deals() : dealOfRow.length;
        rowOfDeal = dealOfRow == null ? null : inverse(dealOfRow, known.facts().deals());
        createdDays = new int[size];
        enteredDays = new int[size];
        stageCodes = new int[size];
        closeDays = new int[size];
        amounts = new long[size];
        currencies = new int[size];
    }

    static StateColumns of(Known known) {
        StateColumns state = new StateColumns(known, existing(known));
        state.readCreations();
        state.readStages();
        state.readExpectedClose();
        state.readAmounts();
        return state;
    }

    private static int @Nullable [] existing(Known known) {
        IntList deals = new IntList();
        for (int deal = 0; deal < known.facts().deals(); deal++) {
            if (known.creation(deal) >= 0) {
                deals.add(deal);
            }
        }
        return deals.size() == known.facts().deals() ? null : deals.toArray(null);
    }

    private static int[] inverse(int[] dealOfRow, int deals) {
        int[] rowOfDeal = new int[deals];
        Arrays.fill(rowOfDeal, -1);
        for (int row = 0; row < dealOfRow.length; row++) {
            rowOfDeal[dealOfRow[row]] = row;
        }
        return rowOfDeal;
    }

    int size() {
        return size;
    }

    int @Nullable [] dealOfRow() {
        return dealOfRow;
    }

    private int row(int deal) {
        return rowOfDeal == null ? deal : rowOfDeal[deal];
    }

    private void readCreations() {
        RowsAsOf created = known.rows(Field.CREATED);
        Labels stage = created.facts().labels(0);
        ZoneDays days = days(created.facts().valid());
        for (int row = 0; row < size; row++) {
            int fact = known.creation(dealOfRow == null ? row : dealOfRow[row]);
            stageCodes[row] = stage.code(fact) - 1;
            createdDays[row] = days.dayOf(created.facts().valid().second(fact));
            enteredDays[row] = createdDays[row];
        }
    }

    private ZoneDays days(Times times) {
        return ZoneDays.of(known.zone(), times.lowestSecond(), times.highestSecond());
    }

    private void readStages() {
        StageRegister register = new StageRegister(known);
        ZoneDays days = days(register.valid());
        boolean[] closed = closedStages();
        Arrays.fill(closeDays, DealColumns.NO_DAY);
        for (int run = 0; run < register.runs().count(); run++) {
            int row = row(register.runs().deal(run));
            if (row < 0) {
                continue;
            }
            register.read(run);
            if (register.hasStage()) {
                stageCodes[row] = register.stage();
            }
            if (register.entry() >= 0) {
                int entered = days.dayOf(register.valid().second(register.entry()));
                // what is valid before the creation counts as if it happened at the creation
                enteredDays[row] = Math.max(entered, createdDays[row]);
            }
            if (closed[stageCodes[row]]) {
                closeDays[row] = day(register.closedOn());
            }
            if (register.end() >= 0) {
                stageCodes[row] += register.standing() * stages.size();
            }
        }
    }

    private static int day(long day) {
        return day == Numbers.ABSENT ? DealColumns.NO_DAY : (int) day;
    }

    /** By code of stage and standing. */
    private boolean[] closedStages() {
        boolean[] closed = new boolean[STANDINGS * stages.size()];
        for (int code = 0; code < closed.length; code++) {
            StageKind kind = stages.stage(code % stages.size()).kind();
            closed[code] = kind.isClosed();
        }
        return closed;
    }

    private void readExpectedClose() {
        RowsAsOf rows = known.rows(Field.EXPECTED_CLOSE);
        Numbers days = rows.facts().numbers(0);
        boolean[] closed = closedStages();
        for (int run = 0; run < rows.facts().runs().count(); run++) {
            int row = row(rows.facts().runs().deal(run));
            if (row >= 0 && !closed[stageCodes[row]]) {
                int fact = rows.last(run);
                closeDays[row] = fact < 0 ? DealColumns.NO_DAY : day(days.get(fact));
            }
        }
    }

    private void readAmounts() {
        RowsAsOf rows = known.rows(Field.AMOUNT);
        Numbers minor = rows.facts().numbers(0);
        Labels currency = rows.facts().labels(1);
        Arrays.fill(amounts, Numbers.ABSENT);
        for (int run = 0; run < rows.facts().runs().count(); run++) {
            int row = row(rows.facts().runs().deal(run));
            int fact = row < 0 ? -1 : rows.last(run);
            if (fact >= 0) {
                amounts[row] = minor.get(fact);
                currencies[row] = currency.code(fact);
            }
        }
        for (int row = 0; row < size; row++) {
            if (amounts[row] == Numbers.ABSENT) {
                long[] bits = withoutAmount == null ? new long[(size >>> 6) + 1] : withoutAmount;
                bits[row >>> 6] |= 1L << row;
                withoutAmount = bits;
                amounts[row] = 0;
            }
        }
    }
}
