package org.salespipeline.forecast.view;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.salespipeline.forecast.view.Facts.Field;
import org.salespipeline.stage.StageKind;

/** Takes what happened to the deals of a view out of the facts, deal by deal. */
final class ChangeReader {

    private static final int REASON = 3;
    private static final int RIVAL = 4;

    private final Known known;
    private final DealColumns deals;
    private final ZoneDays days;
    private final ImmutableList<CurrencyUnit> currencies;
    private final Settings amounts;

    /** Steps of all deals. */
    static final class Steps {

        /** The first step of each row, and at last the number of steps. */
        final int[] starts;

        /** Standing times the number of stages, plus stage. */
        final int[] stages;

        /** On which each step was made. */
        final int[] days;

        /** Actual closes, {@link DealColumns#NO_DAY} for none. */
        final int[] closeDays;

        /** Codes of the reasons for a loss, {@link Labels#ABSENT} for none. */
        final int[] reasons;

        /** Codes of the competitors who won instead, {@link Labels#ABSENT} for none. */
        final int[] rivals;

        private Steps(int[] starts, StepWriter steps) {
            this.starts = starts;
            this.stages = Arrays.copyOf(steps.stages, steps.size);
            this.days = Arrays.copyOf(steps.stepDays, steps.size);
            this.closeDays = Arrays.copyOf(steps.closes, steps.size);
            this.reasons = Arrays.copyOf(steps.reasons, steps.size);
            this.rivals = Arrays.copyOf(steps.rivals, steps.size);
        }
    }

    /** What was set of one field, of all deals. */
    static final class Settings {

        /** The first one of each row, and at last their number. */
        final int[] starts;

        /** On which each was set. */
        final int[] days;

        /** What was set; {@link DealColumns#NO_DAY} for no date, {@link Numbers#ABSENT} for no amount. */
        final long[] values;

        /** Codes of currencies, all 0 for dates. */
        final int[] codes;

        Settings(int[] starts, int[] days, long[] values, int[] codes) {
            this.starts = starts;
            this.days = days;
            this.values = values;
            this.codes = codes;
        }
    }

    ChangeReader(Known known, DealColumns deals) {
        this.known = known;
        this.deals = deals;
        days = ZoneDays.of(known.zone(), lowestSecond(), highestSecond());
        Labels names = known.rows(Field.AMOUNT).facts().labels(1);
        Settings read = settings(known.rows(Field.AMOUNT), names);
        Map<String, Integer> used = DealColumns.usedNames(read.codes, names);
        currencies = used.keySet().stream().map(CurrencyUnit::of).collect(toImmutableList());
        int[] order = used.values().stream().mapToInt(code -> code).toArray();
        int[] codes = DealColumns.renumbered(read.codes, order);
        amounts = new Settings(read.starts, read.days, read.values, codes);
    }

    private long lowestSecond() {
        return known.fields().stream()
                .mapToLong(rows -> rows.facts().valid().lowestSecond())
                .min()
                .orElse(0);
    }

    private long highestSecond() {
        return known.fields().stream()
                .mapToLong(rows -> rows.facts().valid().highestSecond())
                .max()
                .orElse(0);
    }

    Settings amounts() {
        return amounts;
    }

    ImmutableList<CurrencyUnit> currencies() {
        return currencies;
    }

