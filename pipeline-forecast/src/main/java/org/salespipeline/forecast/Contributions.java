package org.salespipeline.forecast;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Optional;
import java.util.RandomAccess;
import org.salespipeline.quantity.Probability;

/** Contributions as row numbers and lines; each is made when it is read. */
final class Contributions extends AbstractList<Contribution> implements RandomAccess {

    private static final BigDecimal FIXED_ONE = new BigDecimal(BigInteger.ONE.shiftLeft(Probability.FIXED_BITS));

    private final Answer answer;
    private final DealLines deals;
    private final Weights weights;
    private final int[] rows;
    private final int[] lines;

    private Contributions(Answer answer, DealLines deals, Weights weights, Pairs pairs) {
        this.answer = answer;
        this.deals = deals;
        this.weights = weights;
        this.rows = Arrays.copyOf(pairs.rows, pairs.count);
        this.lines = Arrays.copyOf(pairs.lines, pairs.count);
    }

    /** What a strategy says of a deal, asked again when it is read. */
    interface Weights {

        /** The chance of the deal in a period of the request. */
        Optional<Probability> chance(int row, int period);

        long amountMinor(int row);
    }

    /** Each deal in the one line of its expected close. */
    static Contributions of(Answer answer, DealLines deals, Forecast.DealChance chances) {
        Pairs pairs = new Pairs();
        for (int row = 0; row < deals.size(); row++) {
            int line = deals.line(row);
            if (line >= 0 && chances.of(row).isPresent()) {
                pairs.add(row, line);
            }
        }
        return new Contributions(answer, deals, new AsStated(deals, chances), pairs);
    }

    /** Each deal in as many lines as it may be won in. */
    static Contributions of(Answer answer, DealLines deals, Weights weights, Pairs pairs) {
        return new Contributions(answer, deals, weights, pairs);
    }

    /** The contributions to a forecast that does not go by deals. */
    static Contributions none(Answer answer, DealLines deals) {
        return new Contributions(answer, deals, new AsStated(deals, row -> Optional.empty()), new Pairs());
    }

    @Override
    public int size() {
        return rows.length;
    }

    @Override
    public Contribution get(int index) {
        int row = rows[index];
        int segments = answer.raw.segments.size();
        return ImmutableContribution.builder()
                .opportunity(deals.id(row))
                .period(answer.request.periods().get(lines[index] / segments))
                .segment(answer.raw.segments.get(lines[index] % segments))
                .amount(answer.money(weights.amountMinor(row)))
                .chance(chance(index))
                .weighted(weightedMinor(index).movePointLeft(answer.currency.getDecimalPlaces()))
                .build();
    }

    int line(int index) {
        return lines[index];
    }

    /** The exact product in minor units. */
    BigDecimal weightedMinor(int index) {
        return BigDecimal.valueOf(weights.amountMinor(rows[index]))
                .multiply(BigDecimal.valueOf(chance(index).toFixed()))
                .divide(FIXED_ONE)
                .stripTrailingZeros();
    }

    private Probability chance(int index) {
        int row = rows[index];
        Optional<Probability> chance = weights.chance(row, lines[index] / answer.raw.segments.size());
        return chance.orElseThrow(() ->
                new IllegalStateException("chance of deal " + deals.id(row) + " must not change, was present before"));
    }

    /** The amounts that are shown, whatever the period. */
    private record AsStated(DealLines deals, Forecast.DealChance chances) implements Weights {

        @Override
        public Optional<Probability> chance(int row, int period) {
            return chances.of(row);
        }

        @Override
        public long amountMinor(int row) {
            return deals.amountMinor(row);
        }
    }

    /** Which deal stands in which line. */
    static final class Pairs {

        private int[] rows = new int[64];
        private int[] lines = new int[64];
        private int count;

        void add(int row, int line) {
            if (count == rows.length) {
                rows = Arrays.copyOf(rows, count * 2);
                lines = Arrays.copyOf(lines, count * 2);
            }
            rows[count] = row;
            lines[count++] = line;
        }
    }
}
