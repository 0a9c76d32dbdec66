package org.salespipeline.qualification;

import com.google.common.collect.ImmutableList;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.salespipeline.criteria.Reason;
import org.salespipeline.opportunity.Dossier.Approval;
import org.salespipeline.opportunity.Opportunity;

/** Which approvals would do: those of one subject in one of several roles. */
record Approvals(String subject, ImmutableList<String> roles) {

    static Approvals of(String rule, String subject, String... roles) {
        return new Approvals(Words.text(rule, "subject", subject), Words.roles(rule, roles));
    }

    /** An approval that was granted by then and covers the amount of the deal. */
    @Nullable
    Approval covering(Opportunity deal, Instant at) {
        return covering(deal, deal.amount(), Instant.MIN, at);
    }

    /** An approval that was granted from one instant to another and covers an amount. */
    @Nullable
    Approval covering(Opportunity deal, Optional<Money> amount, Instant from, Instant at) {
        List<Approval> approvals = deal.dossier().approvals();
        for (int i = 0; i < approvals.size(); i++) {
            Approval approval = approvals.get(i);
            if (approval.subject().equals(subject)
                    && roles.contains(approval.grant().role())
                    && !approval.grant().at().isBefore(from)
                    && !approval.grant().at().isAfter(at)
                    && covers(approval.upTo(), amount)) {
                return approval;
            }
        }
        return null;
    }

    /** Amounts in unlike currencies are not compared. */
    private static boolean covers(Optional<Money> upTo, Optional<Money> amount) {
        return upTo.isEmpty()
                || (amount.isPresent()
                        && upTo.get().isSameCurrency(amount.get())
                        && !amount.get().isGreaterThan(upTo.get()));
    }

    /** Said when the approval that is known was granted later: it may stand in place of one that was there before. */
    static Reason toCome(String id, String rule) {
        return Reason.of(id, rule + " before, which is not known", "judge the deal as it was by then");
    }

    String cure() {
        return "have " + String.join(" or ", roles) + " approve \"" + subject + "\"";
    }

    String id() {
        return subject + " by " + String.join(" or ", roles);
    }
}
