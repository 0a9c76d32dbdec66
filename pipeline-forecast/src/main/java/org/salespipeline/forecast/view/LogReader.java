package org.salespipeline.forecast.view;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.salespipeline.event.DossierEvent;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.AmountSet;
import org.salespipeline.event.OpportunityEvent.CategoryCalled;
import org.salespipeline.event.OpportunityEvent.Created;
import org.salespipeline.event.OpportunityEvent.Deleted;
import org.salespipeline.event.OpportunityEvent.DimensionSet;
import org.salespipeline.event.OpportunityEvent.EvidenceRecorded;
import org.salespipeline.event.OpportunityEvent.EvidenceWithdrawn;
import org.salespipeline.event.OpportunityEvent.ExpectedCloseSet;
import org.salespipeline.event.OpportunityEvent.Lost;
import org.salespipeline.event.OpportunityEvent.Merged;
import org.salespipeline.event.OpportunityEvent.Migrated;
import org.salespipeline.event.OpportunityEvent.OwnerSet;
import org.salespipeline.event.OpportunityEvent.PartnerLinked;
import org.salespipeline.event.OpportunityEvent.PartnerUnlinked;
import org.salespipeline.event.OpportunityEvent.ProbabilityCalled;
import org.salespipeline.event.OpportunityEvent.Profile;
import org.salespipeline.event.OpportunityEvent.Recycled;
import org.salespipeline.event.OpportunityEvent.Reopened;
import org.salespipeline.event.OpportunityEvent.StageEntered;
import org.salespipeline.event.OpportunityEvent.Won;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.Fact;
import org.salespipeline.opportunity.AccountId;
import org.salespipeline.opportunity.LossReason;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.organisation.PersonId;
import org.salespipeline.quantity.Probability;
import org.salespipeline.stage.StageId;

/** Takes logs apart into the rows of columns. */
final class LogReader {

    private static final int NO_STAGE = -1;

    private final FactsBuilder facts;
    private final List<Part> parts = new ArrayList<>();
    private @Nullable OpportunityId deal;
    /** The number of version 1 of the process; those of the others follow. */
    private int firstVersion;

    LogReader(FactsBuilder facts) {
        this.facts = facts;
    }

    /** Adds all facts of a log that columns hold; a log without one adds nothing, not even the deal. */
    void add(OpportunityLog log) {
        if (log.facts().facts().stream().allMatch(fact -> fact.event() instanceof DossierEvent)) {
            return;
        }
        deal = log.id().orElseThrow();
        firstVersion =
                facts.stages().processNumber(log.process()) - log.process().version() + 1;
        facts.deal(deal.value());
        // the creation recorded last is the one that counts
        for (Fact<OpportunityEvent> fact : log.facts().facts()) {
            if (fact.event() instanceof Created created) {
                at(fact);
                facts.created(code(created.version(), created.stage()), new Told(created.profile()));
            }
        }
        // all others by (valid time, recorded time, sequence), as they count
        for (Fact<OpportunityEvent> fact : log.facts().asOf(Instant.MAX, Instant.MAX)) {
            at(fact);
            if (!(fact.event() instanceof Created) && !addStage(fact.event()) && !addField(fact.event())) {
                addPart(fact);
            }
        }
        if (!parts.isEmpty()) {
            addParts();
        }
    }

    private void at(Fact<OpportunityEvent> fact) {
        facts.moment().valid(fact.validAt());
        facts.moment().recorded(fact.recordedAt());
    }

    private boolean addStage(OpportunityEvent event) {
        if (event instanceof StageEntered entered) {
            facts.turn(Turn.ENTERED, code(entered.version(), entered.stage()), Numbers.ABSENT, null);
        } else if (event instanceof Won won) {
            facts.turn(Turn.WON, code(won.version(), won.stage()), day(won.closedOn()), null);
        } else if (event instanceof Lost lost) {
            facts.lost(
                    code(lost.version(), lost.stage()),
                    day(lost.closedOn()),
                    lost.reason().map(LossReason::value).orElse(null),
                    lost.competitor().orElse(null));
        } else if (event instanceof Reopened reopened) {
            facts.turn(Turn.REOPENED, code(reopened.version(), reopened.stage()), Numbers.ABSENT, null);
        } else if (event instanceof Migrated migrated) {
            facts.turn(Turn.MIGRATED, code(migrated.version(), migrated.stage()), Numbers.ABSENT, null);
        } else if (event instanceof Merged merged) {
            facts.turn(Turn.MERGED, NO_STAGE, Numbers.ABSENT, merged.into().value());
        } else if (event instanceof Deleted) {
            facts.turn(Turn.DELETED, NO_STAGE, Numbers.ABSENT, null);
        } else if (event instanceof Recycled) {
            facts.turn(Turn.RECYCLED, NO_STAGE, Numbers.ABSENT, null);
        } else {
            return false;
        }
        return true;
    }

