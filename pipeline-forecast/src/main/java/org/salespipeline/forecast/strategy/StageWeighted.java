package org.salespipeline.forecast.strategy;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Optional;
import org.salespipeline.forecast.FittedStrategy;
import org.salespipeline.forecast.Forecast;
import org.salespipeline.forecast.ForecastRequest;
import org.salespipeline.forecast.ForecastStrategy;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.quantity.Probability;
import org.salespipeline.stage.SalesProcess;
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
        chances.keySet().forEach(stage -> requireOpen(stage, view.processes()));
        return this::answer;
    }

    private static void requireOpen(StageId id, List<SalesProcess> processes) {
        List<Stage> stages = processes.stream()
                .map(process -> process.find(id))
                .flatMap(Optional::stream)
                .toList();
        checkArgument(
                processes.isEmpty() || !stages.isEmpty(),
                "unknown stage %s; the processes of the view have %s",
                id,
                processes.stream()
                        .flatMap(process -> process.stages().stream().map(Stage::id))
                        .toList());
        stages.forEach(stage -> checkArgument(
                stage.kind().isOpen(), "stage %s must be open to have a chance, was %s", id, stage.kind()));
    }

    private Forecast answer(PipelineView view, ForecastRequest request) {
        return Forecast.builder(view, request)
                .strategy("stage-weighted")
                .chanceByStage(chances)
                .build();
    }

    @Override
    public String toString() {
        return "stage-weighted" + (chances.isEmpty() ? "" : chances);
    }
}
