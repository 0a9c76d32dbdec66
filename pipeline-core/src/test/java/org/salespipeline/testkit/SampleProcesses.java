package org.salespipeline.testkit;

import java.time.Instant;
import java.util.List;
import org.salespipeline.stage.ProcessVersions;
import org.salespipeline.stage.ProcessVersions.StageMap;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.SalesProcesses;
import org.salespipeline.stage.Stage;

/** Processes for examples and tests: small, branching, and with every kind of stage. */
public final class SampleProcesses {

    private static final SalesProcess ENTERPRISE = SalesProcess.builder("enterprise")
            .open("qualify", 0.10)
            .open("propose", 0.40)
            .open("negotiate", 0.70)
            .won("won")
            .lost("lost")
            .build();

    private static final SalesProcess BRANCHING = SalesProcess.builder("branching")
            .open("discover", 0.05)
            .open("trial", 0.30)
            .open("tender", 0.20)
            .open("contract")
            .won("won")
            .won("won-by-partner")
            .lost("lost")
            .other("recycled")
            .move("discover", "trial")
            .move("discover", "tender")
            .move("trial", "contract")
            .move("trial", "won")
            .move("tender", "contract")
            .move("contract", "won")
            .move("contract", "won-by-partner")
            .build();

    private static final SalesProcess EVERY_KIND = SalesProcess.builder("every-kind")
            .stage(Stage.prePipeline("Lead").stagnantAfterDays(14).build())
            .stage(Stage.open("Gespräch")
                    .name("Erstes Gespräch")
                    .winProbability(0.25)
                    .stagnantAfterDays(30)
                    .build())
            .stage(Stage.won("成約").build())
            .stage(Stage.postSales("Montage").build())
            .stage(Stage.lost("Verloren").build())
            .stage(Stage.other("Doppelt").build())
            .build();

    private static final ProcessVersions RENEWALS = ProcessVersions.of(SalesProcess.builder("renewals")
                    .open("review", 0.60)
                    .open("offer", 0.80)
                    .won("renewed")
                    .lost("churned")
                    .build())
            .then(
                    Instant.parse("2026-01-15T00:00:00Z"),
                    SalesProcess.builder("renewals")
                            .open("review", 0.50)
                            .open("value-check", 0.65)
                            .open("quote", 0.85)
                            .won("renewed")
                            .postSales("onboarding")
                            .lost("churned")
                            .build(),
                    StageMap.sameNames().with("offer", "quote"));

    private SampleProcesses() {}

    /** Three open stages in a row, one won, one lost: the process of the introduction. */
    public static SalesProcess enterprise() {
        return ENTERPRISE;
    }

    /** Two ways through the middle, two won stages, and an open stage without a win probability. */
    public static SalesProcess branching() {
        return BRANCHING;
    }

    /** One stage of each kind, with names outside ASCII. */
    public static SalesProcess everyKind() {
        return EVERY_KIND;
    }

    /** Two versions: the second renames a stage, adds another, and goes on after the win. */
    public static ProcessVersions renewals() {
        return RENEWALS;
    }

    /** These, and the presets of the library. */
    public static List<SalesProcess> all() {
        return List.of(
                ENTERPRISE,
                BRANCHING,
                EVERY_KIND,
                RENEWALS.latest(),
                SalesProcesses.newBusiness(),
                SalesProcesses.leadToDeal());
    }
}