    private boolean addField(OpportunityEvent event) {
        if (event instanceof AmountSet set) {
            addAmount(set.amount().orElse(null));
        } else if (event instanceof ExpectedCloseSet set) {
            facts.expectedClose(day(set.expectedClose()));
        } else if (event instanceof OwnerSet set) {
            facts.owner(set.owner().map(PersonId::value).orElse(null));
        } else if (event instanceof CategoryCalled called) {
            facts.category(called.category().map(Enum::name).orElse(null));
        } else if (event instanceof ProbabilityCalled called) {
            facts.chance(called.probability().map(LogReader::bits).orElse(Numbers.ABSENT));
        } else {
            return false;
        }
        return true;
    }

    private void addAmount(@Nullable Money amount) {
        if (amount == null) {
            facts.amount(Numbers.ABSENT, null);
        } else {
            facts.amount(Exact.minor(deal, amount), amount.getCurrencyUnit().getCode());
        }
    }

    private static Long bits(Probability chance) {
        return Double.doubleToLongBits(chance.value());
    }

    private int code(int version, StageId stage) {
        return facts.stages().code(firstVersion + version - 1, stage);
    }

    private long day(Optional<LocalDate> date) {
        return date.isEmpty() ? Numbers.ABSENT : Exact.day(deal, date.get());
    }

    private void addPart(Fact<OpportunityEvent> fact) {
        OpportunityEvent event = fact.event();
        if (event instanceof DimensionSet set) {
            parts.add(new Part(fact, 0, set.dimension(), ""));
        } else if (event instanceof EvidenceRecorded recorded) {
            parts.add(new Part(fact, 1, recorded.name(), ""));
        } else if (event instanceof EvidenceWithdrawn withdrawn) {
            parts.add(new Part(fact, 1, withdrawn.name(), ""));
        } else if (event instanceof PartnerLinked link) {
            parts.add(new Part(fact, 2, link.partner().value(), link.role().name()));
        } else if (event instanceof PartnerUnlinked link) {
            parts.add(new Part(fact, 2, link.partner().value(), link.role().name()));
        } else if (!(event instanceof DossierEvent)) { // no column tells of the dossier
            throw new IllegalStateException(
                    "event " + event.getClass().getSimpleName() + " must have a column, has none");
        }
    }

    /** Adds entries of many-valued fields: of one valid time by key, so that equal facts are equal rows. */
    private void addParts() {
        parts.sort(Part.ORDER);
        for (Part part : parts) {
            at(part.fact());
            OpportunityEvent event = part.fact().event();
            if (event instanceof DimensionSet set) {
                facts.dimension(set.dimension(), set.value().orElse(null));
            } else if (event instanceof EvidenceRecorded recorded) {
                facts.evidence(recorded.name(), recorded.confirmedBy());
            } else if (event instanceof EvidenceWithdrawn withdrawn) {
                facts.evidence(withdrawn.name(), null);
            } else if (event instanceof PartnerLinked link) {
                facts.partner(link.partner().value(), link.role().name(), true);
            } else if (event instanceof PartnerUnlinked link) {
                facts.partner(link.partner().value(), link.role().name(), false);
            }
        }
        parts.clear();
    }

    /** A fact about one of several entries of a field. */
    private record Part(Fact<OpportunityEvent> fact, int field, String key, String keyEnd) {

        /** A stable sort keeps the order in which facts of one time and key count. */
        static final Comparator<Part> ORDER = Comparator.comparingInt(Part::field)
                .thenComparing(part -> part.fact().validAt())
                .thenComparing(Part::key)
                .thenComparing(Part::keyEnd);
    }

    /** What a creation tells about a deal. */
    private record Told(Profile profile) implements FactsBuilder.Origin {

        @Override
        public @Nullable String name() {
            return profile.name().orElse(null);
        }

        @Override
        public @Nullable String account() {
            return profile.account().map(AccountId::value).orElse(null);
        }

        @Override
        public @Nullable String source() {
            return profile.source().orElse(null);
        }

        @Override
        public @Nullable String kind() {
            return profile.businessKind().map(Enum::name).orElse(null);
        }
    }
}
