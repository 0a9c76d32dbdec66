package org.salespipeline.forecast.win;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The weighted mean of the log-odds of several members, week by week. */
final class PooledHazards implements Hazards {

    private final ImmutableList<Member> members;

    PooledHazards(List<Member> members) {
        this.members = ImmutableList.copyOf(members);
    }

    /** A member and its weight; the weights add up to 1. */
    record Member(Hazards hazards, double weight) {}

    @Override
    public void add(Coded deals, int deal, double share, double[] into) {
        for (Member member : members) {
            member.hazards.add(deals, deal, share * member.weight, into);
        }
    }

    @Override
    public List<WinChances.Part> parts(Coded deals, int deal, double share) {
        Map<String, WinChances.Part> byName = new LinkedHashMap<>();
        for (Member member : members) {
            for (WinChances.Part part : member.hazards.parts(deals, deal, share * member.weight)) {
                byName.merge(part.name(), part, PooledHazards::sum);
            }
        }
        return new ArrayList<>(byName.values());
    }

    private static WinChances.Part sum(WinChances.Part one, WinChances.Part other) {
        return new WinChances.Part(
                one.name(),
                one.value(),
                one.towardsWin() + other.towardsWin(),
                one.towardsLoss() + other.towardsLoss());
    }
}
