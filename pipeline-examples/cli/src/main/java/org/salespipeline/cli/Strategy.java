package org.salespipeline.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.salespipeline.forecast.ForecastStrategy;
import org.salespipeline.forecast.baseline.Baselines;
import org.salespipeline.forecast.strategy.ForecastStrategies;
import org.salespipeline.stage.ForecastCategory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say how to forecast. */
final class Strategy {

    private static final String DEFAULT = "stage-weighted";
    private static final int MOST_PAST = 120;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--strategy",
            paramLabel = "NAME",
            description = "How to forecast; forecast --help lists the names. Default: stage-weighted.")
    private String name = DEFAULT;

    @Option(
            names = "--past",
            paramLabel = "N",
            description = "How many past periods mean-of-last, drift and run-rate look at. Default: 4.")
    private int past = 4;

    @Option(
            names = "--calls",
            paramLabel = "POLICY",
            description = "stick or reset: whether a called category holds when the deal moves on. Default: stick.")
    private Calls calls = Calls.STICK;

    /** For picocli. */
    Strategy() {}

    /** The strategy that was named. */
    ForecastStrategy choose() {
        Map<String, Supplier<ForecastStrategy>> all = all(past, calls);
        Supplier<ForecastStrategy> chosen = all.get(name);
        if (chosen == null) {
            throw usage("--strategy must be one of " + all.keySet() + ", was " + name);
        }
        int fewest = name.equals("drift") ? 2 : 1;
        if (past < fewest || past > MOST_PAST) {
            throw usage("--past must be in [" + fewest + ", " + MOST_PAST + "], was " + past);
        }
        return chosen.get();
    }

    /** Whether the strategy that was named tells how likely a revenue is. */
    boolean knowsChances() {
        return name.equals("standard");
    }

    /** All strategies by name, in the order in which they are told. */
    static Map<String, Supplier<ForecastStrategy>> all(int past, Calls calls) {
        Map<String, Supplier<ForecastStrategy>> all = new LinkedHashMap<>();
        all.put(DEFAULT, ForecastStrategies::stageWeighted);
        all.put("standard", ForecastStrategies::standard);
        all.put("commit", () -> category(ForecastCategory.COMMIT, calls));
        all.put("most-likely", () -> category(ForecastCategory.MOST_LIKELY, calls));
        all.put("best-case", () -> category(ForecastCategory.BEST_CASE, calls));
        all.put("pipeline", () -> category(ForecastCategory.PIPELINE, calls));
        all.put("last-period", Baselines::lastPeriod);
        all.put("mean-of-last", () -> Baselines.meanOfLast(past));
        all.put("same-period-last-year", Baselines::samePeriodLastYear);
        all.put("same-period-last-quarter", Baselines::samePeriodLastQuarter);
        all.put("drift", () -> Baselines.drift(past));
        all.put("closed-so-far", Baselines::closedSoFar);
        all.put("run-rate", () -> Baselines.runRate(past));
        return all;
    }

    private static ForecastStrategy category(ForecastCategory loosest, Calls calls) {
        return ForecastStrategies.category(loosest, calls.policy());
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
