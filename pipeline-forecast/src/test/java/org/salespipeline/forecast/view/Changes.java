package org.salespipeline.forecast.view;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.salespipeline.event.EncodedEvent;
import org.salespipeline.event.EventCodec;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.AmountSet;
import org.salespipeline.event.OpportunityEvent.CategoryCalled;
import org.salespipeline.event.OpportunityEvent.Created;
import org.salespipeline.event.OpportunityEvent.Deleted;
import org.salespipeline.event.OpportunityEvent.DimensionSet;
import org.salespipeline.event.OpportunityEvent.EvidenceRecorded;
import org.salespipeline.event.OpportunityEvent.EvidenceWithdrawn;
import org.salespipeline.event.OpportunityEvent.ExpectedCloseSet;
import org.salespipeline.event.OpportunityEvent.Header;
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
import org.salespipeline.opportunity.AccountId;
import org.salespipeline.opportunity.BusinessKind;
import org.salespipeline.opportunity.LossReason;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.organisation.PersonId;
import org.salespipeline.partner.PartnerId;
import org.salespipeline.partner.PartnerRole;
import org.salespipeline.quantity.Probability;
import org.salespipeline.stage.ForecastCategory;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.Stage;
import org.salespipeline.stage.StageId;
import org.salespipeline.stage.StageKind;

/** Events that differ from a given one in a single thing. */
final class Changes {

    private final SalesProcess process;
    private final List<OpportunityEvent> found = new ArrayList<>();

    private Changes(SalesProcess process) {
        this.process = process;
    }

    /** The event with each of its values changed, one at a time; the header stays, and so does the kind of event. */
    static List<OpportunityEvent> of(OpportunityEvent event, SalesProcess process) {
        Changes changes = new Changes(process);
        if (event instanceof Created created) {
            changes.add(created);
        } else if (!changes.addMove(event) && !changes.addSetting(event) && !changes.addPart(event)) {
            throw new IllegalArgumentException("unknown kind of event " + event);
        }
        return changes.found;
    }

    /** The same event with another valid time. */
    static OpportunityEvent later(OpportunityEvent event) {
        Header header = event.header();
        return with(event, new Header(header.opportunity(), header.validAt().plusSeconds(1), header.actor()));
    }

    private void add(Created created) {
        Header header = created.header();
        Profile told = created.profile();
        for (StageId stage : others(created.version(), created.stage(), kind -> true)) {
            found.add(new Created(header, process.id(), created.version(), stage, told));
        }
        found.add(with(
                created,
                new Profile(other(told.name(), "other name"), told.account(), told.source(), told.businessKind())));
        found.add(with(
                created,
                new Profile(
                        told.name(),
                        other(told.account(), AccountId.of("other account")),
                        told.source(),
                        told.businessKind())));
        found.add(with(
                created,
                new Profile(told.name(), told.account(), other(told.source(), "other source"), told.businessKind())));
        for (BusinessKind kind : BusinessKind.values()) {
            if (!told.businessKind().equals(Optional.of(kind))) {
                found.add(with(created, new Profile(told.name(), told.account(), told.source(), Optional.of(kind))));
            }
        }
    }

    private static Created with(Created created, Profile profile) {
        return new Created(created.header(), created.process(), created.version(), created.stage(), profile);
    }

    private boolean addMove(OpportunityEvent event) {
        Header header = event.header();
        if (event instanceof StageEntered entered) {
            others(entered.version(), entered.stage(), kind -> true)
                    .forEach(stage -> found.add(new StageEntered(header, entered.version(), stage)));
            found.add(new Migrated(header, entered.version(), entered.stage()));
        } else if (event instanceof Migrated migrated) {
            others(migrated.version(), migrated.stage(), kind -> true)
                    .forEach(stage -> found.add(new Migrated(header, migrated.version(), stage)));
            found.add(new StageEntered(header, migrated.version(), migrated.stage()));
        } else if (event instanceof Reopened reopened) {
            others(reopened.version(), reopened.stage(), StageKind::isOpen)
                    .forEach(stage -> found.add(new Reopened(header, reopened.version(), stage, reopened.reversal())));
            found.add(new StageEntered(header, reopened.version(), reopened.stage()));
        } else if (event instanceof Won won) {
            others(won.version(), won.stage(), kind -> kind == StageKind.WON)
                    .forEach(stage -> found.add(new Won(header, won.version(), stage, won.closedOn())));
            found.add(new Won(header, won.version(), won.stage(), otherDay(won.closedOn())));
        } else if (event instanceof Lost lost) {
            others(lost.version(), lost.stage(), kind -> kind == StageKind.LOST || kind == StageKind.OTHER_TERMINAL)
                    .forEach(stage -> found.add(lost(lost, stage, lost.closedOn(), lost.reason())));
            found.add(lost(lost, lost.stage(), otherDay(lost.closedOn()), lost.reason()));
            found.add(lost(lost, lost.stage(), lost.closedOn(), other(lost.reason(), LossReason.of("other reason"))));
        } else if (event instanceof Merged) {
            found.add(new Merged(header, OpportunityId.of("OPP-another")));
            found.add(new Deleted(header));
            found.add(new Recycled(header));
        } else if (event instanceof Deleted || event instanceof Recycled) {
            found.add(new Merged(header, OpportunityId.of("OPP-another")));
        } else {
            return false;
        }
        return true;
    }

