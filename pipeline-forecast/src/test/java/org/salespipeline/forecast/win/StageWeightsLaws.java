package org.salespipeline.forecast.win;

import org.salespipeline.forecast.testkit.WinModelLaws;

class StageWeightsLaws implements WinModelLaws {

    @Override
    public WinModel model() {
        return WinModels.stageWeights();
    }
}
