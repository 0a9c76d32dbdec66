package org.salespipeline.forecast.backtest;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.salespipeline.forecast.backtest.DealPrediction.Outcome;
import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.forecast.view.DealColumns.StageRef;
import org.salespipeline.forecast.view.DealColumns.Standing;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.opportunity.OpportunityId;

/**
 * What became of deals, as it was known a maturation lag after the end of the horizon: late entries count, what was only learnt
 * long after does not rewrite the past.
 */
final class Outcomes {

    private static final int KEPT = 4;

    private final Function<LocalDate, PipelineView> history;
    private final LocalDate lastDay;
    private final int lag;
    private final Map<LocalDate, Known> views = new LinkedHashMap<>();

    /**
     * Looks outcomes up.
     *
     * @param lastDay up to which anything is known
     * @param lag days after the end of a horizon at which outcomes are looked at
     */
    Outcomes(Function<LocalDate, PipelineView> history, LocalDate lastDay, int lag) {
        this.history = history;
        this.lastDay = lastDay;
        this.lag = lag;
    }

    /** What became of a deal, and when; without a date while open or undated. */
    record Found(Outcome outcome, Optional<LocalDate> date) {}

    private record Known(DealColumns deals, Map<OpportunityId, Integer> rows) {}

    /** Empty if the horizon and the lag have not ended by the last day, or the deal goes on as another one. */
    Optional<Found> of(OpportunityId deal, LocalDate asOf, int horizonDays) {
        LocalDate end = asOf.plusDays(horizonDays);
        Optional<PipelineView> then = view(end);
        if (then.isEmpty()) {
            return Optional.empty();
        }
        Known known = known(end.plusDays(lag), then.get());
        Integer row = known.rows().get(deal);
        return row == null ? Optional.empty() : found(known.deals(), row, end);
    }

    /** The view in which what happened up to the end of this day has settled; empty if that lies ahead. */
    Optional<PipelineView> view(LocalDate end) {
        LocalDate looked = end.plusDays(lag);
        return looked.isAfter(lastDay) ? Optional.empty() : Optional.of(history.apply(looked));
    }

    private static Optional<Found> found(DealColumns deals, int row, LocalDate end) {
        StageRef stage = deals.stages().get(deals.stage(row));
        if (stage.standing() == Standing.MERGED) {
            return Optional.empty();
        }
        if (stage.isOpen()) {
            return Optional.of(new Found(Outcome.OPEN, Optional.empty()));
        }
        int day = deals.closeDay(row);
        Optional<LocalDate> closed = stage.counts() && !stage.stage().kind().isOpen() && day != DealColumns.NO_DAY
                ? Optional.of(LocalDate.ofEpochDay(day))
                : Optional.empty();
        if (closed.isPresent() && closed.get().isAfter(end)) {
            return Optional.of(new Found(Outcome.OPEN, Optional.empty()));
        }
        // deleted and recycled deals cannot be won any more
        return Optional.of(new Found(stage.isWon() ? Outcome.WON : Outcome.LOST, closed));
    }

    private Known known(LocalDate day, PipelineView view) {
        Known known = views.get(day);
        if (known == null) {
            DealColumns deals = view.deals();
            Map<OpportunityId, Integer> rows = new HashMap<>();
            for (int row = 0; row < deals.size(); row++) {
                rows.put(deals.id(row), row);
            }
            known = new Known(deals, rows);
            views.put(day, known);
            if (views.size() > KEPT) {
                views.remove(views.keySet().iterator().next());
            }
        }
        return known;
    }
}