    private boolean addSetting(OpportunityEvent event) {
        Header header = event.header();
        if (event instanceof AmountSet set) {
            Money amount = set.amount().orElse(Money.of(CurrencyUnit.EUR, 7));
            found.add(new AmountSet(header, Optional.of(amount.plusMinor(1))));
            CurrencyUnit currency =
                    CurrencyUnit.of(amount.getCurrencyUnit().getCode().equals("EUR") ? "USD" : "EUR");
            found.add(new AmountSet(header, Optional.of(Money.ofMinor(currency, amount.getAmountMinorLong()))));
            set.amount().ifPresent(unused -> found.add(new AmountSet(header, Optional.empty())));
        } else if (event instanceof ExpectedCloseSet set) {
            found.add(new ExpectedCloseSet(header, otherDay(set.expectedClose())));
        } else if (event instanceof OwnerSet set) {
            found.add(new OwnerSet(header, other(set.owner(), PersonId.of("other owner"))));
        } else if (event instanceof CategoryCalled called) {
            for (ForecastCategory category : ForecastCategory.values()) {
                if (!called.category().equals(Optional.of(category))) {
                    found.add(new CategoryCalled(header, Optional.of(category)));
                }
            }
        } else if (event instanceof ProbabilityCalled called) {
            found.add(new ProbabilityCalled(header, other(called.probability(), Probability.of(0.123456))));
        } else {
            return false;
        }
        return true;
    }

    private boolean addPart(OpportunityEvent event) {
        Header header = event.header();
        if (event instanceof DimensionSet set) {
            found.add(new DimensionSet(header, "other dimension", set.value()));
            found.add(new DimensionSet(header, set.dimension(), other(set.value(), "other value")));
        } else if (event instanceof EvidenceRecorded recorded) {
            found.add(new EvidenceRecorded(header, "other evidence", recorded.confirmedBy()));
            found.add(new EvidenceRecorded(header, recorded.name(), "other witness"));
            found.add(new EvidenceWithdrawn(header, recorded.name()));
        } else if (event instanceof EvidenceWithdrawn withdrawn) {
            found.add(new EvidenceWithdrawn(header, "other evidence"));
            found.add(new EvidenceRecorded(header, withdrawn.name(), "other witness"));
        } else if (event instanceof PartnerLinked link) {
            found.add(new PartnerLinked(header, PartnerId.of("other partner"), link.role()));
            found.add(new PartnerLinked(header, link.partner(), other(link.role())));
            found.add(new PartnerUnlinked(header, link.partner(), link.role()));
        } else if (event instanceof PartnerUnlinked link) {
            found.add(new PartnerUnlinked(header, PartnerId.of("other partner"), link.role()));
            found.add(new PartnerUnlinked(header, link.partner(), other(link.role())));
        } else {
            return false;
        }
        return true;
    }

    private static Lost lost(Lost lost, StageId stage, Optional<LocalDate> closedOn, Optional<LossReason> reason) {
        return new Lost(lost.header(), lost.version(), stage, closedOn, reason, lost.competitor(), lost.comment());
    }

    private List<StageId> others(int version, StageId stage, Predicate<StageKind> kinds) {
        return process.versions().version(version).stages().stream()
                .filter(other -> kinds.test(other.kind()))
                .map(Stage::id)
                .filter(id -> !id.equals(stage))
                .toList();
    }

    /** Another value, or none where it was that other one already. */
    private static <T> Optional<T> other(Optional<T> value, T other) {
        return value.equals(Optional.of(other)) ? Optional.empty() : Optional.of(other);
    }

    private static Optional<LocalDate> otherDay(Optional<LocalDate> day) {
        return Optional.of(day.map(date -> date.plusDays(1)).orElse(LocalDate.EPOCH));
    }

    private static PartnerRole other(PartnerRole role) {
        return role == PartnerRole.SOURCED ? PartnerRole.CO_SELL : PartnerRole.SOURCED;
    }

    private static OpportunityEvent with(OpportunityEvent event, Header header) {
        EncodedEvent encoded = EventCodec.encode(event);
        Map<String, String> fields = new TreeMap<>(encoded.fields());
        fields.putAll(EventCodec.encode(new Deleted(header)).fields());
        return EventCodec.decode(new EncodedEvent(encoded.type(), encoded.version(), fields));
    }
}
