package org.salespipeline.benchmarks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The limit: what somebody would write by hand for one process. A table of edges by the numbers of stage and event, guards
 * behind an interface, a new immutable deal, an audit event. No log, no reasons beyond the first name, no policies, no
 * three-valued logic.
 */
final class HandWritten {

    static final int ADVANCE = 0;

    private static final int EVENTS = 4;

    /** A deal of ten fields. */
    record Deal(
            String id,
            int stage,
            long amountMinor,
            String currency,
            long createdAt,
            long enteredAt,
            int closeDay,
            String owner,
            boolean budgetConfirmed,
            boolean hasAmount) {

        Deal in(int newStage, long at) {
            return new Deal(
                    id, newStage, amountMinor, currency, createdAt, at, closeDay, owner, budgetConfirmed, hasAmount);
        }
    }

    /** What is kept of an accepted move; with the deal 112 bytes. */
    record Audit(String deal, int event, int from, int to, Instant at, String actor, long amountMinor, Deal after) {}

    /** The first guard that does not let pass. */
    record Refusal(String missing) {}

    interface Guard {
        boolean lets(Deal deal);

        String name();
    }

    record AmountKnown(String name) implements Guard {
        @Override
        public boolean lets(Deal deal) {
            return deal.hasAmount();
        }
    }

    record BudgetConfirmed(String name) implements Guard {
        @Override
        public boolean lets(Deal deal) {
            return deal.budgetConfirmed();
        }
    }

    record MinimumAmount(String name, long minor) implements Guard {
        @Override
        public boolean lets(Deal deal) {
            return deal.amountMinor() >= minor;
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // the fastest form, read here only: what one writes by hand
    private record Edge(int target, Guard[] guards) {}

    private final @Nullable Edge[] edges;

    HandWritten(int stages) {
        edges = new @Nullable Edge[stages * EVENTS];
        for (int stage = 0; stage + 1 < stages; stage++) {
            Guard[] guards = {
                new AmountKnown("amount"), new BudgetConfirmed("budget"), new MinimumAmount("minimum", 500_000)
            };
            edges[stage * EVENTS + ADVANCE] = new Edge(stage + 1, guards);
        }
    }

    Object attempt(Deal deal, int event, Instant at, String actor) {
        Edge edge = edges[deal.stage() * EVENTS + event];
        if (edge == null) {
            return new Refusal("edge");
        }
        for (Guard guard : edge.guards()) {
            if (!guard.lets(deal)) {
                return new Refusal(guard.name());
            }
        }
        Deal after = deal.in(edge.target(), at.getEpochSecond());
        return new Audit(deal.id(), event, deal.stage(), edge.target(), at, actor, deal.amountMinor(), after);
    }
}
