package org.salespipeline.forecast.win;

import org.salespipeline.forecast.testkit.WinModelLaws;

class OutcomesOnlyLaws implements WinModelLaws {

    @Override
    public WinModel model() {
        return WinModels.outcomesOnly();
    }
}
