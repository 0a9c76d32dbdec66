package org.salespipeline.forecast;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.salespipeline.forecast.statistics.ExactSum;
import org.salespipeline.forecast.view.Fingerprint;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.quantity.Probability;

/** A chance of its own for each deal. */
final class DealBasis implements Basis {

    private final PipelineCube cube;
    private final PipelineView view;
    private final Forecast.DealChance chance;
    private final Told told;
    private final DealLines lines;
    private final Tally withoutChance;
    private final Fingerprint chances;

    private DealBasis(DealLines lines, PipelineCube cube, PipelineView view, Weighed weighed) {
        this.lines = lines;
        this.cube = cube;
        this.view = view;
        this.chance = weighed.chance;
        this.told = weighed.told;
        this.withoutChance = weighed.withoutChance;
        this.chances = weighed.chances.result();
    }

    static Forecast forecast(PipelineCube cube, PipelineView view, Forecast.DealChance chance, Told told) {
        DealLines lines = new DealLines(cube, view);
        Weighed weighed = new Weighed(cube, chance, told);
        for (int row = 0; row < lines.size(); row++) {
            if (lines.line(row) >= 0) {
                weighed.add(lines, row);
            }
        }
        return new Forecast(cube.answer(weighed.rounded()), new DealBasis(lines, cube, view, weighed));
    }

    @Override
    public String strategy() {
        return told.strategy();
    }

    @Override
    public ImmutableList<String> assumptions(Answer answer) {
        return ImmutableList.<String>builder()
                .addAll(Sentences.assumptions(answer))
                .addAll(told.assumptions())
                .build();
    }

    @Override
    public ImmutableList<String> missing(Answer answer) {
        return ImmutableList.<String>builder()
                .addAll(told.missing())
                .addAll(Sentences.withoutChance(withoutChance, answer))
                .addAll(Sentences.leftOut(cube, answer))
                .build();
    }

    @Override
    public Contributions contributions(Answer answer) {
        return Contributions.of(answer, lines, chance);
    }

    @Override
    public Fingerprint fingerprint(Answer answer) {
        return AnswerHash.of(view, answer)
                .texts(List.of(told.strategy(), "deal chances"))
                .texts(told.assumptions())
                .texts(told.missing())
                .number(chances.high())
                .number(chances.low())
                .result();
    }

    /** The running sums of one pass over the deals. */
    private static final class Weighed {

        private final Forecast.DealChance chance;
        private final Told told;
        private final ExactSum[] sums;
        private final AnswerHash chances = new AnswerHash();
        private Tally withoutChance = Tally.NONE;

        Weighed(PipelineCube cube, Forecast.DealChance chance, Told told) {
            this.chance = chance;
            this.told = told;
            int lines = cube.request().periods().size() * cube.raw().segments.size();
            sums = Stream.generate(ExactSum::new).limit(lines).toArray(ExactSum[]::new);
        }

        void add(DealLines lines, int row) {
            Optional<Probability> answer = chance.of(row);
            checkState(
                    answer != null,
                    "strategy %s: chance of deal %s must not be null; say Optional.empty() when nothing is known",
                    told.strategy(),
                    lines.id(row));
            long amount = lines.amountMinor(row);
            if (answer.isEmpty()) {
                withoutChance = withoutChance.plus(amount);
                chances.number(-1);
                return;
            }
            long fixed = answer.get().toFixed();
            sums[lines.line(row)].add(amount, fixed);
            chances.number(Double.doubleToLongBits(answer.get().value()));
        }

        long[] rounded() {
            return Stream.of(sums).mapToLong(ExactSum::rounded).toArray();
        }
    }
}
