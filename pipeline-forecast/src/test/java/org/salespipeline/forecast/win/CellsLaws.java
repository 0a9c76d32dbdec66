package org.salespipeline.forecast.win;

import org.salespipeline.forecast.testkit.WinModelLaws;

class CellsLaws implements WinModelLaws {

    @Override
    public WinModel model() {
        return WinModels.cells();
    }
}
