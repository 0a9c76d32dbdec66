package org.salespipeline.forecast.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.forecast.measure.StageFigures.Bottleneck;

class BottleneckTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 1, 5);

    /** Every day a deal of 100.00 comes in; each stays 7 days in qualify, from the 11th week on 28 days. */
    private static List<OpportunityLog> logs(String prefix, boolean becomesSlow) {
        List<OpportunityLog> logs = new ArrayList<>();
        for (int day = 0; day < 16 * 7; day++) {
            LocalDate begin = MONDAY.plusDays(day);
            int stay = becomesSlow && day >= 10 * 7 ? 28 : 7;
            logs.add(Stories.log(
                    prefix + day,
                    step(begin, "qualify"),
                    step(begin, "EUR 100.00"),
                    step(begin, "owner " + prefix),
                    step(begin.plusDays(stay), "propose")));
        }
        return logs;
    }

    private static String step(LocalDate day, String what) {
        return String.format(Locale.ROOT, "%tm-%<td %s", day, what);
    }

    private static MeasureTable<Bottleneck> bottlenecks() {
        List<OpportunityLog> logs = new ArrayList<>(logs("ada", true));
        logs.addAll(logs("bob", false));
        return Measures.bottlenecks(14).by("owner").of(Stories.view("2026-04-26", logs.toArray(OpportunityLog[]::new)));
    }

    @Test
    void aStageThatBecameSlowIsABottleneckAndItsPeerIsNot() {
        MeasureTable<Bottleneck> table = bottlenecks();
        Bottleneck slow = table.rows().get(0).figures();
        assertThat(table.rows().get(0).segments()).containsExactly("ada");
        assertThat(table.rows().get(0).own()).containsExactly("enterprise", "qualify");
        assertThat(slow.isBottleneck(0.05)).isTrue();
        // what came in from the 11th week on moves on from the 15th week on: there is a gap of three weeks
        assertThat(slow.since()).contains(MONDAY.plusWeeks(11));
        assertThat(slow.slowerForDays()).isEqualTo(35);
        assertThat(slow.pValueAgainstPeers().orElseThrow()).isLessThan(1e-6);
        assertThat(table.rows())
                .filteredOn(row -> row.figures().isBottleneck(0.05))
                .hasSize(1);
    }

    @Test
    void theDelayCostsWhatWouldHaveMovedOn() {
        Bottleneck slow = bottlenecks().rows().get(0).figures();
        double pace = slow.pace().orElseThrow();
        // 14 moved in these 35 days, at 100.00 each and a win probability of 10 %
        double held = (14 / pace - 14) / 35;
        assertThat(slow.heldUpPerDay().orElseThrow().doubleValue()).isBetween(held * 100 - 1e-6, held * 100 + 1e-6);
        assertThat(slow.costPerDay().orElseThrow().doubleValue()).isBetween(held * 10 - 1e-6, held * 10 + 1e-6);
        assertThat(pace).isBetween(0.05, 0.5);
    }

    @Test
    void theTotalIsComparedWithItselfOnly() {
        MeasureTable<Bottleneck> table = bottlenecks();
        assertThat(table.totals().get(0).figures().pValueAgainstPeers()).isEmpty();
        assertThat(table.totals().get(0).figures().falseDiscoveryRate()).isPresent();
    }

    @Test
    void weeksAreFewButNotTooFew() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Measures.bottlenecks(7))
                .withMessage("weeks must be in [8, 520], was 7");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bottlenecks().rows().get(0).figures().isBottleneck(5))
                .withMessage("false-discovery rate must be between 0 and 1, was 5.0");
    }
}
