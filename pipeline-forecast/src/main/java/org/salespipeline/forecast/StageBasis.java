package org.salespipeline.forecast;

import com.google.common.collect.ImmutableList;
import java.util.Map;
import java.util.Optional;
import org.salespipeline.forecast.view.Fingerprint;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.quantity.Probability;
import org.salespipeline.stage.StageId;

/** Stage chances over a view: the sums come from its cube, the contributions from its deals. */
final class StageBasis implements Basis {

    private final PipelineCube cube;
    private final PipelineView view;
    private final StageChances chances;
    private final CubeBasis sums;

    private StageBasis(PipelineCube cube, PipelineView view, StageChances chances, Told told) {
        this.cube = cube;
        this.view = view;
        this.chances = chances;
        this.sums = new CubeBasis(cube, chances, told);
    }

    static Forecast forecast(PipelineCube cube, PipelineView view, Map<StageId, Probability> byStage, Told told) {
        StageChances chances = StageChances.of(cube.cells().stages, byStage);
        return new Forecast(cube.answer(cube.expected(chances)), new StageBasis(cube, view, chances, told));
    }

    @Override
    public String strategy() {
        return sums.strategy();
    }

    @Override
    public ImmutableList<String> assumptions(Answer answer) {
        return sums.assumptions(answer);
    }

    @Override
    public ImmutableList<String> missing(Answer answer) {
        return sums.missing(answer);
    }

    @Override
    public Contributions contributions(Answer answer) {
        DealLines lines = new DealLines(cube, view);
        return Contributions.of(answer, lines, row -> {
            int stage = lines.stage(row);
            return stage < 0 ? Optional.empty() : chances.chance(stage);
        });
    }

    @Override
    public Fingerprint fingerprint(Answer answer) {
        return sums.hash(AnswerHash.of(view, answer)).result();
    }
}
