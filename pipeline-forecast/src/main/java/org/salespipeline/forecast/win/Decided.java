package org.salespipeline.forecast.win;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.salespipeline.forecast.view.DealChanges;
import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.forecast.view.DealColumns.StageRef;
import org.salespipeline.forecast.view.PipelineView;

/**
 * The won and lost deals of a view and how far each of them came: a win went through every stage of its process, a loss
 * through its furthest one and all before.
 */
final class Decided {

    final DealColumns deals;
    final int[] rows;
    final boolean[] won;
    /** Decided deals per week in which a deal was open. */
    final double pace;

    private final int[] furthest;
    /** The place of each stage name among the stages of its process. */
    private final Map<String, Integer> places = new LinkedHashMap<>();

    private Decided(PipelineView view) {
        deals = view.deals();
        DealChanges changes = view.changes();
        view.processes().forEach(process -> {
            int place = 0;
            for (var stage : process.stages()) {
                places.put(process.id().value() + "/" + stage.id().value(), place++);
            }
        });
        int[] found = new int[deals.size()];
        boolean[] wins = new boolean[deals.size()];
        int count = 0;
        double days = 0;
        int today = Math.toIntExact(view.asOfDate().toEpochDay());
        for (int row = 0; row < deals.size(); row++) {
            StageRef stage = deals.stages().get(deals.stage(row));
            if (stage.isWon() || stage.isLost()) {
                wins[count] = stage.isWon();
                found[count++] = row;
            }
            int end = stage.isOpen() || deals.closeDay(row) == DealColumns.NO_DAY ? today : deals.closeDay(row);
            days += Math.max(0.0, (double) end - deals.createdDay(row));
        }
        rows = Arrays.copyOf(found, count);
        won = Arrays.copyOf(wins, count);
        pace = Math.min(0.5, (count + 1.0) / (days / Landmarks.DAYS + 13));
        furthest = new int[count];
        for (int i = 0; i < count; i++) {
            furthest[i] = furthest(changes, rows[i]);
        }
    }

    static Decided of(PipelineView view) {
        return new Decided(view);
    }

    int size() {
        return rows.length;
    }

    private int furthest(DealChanges changes, int row) {
        int most = 0;
        for (int step = changes.firstStep(row); step < changes.firstStep(row + 1); step++) {
            StageRef stage = changes.stages().get(changes.stage(step));
            if (stage.isOpen()) {
                most = Math.max(most, places.getOrDefault(OpenDeals.stageName(stage), 0));
            }
        }
        return most;
    }

    /** Whether the deal came to the stage, as far as one can tell. */
    boolean reached(int i, StageRef stage) {
        return deals.stages()
                        .get(deals.stage(rows[i]))
                        .process()
                        .id()
                        .equals(stage.process().id())
                && (won[i] || furthest[i] >= places.getOrDefault(OpenDeals.stageName(stage), 0));
    }

    /** By stage code of the view: how many decided deals reached it, and how many of them were won. */
    long[][] byStage() {
        long[][] counts = new long[2][deals.stages().size()];
        for (int code = 0; code < counts[0].length; code++) {
            StageRef stage = deals.stages().get(code);
            if (stage.isInPipeline()) {
                for (int i = 0; i < rows.length; i++) {
                    if (reached(i, stage)) {
                        counts[0][code]++;
                        counts[1][code] += won[i] ? 1 : 0;
                    }
                }
            }
        }
        return counts;
    }

    /** The chance that a deal is decided within some days, at the pace of all deals. */
    double decidedWithin(int days) {
        return days == WinChances.EVER ? 1 : 1 - StrictMath.pow(1 - pace, (double) days / Landmarks.DAYS);
    }
}
