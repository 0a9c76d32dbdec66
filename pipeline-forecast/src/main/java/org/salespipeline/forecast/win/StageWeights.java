package org.salespipeline.forecast.win;

import com.google.common.collect.ImmutableMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.salespipeline.forecast.view.DealColumns.StageRef;
import org.salespipeline.forecast.view.PipelineView;

/** The share of wins among the decided deals that reached the stage. */
enum StageWeights implements WinModel {
    INSTANCE;

    @Override
    public FittedWinModel fit(PipelineView view) {
        Decided decided = Decided.of(view);
        long[][] counts = decided.byStage();
        Map<String, Double> shares = new LinkedHashMap<>();
        for (int code = 0; code < counts[0].length; code++) {
            if (counts[0][code] > 0) {
                shares.put(
                        OpenDeals.stageName(decided.deals.stages().get(code)),
                        (double) counts[1][code] / counts[0][code]);
            }
        }
        WinChances.Evidence evidence = shares.isEmpty() ? WinChances.Evidence.STATED : WinChances.Evidence.STAGES;
        Map<String, Double> known = ImmutableMap.copyOf(shares);
        return (asked, horizonDays) -> {
            List<StageRef> stages = asked.deals().stages();
            double[] chances = new double[stages.size()];
            for (int code = 0; code < chances.length; code++) {
                StageRef stage = stages.get(code);
                Double share = known.get(OpenDeals.stageName(stage));
                chances[code] = share != null
                        ? share
                        : stage.stage()
                                .winProbability()
                                .map(stated -> stated.value())
                                .orElse(Double.NaN);
            }
            return AtStatedClose.chances(
                    asked, horizonDays, evidence, deal -> chances[asked.deals().stage(deal)]);
        };
    }
}
