package org.salespipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.salespipeline.cli.Cli.Outcome;

/** Why an open deal has its chances, on the command line. */
class ExplainCommandTest {

    @TempDir
    private Path folder = Path.of("");

    private Outcome explain(Object... more) {
        Object[] args = new Object[more.length + 4];
        args[0] = "explain";
        args[1] = Cli.write(folder, "deals.csv", Cli.HEADER + Cli.SOUND);
        args[2] = "-m";
        args[3] = Cli.write(folder, "mapping.yaml", Cli.MAPPING);
        System.arraycopy(more, 0, args, 4, more.length);
        return Cli.run(args);
    }

    @Test
    void anOpenDealIsToldItsChancesAndOnWhatTheyStand() {
        Outcome outcome = explain("D2", "--horizons", "30d,90d");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .contains("D2, in stage negotiate, as of 2026-06-30; its chances stand on ")
                .contains("30 days")
                .contains("90 days")
                .contains("because of");
        assertThat(outcome.out())
                .isEqualTo(explain("D2", "--horizons", "90d,30d,90d").out());
    }

    @Test
    void theChancesOfAHorizonAddUpToOne() {
        String json = explain("D1", "--format", "json").out();
        List<Double> chances = java.util.regex.Pattern.compile("\"p_(?:win|lose|open)\": ?([0-9.]+)")
                .matcher(json)
                .results()
                .map(found -> Double.valueOf(found.group(1)))
                .toList();
        assertThat(chances).hasSize(4 * 3);
        for (int i = 0; i < chances.size(); i += 3) {
            assertThat(chances.get(i) + chances.get(i + 1) + chances.get(i + 2)).isBetween(0.9998, 1.0002);
        }
        assertThat(explain("D1", "--format", "csv").out()).startsWith("deal_id,name,value,towards_win,towards_loss\n");
    }

    @Test
    void whoIsNotThereOrNotOpenIsNamed() {
        assertThat(explain("D9").err()).contains("DEAL must be one of the 5 deals known on 2026-06-30, was D9");
        assertThat(explain("D3").err()).contains("DEAL must be open on 2026-06-30, D3 is in won");
    }
}
