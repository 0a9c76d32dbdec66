package org.salespipeline.testkit;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.Stage;

/** Sound processes: a chain of open stages, sometimes with short cuts declared. */
final class RandomProcesses {

    private RandomProcesses() {}

    static Arbitrary<SalesProcess> sound() {
        Arbitrary<Integer> leads = Arbitraries.integers().between(0, 2);
        Arbitrary<List<Double>> chances = Arbitraries.doubles()
                .between(0, 1)
                .ofScale(2)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
        Arbitrary<Integer> wins = Arbitraries.integers().between(1, 2);
        Arbitrary<Boolean> others = Arbitraries.of(true, false);
        Arbitrary<Boolean> shortCuts = Arbitraries.of(true, false);
        return Combinators.combine(leads, chances, wins, others, shortCuts).as(RandomProcesses::build);
    }

    private static SalesProcess build(int leads, List<Double> chances, int wins, boolean other, boolean shortCuts) {
        SalesProcess.Builder process = SalesProcess.builder("random");
        for (int lead = 0; lead < leads; lead++) {
            process.prePipeline("lead" + lead);
        }
        for (int position = 0; position < chances.size(); position++) {
            // a chance of exactly 0 stands for an unknown one
            Stage.Builder stage = Stage.open("open" + position);
            if (chances.get(position) > 0) {
                stage.winProbability(chances.get(position));
            }
            process.stage(stage.build());
        }
        for (int win = 0; win < wins; win++) {
            process.won("won" + win);
        }
        process.lost("lost");
        if (other) {
            process.other("other");
        }
        if (shortCuts) {
            declare(process, leads, chances.size(), wins);
        }
        return process.build();
    }

    /** Every lead leads on; every open stage leads to all later ones and to every win. */
    private static void declare(SalesProcess.Builder process, int leads, int opens, int wins) {
        for (int lead = 0; lead < leads; lead++) {
            process.move("lead" + lead, lead + 1 < leads ? "lead" + (lead + 1) : "open0");
        }
        for (int from = 0; from < opens; from++) {
            for (int to = from + 1; to < opens; to++) {
                process.move("open" + from, "open" + to);
            }
            for (int win = 0; win < wins; win++) {
                process.move("open" + from, "won" + win);
            }
        }
    }
}
