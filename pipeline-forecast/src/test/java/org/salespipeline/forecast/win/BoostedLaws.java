package org.salespipeline.forecast.win;

import org.salespipeline.forecast.testkit.WinModelLaws;

class BoostedLaws implements WinModelLaws {

    @Override
    public WinModel model() {
        return WinModels.boosted();
    }
}
