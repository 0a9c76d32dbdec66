package org.salespipeline.stateless;

import org.salespipeline.stateless.StatelessMachine.Options;
import org.salespipeline.stateless.StatelessMachine.Rule;
import org.salespipeline.testkit.StageMachineLaws;
import org.salespipeline.transition.StageMachine;

class StatelessMachineLaws implements StageMachineLaws {

    @Override
    public StageMachine machine(Rules rules) {
        return new StatelessMachine(
                rules.process(),
                rules.guards().stream()
                        .map(guard -> new Rule(guard.exit(), guard.stage(), guard.criterion()))
                        .toList(),
                new Options(rules.allowed(), rules.unknownBlocks(), rules.zone()));
    }
}
