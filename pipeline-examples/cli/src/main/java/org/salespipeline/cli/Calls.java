package org.salespipeline.cli;

import java.util.Locale;
import org.salespipeline.forecast.view.DealColumns.CallPolicy;

/** What becomes of a called category when the deal moves to another stage. */
enum Calls {
    STICK(CallPolicy.STICKS),
    RESET(CallPolicy.RESETS);

    private final CallPolicy policy;

    Calls(CallPolicy policy) {
        this.policy = policy;
    }

    CallPolicy policy() {
        return policy;
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
