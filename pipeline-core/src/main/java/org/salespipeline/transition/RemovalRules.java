package org.salespipeline.transition;

import static org.salespipeline.transition.Lacking.plus;

import com.google.common.collect.ImmutableSortedSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.salespipeline.criteria.Reason;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.transition.TransitionResult.Accepted;
import org.salespipeline.transition.TransitionResult.Refused;

/** All that the rules say about taking deals out of the pipeline, compiled when the machine is built. */
final class RemovalRules {

    private static final Map<Removal.Kind, String> NAMES = Map.of(
            Removal.Kind.MERGE, "merged", Removal.Kind.DELETE, "deleted", Removal.Kind.RECYCLE, "recycled to leads");

    /** Who may use each policy that is allowed; nobody in particular for everybody. */
    private final Map<MovePolicy, ImmutableSortedSet<String>> users = new EnumMap<>(MovePolicy.class);

    RemovalRules(RuleBook rules) {
        for (MovePolicy policy : MovePolicy.values()) {
            if (rules.allows(policy)) {
                users.put(policy, rules.usersOf(policy));
            }
        }
    }

    TransitionResult attempt(Opportunity deal, Removal removal) {
        List<Reason> lacking = DealState.objections(deal, removal.at());
        lacking = withRole(lacking, MovePolicy.valueOf(removal.kind().name()), removal);
        boolean takesWinBack = removal.kind() != Removal.Kind.RECYCLE
                && deal.isCurrent()
                && deal.currentStage().kind().isWon();
        if (takesWinBack) {
            lacking = withRole(lacking, MovePolicy.REOPEN_WON, removal);
        }
        lacking = withPolicies(lacking, removal, takesWinBack);
        if (removal.kind() == Removal.Kind.RECYCLE
                && deal.isCurrent()
                && !deal.currentStage().kind().isOpen()) {
            lacking =
                    plus(lacking, Reason.of("closed", "deal is decided, in stage " + deal.stage(), "reopen it first"));
        }
        return lacking.isEmpty() ? new Accepted(List.of(removal.event(deal.id()))) : new Refused(lacking);
    }

    private List<Reason> withRole(List<Reason> lacking, MovePolicy policy, Removal removal) {
        ImmutableSortedSet<String> some = users.getOrDefault(policy, ImmutableSortedSet.of());
        boolean mayUse = some.isEmpty() || !Collections.disjoint(some, removal.roles());
        return mayUse ? lacking : plus(lacking, Way.notForYou(some, policy));
    }

    private List<Reason> withPolicies(List<Reason> lacking, Removal removal, boolean takesWinBack) {
        List<Reason> longer = lacking;
        String name = removal.kind().name();
        if (!users.containsKey(MovePolicy.valueOf(name))) {
            longer = plus(
                    longer,
                    Reason.of(
                            name.toLowerCase(Locale.ROOT),
                            "deals of this process are not to be " + NAMES.get(removal.kind()),
                            "allow MovePolicy." + name));
        }
        if (takesWinBack && !users.containsKey(MovePolicy.REOPEN_WON)) {
            longer = plus(
                    longer,
                    Reason.of(
                            "won",
                            "deal is won, and without it the win is gone",
                            "reopen it first, or allow MovePolicy.REOPEN_WON"));
        }
        return longer;
    }
}
