package org.salespipeline.forecast.win;

import org.salespipeline.forecast.testkit.WinModelLaws;

class SegmentsLaws implements WinModelLaws {

    @Override
    public WinModel model() {
        return WinModels.segments("owner", "source");
    }
}
