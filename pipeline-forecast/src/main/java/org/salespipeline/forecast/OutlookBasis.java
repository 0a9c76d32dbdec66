package org.salespipeline.forecast;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.forecast.revenue.Criticality;
import org.salespipeline.forecast.statistics.ExactSum;
import org.salespipeline.forecast.view.Fingerprint;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.quantity.Probability;

/** A chance for each deal and period, and an amount for each line of what no deal carries yet. */
final class OutlookBasis implements Basis {

    private final PipelineCube cube;
    private final PipelineView view;
    private final Told told;
    private final Weighed weighed;
    private final Fingerprint chances;

    private OutlookBasis(PipelineCube cube, PipelineView view, Told told, Weighed weighed) {
        this.cube = cube;
        this.view = view;
        this.told = told;
        this.weighed = weighed;
        this.chances = weighed.hash.result();
    }

    /** What a strategy says. */
    record Said(Forecast.DealOutlook deals, Forecast.LineAmount newBusiness, Forecast.RevenueOutlook revenue) {}

    static Forecast forecast(PipelineCube cube, PipelineView view, Said said, Told told) {
        Weighed weighed = new Weighed(cube, new DealLines(cube, view), said.deals, told);
        weighed.addAll();
        long[] sums = weighed.rounded();
        long[] unattributed = new long[sums.length];
        Answer facts = cube.answer(sums);
        for (int line = 0; line < unattributed.length; line++) {
            Optional<Money> amount = said.newBusiness.of(facts.line(line));
            if (amount.isPresent()) {
                unattributed[line] = LineBasis.minor(amount.get(), facts, told);
            }
        }
        ExpectedLines expected = ExpectedLines.of(sums, unattributed, new BitSet());
        return new Forecast(
                cube.answer(expected),
                new OutlookBasis(cube, view, told, weighed),
                new Estimates.Said(said.revenue, (effect, period) -> weighed.deal(effect, period, facts.currency)));
    }

    @Override
    public String strategy() {
        return told.strategy();
    }

    @Override
    public ImmutableList<String> assumptions(Answer answer) {
        return ImmutableList.<String>builder()
                .addAll(Sentences.assumptionsByOutlook(answer))
                .addAll(told.assumptions())
                .build();
    }

    @Override
    public ImmutableList<String> missing(Answer answer) {
        return ImmutableList.<String>builder()
                .addAll(told.missing())
                .addAll(Sentences.withoutChance(weighed.withoutChance, answer))
                .addAll(Sentences.openWithoutAmount(weighed.withoutAmount))
                .addAll(Sentences.leftOutOfClosed(cube, answer))
                .build();
    }

    @Override
    public Contributions contributions(Answer answer) {
        return Contributions.of(answer, weighed.lines, weighed, weighed.pairs);
    }

    @Override
    public Fingerprint fingerprint(Answer answer) {
        AnswerHash hash = AnswerHash.of(view, answer)
                .texts(List.of(told.strategy(), "chances by period"))
                .texts(told.assumptions())
                .texts(told.missing())
                .number(chances.high())
                .number(chances.low());
        return answer.expected.hash(hash).result();
    }

    /** The running sums of one pass over the deals. */
    private static final class Weighed implements Contributions.Weights {

        private final DealLines lines;
        private final Forecast.DealOutlook outlook;
        private final Told told;
        private final List<FiscalPeriod> periods;
        private final ExactSum[] sums;
        private final AnswerHash hash = new AnswerHash();
        private final Contributions.Pairs pairs = new Contributions.Pairs();
        private Tally withoutChance = Tally.NONE;
        private long withoutAmount;

        Weighed(PipelineCube cube, DealLines lines, Forecast.DealOutlook outlook, Told told) {
            this.lines = lines;
            this.outlook = outlook;
            this.told = told;
            this.periods = cube.request().periods();
            sums = Stream.generate(ExactSum::new)
                    .limit((long) periods.size() * cube.raw().segments.size())
                    .toArray(ExactSum[]::new);
        }

        void addAll() {
            for (int row = 0; row < lines.size(); row++) {
                if (lines.isOpen(row)) {
                    add(row);
                }
            }
        }

        private void add(int row) {
            OptionalLong amount = outlook.amountMinor(row);
            if (amount.isEmpty()) {
                withoutAmount++;
                hash.number(-2);
                return;
            }
            for (int period = 0; period < periods.size(); period++) {
                Optional<Probability> chance = chance(row, period);
                if (chance.isEmpty()) {
                    checkState(
                            period == 0,
                            "strategy %s: deal %s must have a chance in all periods or in none, had none in %s",
                            told.strategy(),
                            lines.id(row),
                            periods.get(period));
                    withoutChance = withoutChance.plus(amount.getAsLong());
                    hash.number(-1);
                    return;
                }
                int line = lines.line(row, period);
                sums[line].add(amount.getAsLong(), chance.get().toFixed());
                pairs.add(row, line);
                hash.number(Double.doubleToLongBits(chance.get().value()));
            }
            hash.number(amount.getAsLong());
        }

        @Override
        public Optional<Probability> chance(int row, int period) {
            Optional<Probability> chance = outlook.chance(row, period);
            checkState(
                    chance != null,
                    "strategy %s: chance of deal %s must not be null; say Optional.empty() when nothing is known",
                    told.strategy(),
                    lines.id(row));
            return chance;
        }

        @Override
        public long amountMinor(int row) {
            return outlook.amountMinor(row)
                    .orElseThrow(() -> new IllegalStateException(
                            "amount of deal " + lines.id(row) + " must not change, was present before"));
        }

        WhatMatters.Deal deal(Criticality.Effect effect, int period, CurrencyUnit currency) {
            int row = Math.toIntExact(effect.key());
            return new WhatMatters.Deal(
                    lines.id(row),
                    Money.ofMinor(currency, amountMinor(row)),
                    chance(row, period).orElseThrow(),
                    effect);
        }

        long[] rounded() {
            return Stream.of(sums).mapToLong(ExactSum::rounded).toArray();
        }
    }
}
