package org.salespipeline.forecast.win;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.salespipeline.forecast.view.DealChanges;
import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.forecast.view.DealColumns.Segments;
import org.salespipeline.forecast.view.DealColumns.StageRef;
import org.salespipeline.forecast.view.PipelineView;

/**
 * What is known at the moment of a view about the deals that are open in its pipeline, a row per deal by ascending id: numbers
 * as they are, kinds as texts. What is not known is {@link #UNKNOWN}.
 */
final class OpenDeals {

    /** Stands for a number that is not known; far below every one that is. */
    static final float UNKNOWN = -Float.MAX_VALUE;

    /** The numbers, in the order of their columns. */
    static final List<String> NUMBERS =
            List.of("weeks in stage", "age in weeks", "pushes", "weeks since the date was set", "amount");

    static final int IN_STAGE = 0;

    private static final List<String> BUILT_IN = List.of("category", "kind", "owner", "partner", "source");
    private static final int DAYS = 7;

    final DealColumns deals;
    final int asOfDay;
    final int[] rows;
    final int[] statedDays;
    final float[][] numbers;

    private OpenDeals(PipelineView view, int[] rows) {
        this.rows = rows;
        deals = view.deals();
        asOfDay = Math.toIntExact(view.asOfDate().toEpochDay());
        statedDays = new int[rows.length];
        numbers = new float[NUMBERS.size()][rows.length];
        DealChanges changes = view.changes();
        for (int i = 0; i < rows.length; i++) {
            read(changes, i);
        }
    }

    static OpenDeals of(PipelineView view) {
        return new OpenDeals(view, WinChances.OpenRows.of(view.deals()));
    }

    /** The same of other deals, where only what does not change is asked for. */
    static OpenDeals of(PipelineView view, int[] rows) {
        return new OpenDeals(view, rows);
    }

    int size() {
        return rows.length;
    }

    private void read(DealChanges changes, int i) {
        int row = rows[i];
        statedDays[i] = deals.closeDay(row);
        int pushes = 0;
        int before = DealColumns.NO_DAY;
        int setOn = DealColumns.NO_DAY;
        for (int date = changes.firstDate(row); date < changes.firstDate(row + 1); date++) {
            int expected = changes.expectedDay(date);
            if (expected != DealColumns.NO_DAY) {
                pushes += before != DealColumns.NO_DAY && expected > before ? 1 : 0;
                before = expected;
                setOn = changes.dateSetDay(date);
            }
        }
        numbers[0][i] = weeks(asOfDay - (long) deals.stageEnteredDay(row));
        numbers[1][i] = weeks(asOfDay - (long) deals.createdDay(row));
        numbers[2][i] = pushes;
        numbers[3][i] = setOn == DealColumns.NO_DAY ? UNKNOWN : weeks(asOfDay - (long) setOn);
        boolean usable = deals.hasAmount(row) && deals.amountMinor(row) > 0;
        numbers[4][i] = usable ? (float) StrictMath.log((double) deals.amountMinor(row)) : UNKNOWN;
    }

    private static float weeks(long days) {
        return (float) Math.max(0, Math.min(days, Integer.MAX_VALUE) / DAYS);
    }

    /** The dimensions by which these deals may be told apart, sorted; what a person called is one of them. */
    static List<String> dimensions(DealColumns deals) {
        TreeSet<String> names = new TreeSet<>(BUILT_IN);
        names.addAll(deals.dimensions());
        return new ArrayList<>(names);
    }

    /** What stages are called here: a text that is the same in every view. */
    static String stageName(StageRef stage) {
        return stage.process().id().value() + "/" + stage.stage().id().value();
    }

    /** The stages by their codes in this view. */
    String[] stageNames() {
        return deals.stages().stream().map(OpenDeals::stageName).toArray(String[]::new);
    }

    /** How often deals of each segment that are decided were won, and how many are decided, as known then. */
    float[] winShares(Segments segments, double strength) {
        long[] won = new long[segments.size()];
        long[] decided = new long[segments.size()];
        long allWon = 0;
        long all = 0;
        for (int row = 0; row < deals.size(); row++) {
            StageRef stage = deals.stages().get(deals.stage(row));
            if (stage.isWon() || stage.isLost()) {
                int hit = stage.isWon() ? 1 : 0;
                won[segments.code(row)] += hit;
                decided[segments.code(row)]++;
                allWon += hit;
                all++;
            }
        }
        double mean = all == 0 ? 0.5 : (allWon + 0.5) / (all + 1.0);
        float[] shares = new float[won.length];
        for (int code = 0; code < shares.length; code++) {
            shares[code] = (float) ((won[code] + strength * mean) / (decided[code] + strength));
        }
        return shares;
    }
}
