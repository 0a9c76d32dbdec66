package org.salespipeline.stateless;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.salespipeline.stage.StageId;
import org.salespipeline.testkit.StageMachineLaws;
import org.salespipeline.transition.StageMachine;

class StatelessMachineLaws implements StageMachineLaws {

    @Override
    public StageMachine machine(Rules rules) {
        List<HouseRules.Guard> guards = rules.guards().stream()
                .map(guard -> new HouseRules.Guard(guard.exit(), guard.stage(), guard.criterion()))
                .toList();
        Set<StageId> unknownBlocksTo = new HashSet<>(rules.more().unknownBlocksTo());
        if (rules.unknownBlocks()) {
            rules.process().stages().forEach(stage -> unknownBlocksTo.add(stage.id()));
        }
        HouseRules.Exceptions exceptions = new HouseRules.Exceptions(
                rules.more().backwardTo(),
                unknownBlocksTo,
                rules.more().movers(),
                rules.more().winReversal(),
                rules.more().users());
        return new StatelessMachine(new HouseRules(rules.process(), guards, rules.allowed(), rules.zone(), exceptions));
    }
}
