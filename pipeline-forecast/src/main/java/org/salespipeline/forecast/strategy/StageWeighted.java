package org.salespipeline.forecast.strategy;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import java.util.Optional;
import java.util.stream.Stream;
import org.salespipeline.forecast.FittedStrategy;
import org.salespipeline.forecast.Forecast;
import org.salespipeline.forecast.ForecastRequest;
import org.salespipeline.forecast.ForecastStrategy;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.quantity.Probability;
import org.salespipeline.stage.Stage;
import org.salespipeline.stage.StageId;

/** Σ amount × chance of the stage. Learns nothing. */
final class StageWeighted implements ForecastStrategy {

    static final StageWeighted BY_PROCESS = new StageWeighted(ImmutableMap.of());

    private final ImmutableMap<StageId, Probability> chances;

    StageWeighted(ImmutableMap<StageId, Probability> chances) {
        this.chances = chances;
    }

    @Override
    public FittedStrategy fit(PipelineView view) {
        chances.keySet().forEach(stage -> requireOpen(stage, view));
        return this::answer;
    }

    private static void requireOpen(StageId id, PipelineView view) {
        stages(id, view)
                .forEach(stage -> checkArgument(
                        stage.kind().isOpen(), "stage %s must be open to have a chance, was %s", id, stage.kind()));
    }

    private static Stream<Stage> stages(StageId id, PipelineView view) {
        return view.processes().stream().map(process -> process.find(id)).flatMap(Optional::stream);
    }

    private Forecast answer(PipelineView view, ForecastRequest request) {
        Forecast.Builder forecast =
                Forecast.builder(view, request).strategy("stage-weighted").chanceByStage(chances);
        for (StageId id : chances.keySet()) {
            requireOpen(id, view);
            // an earlier view may not know the process yet, so this is no mistake for sure
            if (stages(id, view).findAny().isEmpty()) {
                forecast.miss("not used: the chance of stage " + id + ", which no process of the deals has");
            }
        }
        return forecast.build();
    }

    @Override
    public String toString() {
        return "stage-weighted" + (chances.isEmpty() ? "" : chances);
    }
}
