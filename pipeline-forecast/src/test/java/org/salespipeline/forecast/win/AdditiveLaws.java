package org.salespipeline.forecast.win;

import org.salespipeline.forecast.testkit.WinModelLaws;

class AdditiveLaws implements WinModelLaws {

    @Override
    public WinModel model() {
        return WinModels.additive();
    }
}
