package org.salespipeline.event;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
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
import org.salespipeline.event.OpportunityEvent.Recycled;
import org.salespipeline.event.OpportunityEvent.Reopened;
import org.salespipeline.event.OpportunityEvent.StageEntered;
import org.salespipeline.event.OpportunityEvent.Won;
import org.salespipeline.fact.Fact;
import org.salespipeline.opportunity.Evidence;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.opportunity.Opportunity.PartnerLink;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.StageId;
import org.salespipeline.stage.StageKind;

/**
 * The replay told another way, to hold the log against: no folding, but one question per field. Of all known facts that
 * write the field and are valid by then, the one with the highest (valid time, recorded time, sequence) says what it is.
 */
final class ReplayModel {

    private static final Comparator<Fact<OpportunityEvent>> LATEST =
            Comparator.<Fact<OpportunityEvent>, Instant>comparing(Fact::validAt)
                    .thenComparing(Fact::recordedAt)
                    .thenComparingLong(Fact::sequence);

    private static final Comparator<Fact<OpportunityEvent>> LAST_RECORDED =
            Comparator.<Fact<OpportunityEvent>, Instant>comparing(Fact::recordedAt)
                    .thenComparingLong(Fact::sequence);

    private final SalesProcess process;
    private final List<Fact<OpportunityEvent>> known;
    private final Instant validAt;

    ReplayModel(OpportunityLog log, Instant validAt, Instant recordedAt) {
        this.process = log.process();
        this.known = log.facts().facts().stream()
                .filter(fact -> fact.recordedAt().compareTo(recordedAt) <= 0)
                .toList();
        this.validAt = validAt;
    }

    Optional<Opportunity> deal() {
        return known.stream()
                .filter(fact -> fact.event() instanceof Created)
                .max(LAST_RECORDED)
                .map(fact -> (Created) fact.event())
                .filter(created -> created.validAt().compareTo(validAt) <= 0)
                .map(this::deal);
    }

    private Opportunity deal(Created created) {
        SalesProcess followed = process.versions().version(place(created).version());
        Opportunity.Builder deal = Opportunity.open(created.opportunity(), followed, created.validAt());
        created.profile().name().ifPresent(deal::name);
        created.profile().account().ifPresent(deal::account);
        created.profile().source().ifPresent(deal::source);
        created.profile().businessKind().ifPresent(deal::businessKind);
        last(AmountSet.class).flatMap(AmountSet::amount).ifPresent(deal::amount);
        last(ExpectedCloseSet.class).flatMap(ExpectedCloseSet::expectedClose).ifPresent(deal::expectedClose);
        last(OwnerSet.class).flatMap(OwnerSet::owner).ifPresent(deal::owner);
        last(CategoryCalled.class).flatMap(CategoryCalled::category).ifPresent(deal::calledCategory);
        last(ProbabilityCalled.class).flatMap(ProbabilityCalled::probability).ifPresent(deal::calledProbability);
        writeDimensions(deal);
        writeEvidence(deal);
        writePartners(deal);
        new DossierModel(this).write(deal);
        writeStage(deal, created);
        writeEnd(deal, created);
        return deal.build();
    }

    private void writeDimensions(Opportunity.Builder deal) {
        for (DimensionSet any : all(DimensionSet.class)) {
            last(event -> event instanceof DimensionSet set && set.dimension().equals(any.dimension()))
                    .flatMap(event -> ((DimensionSet) event).value())
                    .ifPresent(value -> deal.dimension(any.dimension(), value));
        }
    }

    private void writeEvidence(Opportunity.Builder deal) {
        for (EvidenceRecorded any : all(EvidenceRecorded.class)) {
            last(event -> (event instanceof EvidenceRecorded recorded
                                    && recorded.name().equals(any.name()))
                            || (event instanceof EvidenceWithdrawn withdrawn
                                    && withdrawn.name().equals(any.name())))
                    .filter(EvidenceRecorded.class::isInstance)
                    .map(EvidenceRecorded.class::cast)
                    .ifPresent(event -> deal.evidence(
                            new Evidence(event.name(), event.validAt(), event.confirmedBy(), event.expiresAt())));
        }
    }

    private void writePartners(Opportunity.Builder deal) {
        for (PartnerLinked any : all(PartnerLinked.class)) {
            PartnerLink link = new PartnerLink(any.partner(), any.role());
            last(event -> (event instanceof PartnerLinked linked
                                    && link.equals(new PartnerLink(linked.partner(), linked.role())))
                            || (event instanceof PartnerUnlinked unlinked
                                    && link.equals(new PartnerLink(unlinked.partner(), unlinked.role()))))
                    .filter(PartnerLinked.class::isInstance)
                    .ifPresent(event -> deal.partner(link.partner(), link.role()));
        }
    }

