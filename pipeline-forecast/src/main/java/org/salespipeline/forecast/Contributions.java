package org.salespipeline.forecast;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Optional;
import java.util.RandomAccess;
import org.salespipeline.quantity.Probability;

/** Contributions as row numbers; each is made when it is read. */
final class Contributions extends AbstractList<Contribution> implements RandomAccess {

    private static final BigDecimal FIXED_ONE = new BigDecimal(BigInteger.ONE.shiftLeft(Probability.FIXED_BITS));

    private final Answer answer;
    private final DealLines lines;
    private final Forecast.DealChance chances;
    private final int[] rows;

    private Contributions(Answer answer, DealLines lines, Forecast.DealChance chances, int[] rows) {
        this.answer = answer;
        this.lines = lines;
        this.chances = chances;
        this.rows = rows;
    }

    static Contributions of(Answer answer, DealLines lines, Forecast.DealChance chances) {
        int[] rows = new int[64];
        int count = 0;
        for (int row = 0; row < lines.size(); row++) {
            if (lines.line(row) >= 0 && chances.of(row).isPresent()) {
                rows = count == rows.length ? Arrays.copyOf(rows, count * 2) : rows;
                rows[count++] = row;
            }
        }
        return new Contributions(answer, lines, chances, Arrays.copyOf(rows, count));
    }

    /** The contributions to a forecast that does not go by deals. */
    static Contributions none(Answer answer, DealLines lines) {
        return new Contributions(answer, lines, row -> Optional.empty(), new int[0]);
    }

    @Override
    public int size() {
        return rows.length;
    }

    @Override
    public Contribution get(int index) {
        int row = rows[index];
        int line = lines.line(row);
        int segments = answer.raw.segments.size();
        return ImmutableContribution.builder()
                .opportunity(lines.id(row))
                .period(answer.request.periods().get(line / segments))
                .segment(answer.raw.segments.get(line % segments))
                .amount(answer.money(lines.amountMinor(row)))
                .chance(chance(row))
                .weighted(weightedMinor(index).movePointLeft(answer.currency.getDecimalPlaces()))
                .build();
    }

    int line(int index) {
        return lines.line(rows[index]);
    }

    /** The exact product in minor units. */
    BigDecimal weightedMinor(int index) {
        int row = rows[index];
        return BigDecimal.valueOf(lines.amountMinor(row))
                .multiply(BigDecimal.valueOf(chance(row).toFixed()))
                .divide(FIXED_ONE)
                .stripTrailingZeros();
    }

    private Probability chance(int row) {
        Optional<Probability> chance = chances.of(row);
        return chance.orElseThrow(() ->
                new IllegalStateException("chance of deal " + lines.id(row) + " must not change, was present before"));
    }
}
