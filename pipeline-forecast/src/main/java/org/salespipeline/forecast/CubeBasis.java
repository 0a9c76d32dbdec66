package org.salespipeline.forecast;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.salespipeline.forecast.view.Fingerprint;

/** Stage chances over a cube that holds no deals. */
final class CubeBasis implements Basis {

    private final PipelineCube cube;
    private final StageChances chances;
    private final Told told;

    CubeBasis(PipelineCube cube, StageChances chances, Told told) {
        this.cube = cube;
        this.chances = chances;
        this.told = told;
    }

    @Override
    public String strategy() {
        return told.strategy();
    }

    @Override
    public ImmutableList<String> assumptions(Answer answer) {
        return ImmutableList.<String>builder()
                .addAll(Sentences.assumptions(answer))
                .add(Sentences.stageChances(chances))
                .addAll(told.assumptions())
                .build();
    }

    @Override
    public ImmutableList<String> missing(Answer answer) {
        return ImmutableList.<String>builder()
                .addAll(told.missing())
                .addAll(Sentences.stagesWithoutChance(cube, chances, answer))
                .addAll(Sentences.leftOut(cube, answer))
                .build();
    }

    @Override
    public Contributions contributions(Answer answer) {
        throw new IllegalStateException(
                "a forecast made from a cube has sums and no deals; " + "make it from the view to see contributions");
    }

    @Override
    public Fingerprint fingerprint(Answer answer) {
        return hash(new AnswerHash().bytes(cube.toBytes())).result();
    }

    AnswerHash hash(AnswerHash into) {
        into.texts(List.of(told.strategy(), "stage chances")).texts(told.assumptions());
        for (int stage = 0; stage < chances.stages().size(); stage++) {
            into.text(chances.stages().get(stage).toString())
                    .number(chances.chance(stage)
                            .map(p -> Double.doubleToLongBits(p.value()))
                            .orElse(-1L));
        }
        // the assumptions say whose the chances are, also where both are the same
        List<String> given = chances.given();
        return (given.isEmpty() ? into : into.texts(given)).texts(told.missing());
    }
}
