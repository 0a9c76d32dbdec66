package org.salespipeline.forecast;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.salespipeline.forecast.view.Fingerprint;
import org.salespipeline.forecast.view.PipelineView;

/** An amount for each line, whatever the deals. */
final class LineBasis implements Basis {

    private final PipelineCube cube;
    private final PipelineView view;
    private final Told told;

    private LineBasis(PipelineCube cube, PipelineView view, Told told) {
        this.cube = cube;
        this.view = view;
        this.told = told;
    }

    static Forecast forecast(PipelineCube cube, PipelineView view, Forecast.LineAmount amount, Told told) {
        int lines = cube.request().periods().size() * cube.raw().segments.size();
        Answer facts = cube.answer(new long[lines]);
        long[] minor = new long[lines];
        BitSet unknown = new BitSet();
        for (int line = 0; line < lines; line++) {
            Optional<Money> expected = amount.of(facts.line(line));
            if (expected.isEmpty()) {
                unknown.set(line);
            } else {
                minor[line] = minor(expected.get(), facts, told);
            }
        }
        return new Forecast(cube.answer(ExpectedLines.unattributed(minor, unknown)), new LineBasis(cube, view, told));
    }

    static long minor(Money expected, Answer facts, Told told) {
        checkState(
                expected.getCurrencyUnit().equals(facts.currency),
                "strategy %s: what is expected must be in %s as the facts of its line, was %s",
                told.strategy(),
                facts.currency,
                expected);
        return expected.getAmountMinorLong();
    }

    @Override
    public String strategy() {
        return told.strategy();
    }

    @Override
    public ImmutableList<String> assumptions(Answer answer) {
        return ImmutableList.<String>builder()
                .addAll(Sentences.assumptionsByLine(answer))
                .addAll(told.assumptions())
                .build();
    }

    @Override
    public ImmutableList<String> missing(Answer answer) {
        return ImmutableList.<String>builder()
                .addAll(told.missing())
                .addAll(Sentences.leftOutOfClosed(cube, answer))
                .build();
    }

    @Override
    public Contributions contributions(Answer answer) {
        return Contributions.none(answer, new DealLines(cube, view));
    }

    @Override
    public Fingerprint fingerprint(Answer answer) {
        AnswerHash hash = AnswerHash.of(view, answer)
                .texts(List.of(told.strategy(), "line amounts"))
                .texts(told.assumptions())
                .texts(told.missing());
        return answer.expected.hash(hash).result();
    }
}