    /** A stage of a version, as an event names it. */
    private record Place(int version, StageId stage) {

        static Place of(OpportunityEvent event) {
            if (event instanceof StageEntered entered) {
                return new Place(entered.version(), entered.stage());
            } else if (event instanceof Migrated migrated) {
                return new Place(migrated.version(), migrated.stage());
            } else if (event instanceof Reopened reopened) {
                return new Place(reopened.version(), reopened.stage());
            } else if (event instanceof Won won) {
                return new Place(won.version(), won.stage());
            } else if (event instanceof Lost lost) {
                return new Place(lost.version(), lost.stage());
            }
            Created created = (Created) event;
            return new Place(created.version(), created.stage());
        }

        StageKind kind(SalesProcess process) {
            return process.versions().version(version).stage(stage).kind();
        }
    }

    private Place place(Created created) {
        return Place.of(last(ReplayModel::saysStage).orElse(created));
    }

    private void writeStage(Opportunity.Builder deal, Created created) {
        deal.stage(place(created).stage());
        last(ReplayModel::entersStage)
                .map(OpportunityEvent::validAt)
                .ifPresent(at -> deal.stageEnteredAt(at.compareTo(created.validAt()) < 0 ? created.validAt() : at));
        writeMigration(deal, created);
        StageKind before = Place.of(created).kind(process);
        Optional<LocalDate> closedOn = Optional.empty();
        Optional<Lost> loss = Optional.empty();
        for (OpportunityEvent event : inOrder()) {
            StageKind kind = Place.of(event).kind(process);
            if (event instanceof Migrated) {
                closedOn = closedOn.filter(date -> kind.isClosed());
                loss = loss.filter(lost -> kind == StageKind.LOST || kind == StageKind.OTHER_TERMINAL);
            } else {
                Optional<LocalDate> kept = kind == StageKind.POST_SALES && before.isWon() ? closedOn : Optional.empty();
                closedOn = event instanceof Won won ? won.closedOn() : kept;
                loss = event instanceof Lost lost ? Optional.of(lost) : Optional.empty();
                closedOn = loss.isPresent() ? loss.get().closedOn() : closedOn;
            }
            before = kind;
        }
        closedOn.ifPresent(deal::actualClose);
        loss.flatMap(Lost::reason).ifPresent(deal::lossReason);
        loss.flatMap(Lost::competitor).ifPresent(deal::competitor);
        loss.flatMap(Lost::comment).ifPresent(deal::lossComment);
    }

    /** The last of the facts about the stage, when it is a migration; not before the entry, nor before the creation. */
    private void writeMigration(Opportunity.Builder deal, Created created) {
        last(ReplayModel::saysStage).filter(Migrated.class::isInstance).ifPresent(migration -> {
            Instant at = migration.validAt();
            deal.migratedAt(at.compareTo(created.validAt()) < 0 ? created.validAt() : at);
        });
    }

    private List<OpportunityEvent> inOrder() {
        return known.stream()
                .filter(fact -> fact.validAt().compareTo(validAt) <= 0)
                .filter(fact -> saysStage(fact.event()))
                .sorted(LATEST)
                .map(Fact::event)
                .toList();
    }

    private static boolean saysStage(OpportunityEvent event) {
        return entersStage(event) || event instanceof Migrated;
    }

    private void writeEnd(Opportunity.Builder deal, Created created) {
        last(event -> entersStage(event)
                        || event instanceof Merged
                        || event instanceof Deleted
                        || event instanceof Recycled)
                .filter(event -> !entersStage(event))
                .ifPresent(event -> {
                    Instant at = event.validAt();
                    deal.removedAt(at.compareTo(created.validAt()) < 0 ? created.validAt() : at);
                    if (event instanceof Merged merged) {
                        OpportunityId survivor = merged.into();
                        deal.mergedInto(survivor);
                    } else if (event instanceof Deleted) {
                        deal.deleted();
                    } else if (event instanceof Recycled) {
                        deal.recycled();
                    }
                });
    }

    private static boolean entersStage(OpportunityEvent event) {
        return event instanceof StageEntered
                || event instanceof Won
                || event instanceof Lost
                || event instanceof Reopened;
    }

    <E extends OpportunityEvent> List<E> all(Class<E> kind) {
        return known.stream()
                .map(Fact::event)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private <E extends OpportunityEvent> Optional<E> last(Class<E> kind) {
        return last(kind::isInstance).map(kind::cast);
    }

    Optional<OpportunityEvent> last(Predicate<OpportunityEvent> writesTheField) {
        return known.stream()
                .filter(fact -> fact.validAt().compareTo(validAt) <= 0)
                .filter(fact -> writesTheField.test(fact.event()))
                .max(LATEST)
                .map(Fact::event);
    }
}