    Settings dates() {
        Settings read = settings(known.rows(Field.EXPECTED_CLOSE), null);
        long[] values = read.values;
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] == Numbers.ABSENT ? DealColumns.NO_DAY : values[i];
        }
        return read;
    }

    /** What was set for each row, with the codes of its labels where there are any. */
    private Settings settings(RowsAsOf rows, @Nullable Labels labels) {
        Numbers numbers = rows.facts().numbers(0);
        Times valid = rows.facts().valid();
        int[] starts = new int[deals.size() + 1];
        IntList setDays = new IntList();
        LongList values = new LongList();
        IntList codes = new IntList();
        for (int row = 0; row < deals.size(); row++) {
            int run = rows.facts().runs().ofDeal(deals.dealNumber(row));
            int end = run < 0 ? 0 : rows.facts().runs().end(run);
            Creation creation = new Creation(row);
            for (int fact = run < 0 ? 0 : rows.facts().runs().start(run); fact < end; fact++) {
                if (rows.counts(fact) && !isReplaced(rows, fact, end, creation)) {
                    setDays.add(creation.dayOf(valid, fact));
                    values.add(numbers.get(fact));
                    codes.add(labels == null ? 0 : labels.code(fact));
                }
            }
            starts[row + 1] = values.size();
        }
        return new Settings(starts, setDays.toArray(null), values.toArray(null), codes.toArray(null));
    }

    /** Whether the next fact that counts is of the same moment; what is before the creation happens at it. */
    private static boolean isReplaced(RowsAsOf rows, int fact, int end, Creation creation) {
        for (int next = fact + 1; next < end; next++) {
            if (rows.counts(next)) {
                Times valid = rows.facts().valid();
                return valid.key(next) == valid.key(fact) || creation.isUpTo(valid, next);
            }
        }
        return false;
    }

    /** When the deal of a row came into being. */
    private final class Creation {

        private final long second;
        private final int nano;
        private final int day;

        Creation(int row) {
            Times valid = known.rows(Field.CREATED).facts().valid();
            int fact = known.creation(deals.dealNumber(row));
            second = valid.second(fact);
            nano = valid.nano(fact);
            day = deals.createdDay(row);
        }

        int dayOf(Times valid, int fact) {
            return Math.max(day, days.dayOf(valid.second(fact)));
        }

        /** Whether the fact is valid before the deal was created, or at that moment. */
        boolean isUpTo(Times valid, int fact) {
            long other = valid.second(fact);
            return other < second || (other == second && valid.nano(fact) <= nano);
        }
    }

    Steps steps() {
        int[] starts = new int[deals.size() + 1];
        StepWriter writer = new StepWriter();
        for (int row = 0; row < deals.size(); row++) {
            writer.read(row);
            starts[row + 1] = writer.size;
        }
        return new Steps(starts, writer);
    }

    /** What the codes of reasons stand for. */
    Labels reasonNames() {
        return known.rows(Field.STAGE).facts().labels(REASON);
    }

    /** What the codes of competitors stand for. */
    Labels rivalNames() {
        return known.rows(Field.STAGE).facts().labels(RIVAL);
    }

    /** Appends the steps of one deal after another. */
    private final class StepWriter {

        private final RowsAsOf rows = known.rows(Field.STAGE);
        private final Labels turns = rows.facts().labels(0);
        private final Labels turnStages = rows.facts().labels(1);
        private final Labels turnTexts = rows.facts().labels(REASON);
        private final Labels turnRivals = rows.facts().labels(RIVAL);
        private final Numbers turnDays = rows.facts().numbers(2);
        private final Labels createdStages = known.rows(Field.CREATED).facts().labels(0);
        private final int stageCount = known.facts().stages().size();
        private final StageKind[] kinds = kinds();

        private int[] stages = new int[16];
        private int[] stepDays = new int[16];
        private int[] closes = new int[16];
        private int[] reasons = new int[16];
        private int[] rivals = new int[16];
        private int size;

        /** The step that brought the deal into the stage where it is. */
        private int entry;

        private StageKind[] kinds() {
            StageKind[] found = new StageKind[stageCount];
            Arrays.setAll(found, code -> known.facts().stages().stage(code).kind());
            return found;
        }

        void read(int row) {
            int deal = deals.dealNumber(row);
            int created = deals.createdDay(row);
            entry = size;
            add(createdStages.code(known.creation(deal)) - 1, created, DealColumns.NO_DAY);
            int run = rows.facts().runs().ofDeal(deal);
            if (run < 0) {
                return;
            }
            for (int fact = rows.facts().runs().start(run);
                    fact < rows.facts().runs().end(run);
                    fact++) {
                if (rows.counts(fact)) {
                    int day = Math.max(created, days.dayOf(rows.facts().valid().second(fact)));
                    addTurn(Turn.ofCode(turns.code(fact)), fact, day);
                }
            }
        }

        private void addTurn(Turn turn, int fact, int day) {
            int stage = turnStages.code(fact) - 1;
            switch (turn) {
                case ENTERED, WON, REOPENED -> enter(stage, fact, day);
                case LOST -> {
                    enter(stage, fact, day);
                    reasons[size - 1] = turnTexts.code(fact);
                    rivals[size - 1] = turnRivals.code(fact);
                }
                case MIGRATED -> migrate(stage, day);
                case MERGED -> end(StageOrder.MERGED, day);
                case DELETED -> end(StageOrder.DELETED, day);
                case RECYCLED -> end(StageOrder.RECYCLED, day);
            }
        }

        private void end(int standing, int day) {
            int before = size - 1;
            add(standing(standing), day, closes[before]);
            reasons[before + 1] = reasons[before];
            rivals[before + 1] = rivals[before];
        }

        private void enter(int stage, int fact, int day) {
            int close = closeDay(turnDays.get(fact));
            if (kinds[stage] == StageKind.POST_SALES) {
                // what comes after the win keeps its close
                int before = size - 1;
                close = kinds[stages[before] % stageCount].isWon() ? closes[before] : DealColumns.NO_DAY;
            }
            entry = size;
            add(stage, day, kinds[stage].isOpen() ? DealColumns.NO_DAY : close);
        }

        private void migrate(int stage, int day) {
            int before = stages[size - 1];
            if (kinds[before % stageCount].isOpen() != kinds[stage].isOpen()) {
                entry = size;
                add(renamed(before, stage), day, kinds[stage].isOpen() ? DealColumns.NO_DAY : closes[size - 1]);
                return;
            }
            for (int step = entry; step < size; step++) {
                stages[step] = renamed(stages[step], stage);
                reasons[step] = kinds[stage].isWon() ? Labels.ABSENT : reasons[step];
                rivals[step] = kinds[stage].isWon() ? Labels.ABSENT : rivals[step];
            }
        }

        /** The new stage in the old standing. */
        private int renamed(int code, int stage) {
            return code / stageCount * stageCount + stage;
        }

        private int standing(int standing) {
            return standing * stageCount + stages[size - 1] % stageCount;
        }

        private int closeDay(long day) {
            return day == Numbers.ABSENT ? DealColumns.NO_DAY : (int) day;
        }

        private void add(int stage, int day, int close) {
            if (size == stages.length) {
                int grown = Growth.from(size);
                stages = Arrays.copyOf(stages, grown);
                stepDays = Arrays.copyOf(stepDays, grown);
                closes = Arrays.copyOf(closes, grown);
                reasons = Arrays.copyOf(reasons, grown);
                rivals = Arrays.copyOf(rivals, grown);
            }
            reasons[size] = Labels.ABSENT;
            rivals[size] = Labels.ABSENT;
            stages[size] = stage;
            stepDays[size] = day;
            closes[size++] = close;
        }
    }
}
