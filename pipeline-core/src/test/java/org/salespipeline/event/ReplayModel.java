package org.salespipeline.event;

import java.time.Instant;
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
        Opportunity.Builder deal = Opportunity.open(created.opportunity(), process, created.validAt());
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
        writeEnd(deal);
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

    private void writeStage(Opportunity.Builder deal, Created created) {
        deal.stage(created.stage());
        last(ReplayModel::entersStage).ifPresent(event -> {
            deal.stageEnteredAt(event.validAt().compareTo(created.validAt()) < 0 ? created.validAt() : event.validAt());
            if (event instanceof StageEntered entered) {
                deal.stage(entered.stage());
            } else if (event instanceof Reopened reopened) {
                deal.stage(reopened.stage());
            } else if (event instanceof Won won) {
                deal.stage(won.stage());
                won.closedOn().ifPresent(deal::actualClose);
            } else if (event instanceof Lost lost) {
                deal.stage(lost.stage());
                lost.closedOn().ifPresent(deal::actualClose);
                lost.reason().ifPresent(deal::lossReason);
                lost.competitor().ifPresent(deal::competitor);
                lost.comment().ifPresent(deal::lossComment);
            }
        });
    }

    private void writeEnd(Opportunity.Builder deal) {
        last(event -> entersStage(event)
                        || event instanceof Merged
                        || event instanceof Deleted
                        || event instanceof Recycled)
                .ifPresent(event -> {
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
