package org.salespipeline.forecast.win;

import org.salespipeline.forecast.testkit.WinModelLaws;

class StandardLaws implements WinModelLaws {

    @Override
    public WinModel model() {
        return WinModels.standard();
    }
}
