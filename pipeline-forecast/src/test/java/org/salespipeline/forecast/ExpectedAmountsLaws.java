package org.salespipeline.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.salespipeline.quantity.Probability;
import org.salespipeline.stage.ProcessId;
import org.salespipeline.stage.StageId;

class ExpectedAmountsLaws {

    private static final BigDecimal FIXED_ONE = new BigDecimal(BigInteger.ONE.shiftLeft(40));
    static final long LARGEST = 1L << 38;

    @Property
    void smallAmountsInHalvesGiveWhat128BitsGive(
            @ForAll @Size(6) List<@LongRange(min = -LARGEST, max = LARGEST) Long> amounts,
            @ForAll @DoubleRange(min = 0, max = 1) double one,
            @ForAll @DoubleRange(min = 0, max = 1) double other) {
        List<Probability> chances = List.of(Probability.of(one), Probability.of(other), Probability.of(0.5));
        CubeCells cells = cells(amounts, chances);
        StageChances byStage = StageChances.of(cells.stages, Map.of());
        long[] small = new long[2];
        new ExpectedAmounts(cells, byStage, LARGEST).add(0, 1, small, 0);
        long[] wide = new long[2];
        new ExpectedAmounts(cells, byStage, Long.MAX_VALUE).add(0, 1, wide, 0);
        assertThat(small).isEqualTo(wide);
        for (int segment = 0; segment < 2; segment++) {
            assertThat(small[segment]).isEqualTo(byHand(cells, chances, segment));
        }
    }

    private static CubeCells cells(List<Long> amounts, List<Probability> chances) {
        List<StageSlot> stages =
                List.of(slot("a", chances.get(0)), slot("b", chances.get(1)), slot("c", chances.get(2)));
        CubeCells cells = new CubeCells(stages, List.of("x", "y"), 1, Map.of());
        for (int cell = 0; cell < amounts.size(); cell++) {
            cells.add(cell, amounts.get(cell), 0);
            cells.deals[cell] = 1;
        }
        return cells;
    }

    private static StageSlot slot(String stage, Probability chance) {
        return new StageSlot(ProcessId.of("p"), 1, StageId.of(stage), false, Optional.of(chance));
    }

    private static long byHand(CubeCells cells, List<Probability> chances, int segment) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int stage = 0; stage < chances.size(); stage++) {
            sum = sum.add(BigDecimal.valueOf(cells.sums[cells.cell(0, segment, stage)])
                    .multiply(BigDecimal.valueOf(chances.get(stage).toFixed())));
        }
        return sum.divide(FIXED_ONE).setScale(0, RoundingMode.HALF_EVEN).longValueExact();
    }
}
