package org.salespipeline.forecast.view;

import java.util.BitSet;

/** Which links to partners hold for a deal: of each pair of partner and role the last fact decides. */
final class PartnerLinks {

    private final RowsAsOf rows;
    private final Labels partners;
    private final Labels roles;
    private final Labels linked;

    PartnerLinks(RowsAsOf rows) {
        this.rows = rows;
        partners = rows.facts().labels(0);
        roles = rows.facts().labels(1);
        linked = rows.facts().labels(2);
    }

    /** The rows of the links that hold, for the run of a deal. */
    BitSet holding(int run) {
        BitSet holding = new BitSet();
        for (int row = rows.facts().runs().start(run); row < rows.facts().runs().end(run); row++) {
            if (rows.counts(row)) {
                for (int before = holding.nextSetBit(0); before >= 0; before = holding.nextSetBit(before + 1)) {
                    int earlier = before + rows.facts().runs().start(run);
                    holding.set(
                            before,
                            partners.code(earlier) != partners.code(row) || roles.code(earlier) != roles.code(row));
                }
                holding.set(row - rows.facts().runs().start(run), linked.code(row) != Labels.ABSENT);
            }
        }
        return holding;
    }

    /** The code of the one partner in this role, {@link Labels#ABSENT} when there is none or more than one. */
    int onlyPartner(int run, String role) {
        if (run < 0) {
            return Labels.ABSENT;
        }
        int start = rows.facts().runs().start(run);
        int found = Labels.ABSENT;
        BitSet holding = holding(run);
        for (int place = holding.nextSetBit(0); place >= 0; place = holding.nextSetBit(place + 1)) {
            if (role.equals(roles.get(start + place))) {
                if (found != Labels.ABSENT) {
                    return Labels.ABSENT;
                }
                found = partners.code(start + place);
            }
        }
        return found;
    }
}
