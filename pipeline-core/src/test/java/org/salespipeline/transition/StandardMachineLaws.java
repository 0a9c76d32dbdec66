package org.salespipeline.transition;

import org.salespipeline.testkit.StageMachineLaws;

class StandardMachineLaws implements StageMachineLaws {

    @Override
    public StageMachine machine(Rules rules) {
        return rules.standard();
    }
}
