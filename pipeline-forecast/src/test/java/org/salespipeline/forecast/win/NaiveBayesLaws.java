package org.salespipeline.forecast.win;

import org.salespipeline.forecast.testkit.WinModelLaws;

class NaiveBayesLaws implements WinModelLaws {

    @Override
    public WinModel model() {
        return WinModels.naiveBayes();
    }
}
