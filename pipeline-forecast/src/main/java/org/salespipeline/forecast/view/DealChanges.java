package org.salespipeline.forecast.view;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.salespipeline.forecast.view.DealColumns.StageRef;

/**
 * What happened to every deal of a view up to its moment, as it was known then: the steps through the stages, and what was set
 * as expected close and as amount. A table per kind of change, the changes of a deal together and in the order in which they
 * count. Rows of deals are those of {@link DealColumns}. Made for loops over millions of rows, without an object per change.
 *
 * <pre>{@code
 * DealChanges changes = view.changes();
 * for (int step = changes.firstStep(row); step < changes.firstStep(row + 1); step++) {
 *     if (changes.stages().get(changes.stage(step)).isWon()) {
 *         wonOn = changes.stepDay(step);
 *     }
 * }
 * }</pre>
 *
 * <p>A step is a way to stand that holds from its day to that of the next step of the deal. The first step of a deal is its
 * creation; what is valid before the creation counts as if it happened on its day. A migration renames the stage of the step
 * that it falls into; it is a step only when it closes or opens the deal. To be merged, deleted or recycled is a step in the stage where the deal stood, whose
 * {@linkplain StageRef#standing() standing} says so. The last step of a deal is how it stands.
 *
 * <p>Of dates and of amounts that were set for one and the same moment only the last one is a change. Days are epoch days of
 * valid times in the zone of the view. Immutable; shared by threads.
 */
public final class DealChanges {

    /** Stands for no date where an epoch day is given. */
    public static final int NO_DAY = DealColumns.NO_DAY;

    private final ImmutableList<StageRef> stages;
    private final ImmutableList<CurrencyUnit> currencies;
    private final Codes stage;
    private final int[] stepStarts;
    private final int[] stepDays;
    private final int[] closeDays;
    private final Codes reason;
    private final ImmutableList<String> reasons;
    private final Codes competitor;
    private final ImmutableList<String> competitors;
    private final ChangeReader.Settings dates;
    private final ChangeReader.Settings amounts;

    DealChanges(Known known, DealColumns deals) {
        ChangeReader reader = new ChangeReader(known, deals);
        ChangeReader.Steps steps = reader.steps();
        stepStarts = steps.starts;
        stepDays = steps.days;
        closeDays = steps.closeDays;
        Map<String, Integer> used = DealColumns.usedNames(steps.reasons, reader.reasonNames());
        reasons = ImmutableList.copyOf(used.keySet());
        reason = Codes.of(placed(steps.reasons, used));
        Map<String, Integer> rivals = DealColumns.usedNames(steps.rivals, reader.rivalNames());
        competitors = ImmutableList.copyOf(rivals.keySet());
        competitor = Codes.of(placed(steps.rivals, rivals));
        dates = reader.dates();
        amounts = reader.amounts();
        currencies = reader.currencies();
        int[] order = StageOrder.of(steps.stages, known.facts().stages());
        stages = StageOrder.refs(order, known.facts().stages());
        stage = Codes.of(DealColumns.renumbered(steps.stages, order));
    }

    /** The number of steps of all deals. */
    public int steps() {
        return stepDays.length;
    }

    /** The first step of the deal in this row; for the row after the last one {@link #steps()}. */
    public int firstStep(int row) {
        return stepStarts[row];
    }

    /** Where the deal stands from the step on: an index into {@link #stages()}, which is not that of {@link DealColumns}. */
    public int stage(int step) {
        return stage.get(step);
    }

    /**
     * What the stage codes of steps mean: all stages of the processes that any step is in, by id and version of the process
     * and then in the declared order, whether a deal ever stood there or not; then those stages in which deals were merged,
     * deleted and recycled.
     */
    public List<StageRef> stages() {
        return stages;
    }

    /** The epoch day of the step. */
    public int stepDay(int step) {
        return stepDays[step];
    }

    /** The epoch day of the actual close as the step tells it; {@link #NO_DAY} when it does not, or the stage is open. */
    public int closeDay(int step) {
        return closeDays[step];
    }

    /** The place of each code among the names, from 1; 0 for none. */
    private static int[] placed(int[] codes, Map<String, Integer> names) {
        int[] places = new int[Arrays.stream(codes).max().orElse(0) + 1];
        int place = 0;
        for (int code : names.values()) {
            places[code] = ++place;
        }
        return Arrays.stream(codes).map(code -> places[code]).toArray();
    }

    /** Why the deal was lost, as the step tells it: an index into {@link #lossReasons()}; -1 when it does not. */
    public int lossReason(int step) {
        return reason.get(step) - 1;
    }

    /** The reasons that any step tells, sorted character by character. */
    public List<String> lossReasons() {
        return reasons;
    }

    /** Who got the order instead, as the step tells it: an index into {@link #competitors()}; -1 when it does not. */
    public int competitor(int step) {
        return competitor.get(step) - 1;
    }

    /** The competitors that any step tells, sorted character by character. */
    public List<String> competitors() {
        return competitors;
    }

    /** The number of expected closes that were set, of all deals. */
    public int dates() {
        return dates.days.length;
    }

    /** The first expected close of the deal in this row; for the row after the last one {@link #dates()}. */
    public int firstDate(int row) {
        return dates.starts[row];
    }

    /** The epoch day on which the expected close was set. */
    public int dateSetDay(int date) {
        return dates.days[date];
    }

    /** The epoch day that is expected from then on; {@link #NO_DAY} when the date was taken away. */
    public int expectedDay(int date) {
        return (int) dates.values[date];
    }

    /** The number of amounts that were set, of all deals. */
    public int amounts() {
        return amounts.days.length;
    }

    /** The first amount of the deal in this row; for the row after the last one {@link #amounts()}. */
    public int firstAmount(int row) {
        return amounts.starts[row];
    }

    /** The epoch day on which the amount was set. */
    public int amountSetDay(int amount) {
        return amounts.days[amount];
    }

    /** Whether the amount is known from then on; false when it was taken away. */
    public boolean hasAmount(int amount) {
        return amounts.values[amount] != Numbers.ABSENT;
    }

    /** The amount in minor units (cents) of its {@link #currency}; 0 when it was taken away. */
    public long amountMinor(int amount) {
        return hasAmount(amount) ? amounts.values[amount] : 0;
    }

    /** The currency of the amount: an index into {@link #currencies()}; 0 when it was taken away. */
    public int currency(int amount) {
        return amounts.codes[amount];
    }

    /** The currencies of all amounts that were ever set, sorted by code. */
    public List<CurrencyUnit> currencies() {
        return currencies;
    }
}
