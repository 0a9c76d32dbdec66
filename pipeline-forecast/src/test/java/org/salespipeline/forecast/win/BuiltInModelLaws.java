package org.salespipeline.forecast.win;

import net.jqwik.api.Group;
import org.salespipeline.forecast.testkit.WinModelLaws;

@SuppressWarnings("ClassCanBeStatic") // groups of jqwik are inner classes
class BuiltInModelLaws {

    @Group
    class Standard implements WinModelLaws {
        @Override
        public WinModel model() {
            return WinModels.standard();
        }
    }

    @Group
    class Cells implements WinModelLaws {
        @Override
        public WinModel model() {
            return WinModels.cells();
        }
    }

    @Group
    class Additive implements WinModelLaws {
        @Override
        public WinModel model() {
            return WinModels.additive();
        }
    }

    @Group
    class Boosted implements WinModelLaws {
        @Override
        public WinModel model() {
            return WinModels.boosted();
        }
    }

    @Group
    class StageWeighted implements WinModelLaws {
        @Override
        public WinModel model() {
            return WinModels.stageWeights();
        }
    }

    @Group
    class Segmented implements WinModelLaws {
        @Override
        public WinModel model() {
            return WinModels.segments("owner", "source");
        }
    }

    @Group
    class NaiveBayesian implements WinModelLaws {
        @Override
        public WinModel model() {
            return WinModels.naiveBayes();
        }
    }

    @Group
    class OfOutcomes implements WinModelLaws {
        @Override
        public WinModel model() {
            return WinModels.outcomesOnly();
        }
    }
}
