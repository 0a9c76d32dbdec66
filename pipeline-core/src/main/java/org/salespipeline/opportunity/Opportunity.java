package org.salespipeline.opportunity;

import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.immutables.value.Value;
import org.joda.money.Money;
import org.salespipeline.organisation.PersonId;
import org.salespipeline.partner.PartnerId;
import org.salespipeline.partner.PartnerRole;
import org.salespipeline.quantity.Probability;
import org.salespipeline.stage.ForecastCategory;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.Stage;
import org.salespipeline.stage.StageId;

/**
 * A deal as it is known at one moment.
 *
 * <pre>{@code
 * Opportunity deal = Opportunity.open("OPP-7", process, now).amount("EUR 12500").expectedClose("2026-12-31").build();
 * }</pre>
 *
 * <p>Only id, process, stage and creation are always there. What is unknown is absent, never zero or blank. A deal that
 * exists is possible, not necessarily plausible: a negative amount or a close before the creation is let through, because
 * the state of a real deal may be dirty.
 *
 * <p>How a deal stands is decided by what happened to it last: entering a stage, by whatever event, replaces the stage,
 * the actual close and what is known about a loss, and ends a merge, a deletion or a recycling. Being merged, deleted or
 * recycled leaves stage and close as they were; a deal is never two of them.
 *
 * <p>Immutable, and there are no copy methods: a deal changes by an event, see {@link #after}.
 */
@Value.Immutable
public abstract sealed class Opportunity permits ImmutableOpportunity {

    Opportunity() {}

    /** The key of this deal. */
    public abstract OpportunityId id();

    /** The process whose stages this deal goes through. */
    public abstract SalesProcess process();

    /** Where the deal stands, one of the stages of {@link #process()}. */
    public abstract StageId stage();

    /** The place of {@link #stage()} among the stages of {@link #process()}, from 0. */
    @Value.Derived
    @Value.Auxiliary // follows from process and stage
    public int stagePosition() {
        return process().indexOf(stage());
    }

    /** When the deal came into being in the world. */
    public abstract Instant createdAt();

    /** When the deal entered its stage, never before {@link #createdAt()}, which it is unless it was set. */
    @Value.Default
    public Instant stageEnteredAt() {
        return createdAt();
    }

    /**
     * When the deal came to follow the version of its process while it was in its stage, never before
     * {@link #stageEnteredAt()}; empty when it entered the stage under this version.
     */
    public abstract Optional<Instant> migratedAt();

    /**
     * When the deal was merged, deleted or recycled, never before {@link #stageEnteredAt()}; only of one that is, and empty
     * where it is not known.
     */
    public abstract Optional<Instant> removedAt();

    /**
     * Since when all is as it is with stage, version of the process and whether the deal counts: the latest of the three
     * times above.
     */
    public final Instant settledAt() {
        Instant followed = migratedAt().orElse(stageEnteredAt());
        return removedAt().filter(followed::isBefore).orElse(followed);
    }

    /** What the deal is worth; may be negative. */
    public abstract Optional<Money> amount();

    /** Whether {@link #amount()} is known; asked so often that it is kept. */
    @Value.Derived
    @Value.Auxiliary // follows from the amount
    public boolean hasAmount() {
        return amount().isPresent();
    }

    /** When the deal is expected to be decided; kept after it is. */
    public abstract Optional<LocalDate> expectedClose();

    /** When the deal was decided. Closed stages only, and even there it may be unknown. */
    public abstract Optional<LocalDate> actualClose();

    /** What people call the deal; never blank. */
    public abstract Optional<String> name();

    /** Who would buy. */
    public abstract Optional<AccountId> account();

    /** Who sells. */
    public abstract Optional<PersonId> owner();

    /** Where the deal came from, as the host names its sources; never blank. */
    public abstract Optional<String> source();

    /** Whether the revenue is new, more or again. */
    public abstract Optional<BusinessKind> businessKind();

    /** Which partners play which parts, each pair once, by partner and then by role. */
    @Value.NaturalOrder
    public abstract SortedSet<PartnerLink> partners();

    /** What the host groups deals by, such as region or product: name to value, both never blank. */
    @Value.NaturalOrder
    public abstract SortedMap<String, String> dimensions();

    /** The value of one dimension, empty when this deal has none. */
    public final Optional<String> dimension(String name) {
        return Optional.ofNullable(dimensions().get(name));
    }

    /** The category that a person called for this deal, instead of the one of its stage. */
    public abstract Optional<ForecastCategory> calledCategory();

    /** The chance of a win that a person called for this deal, instead of the one of its stage. */
    public abstract Optional<Probability> calledProbability();

    /** What was confirmed about the deal, by the name of the evidence. */
    @Value.NaturalOrder
    public abstract SortedMap<String, Evidence> evidence();

    /** What else people gathered about the deal: quotes, approvals, waivers, documents, contacts and more. */
    @Value.Default
    public Dossier dossier() {
        return Dossier.empty();
    }

    /** Why the deal was not won. Stages of kind {@code LOST} and {@code OTHER_TERMINAL} only. */
    public abstract Optional<LossReason> lossReason();

    /** Who got the order instead. Stages of kind {@code LOST} and {@code OTHER_TERMINAL} only; never blank. */
    public abstract Optional<String> competitor();

    /** How the deal was lost, in words. Stages of kind {@code LOST} and {@code OTHER_TERMINAL} only; never blank. */
    public abstract Optional<String> lossComment();

    /** The deal that this one turned out to be a part or a double of. */
    public abstract Optional<OpportunityId> mergedInto();

    /** Whether the deal was taken back as if it never had been one. */
    @Value.Default
    public boolean isDeleted() {
        return false;
    }

    /** Whether the deal went back to be a lead: neither won nor lost, and no deal for now. */
    @Value.Default
    public boolean isRecycled() {
        return false;
    }

    /** Whether the deal counts: neither merged nor deleted nor recycled. */
    public final boolean isCurrent() {
        return !isDeleted() && !isRecycled() && mergedInto().isEmpty();
    }

    /** The stage of this deal, with all that the process says about it. */
    public final Stage currentStage() {
        return process().stage(stage());
    }

    /** Whether the outcome is undecided: in an open stage, neither merged nor deleted nor recycled. */
    public final boolean isOpen() {
        return isCurrent() && currentStage().kind().isOpen();
    }

    /** The called category while the stage is open, or else that of the stage: a call ends with the outcome. */
    public final ForecastCategory category() {
        Stage stage = currentStage();
        return stage.kind().isOpen() ? calledCategory().orElse(stage.category()) : stage.category();
    }

    /**
     * This deal after one change on top of everything before.
     *
     * @throws IllegalArgumentException when the change is about another deal, or leaves a deal that cannot be
     */
    public final Opportunity after(OpportunityChange change) {
        return after(List.of(change));
    }

    /** This deal after these changes, the later on top of the earlier. */
    public final Opportunity after(List<? extends OpportunityChange> changes) {
        Revision revision = new Revision((ImmutableOpportunity) this);
        for (OpportunityChange change : changes) {
            change.applyTo(revision);
        }
        return revision.revised();
    }

    @Value.Check
    void check() {
        DealCheck.check(this);
    }

    /** Id, stage and times, and of the rest what is known. */
    @Override
    public final String toString() {
        StringJoiner parts = new StringJoiner(", ", id() + " [", "]");
        parts.add("stage " + stage() + " of " + process().id() + " since " + stageEnteredAt());
        migratedAt().ifPresent(known -> parts.add("version " + process().version() + " since " + known));
        parts.add("created " + createdAt());
        amount().ifPresent(known -> parts.add("amount " + known));
        expectedClose().ifPresent(known -> parts.add("expected close " + known));
        actualClose().ifPresent(known -> parts.add("actual close " + known));
        lossReason().ifPresent(known -> parts.add("loss reason " + known));
        competitor().ifPresent(known -> parts.add("lost to " + known));
        lossComment().ifPresent(known -> parts.add("loss comment " + known));
        name().ifPresent(known -> parts.add("name " + known));
        account().ifPresent(known -> parts.add("account " + known));
        owner().ifPresent(known -> parts.add("owner " + known));
        source().ifPresent(known -> parts.add("source " + known));
        businessKind().ifPresent(known -> parts.add("kind " + known));
        calledCategory().ifPresent(known -> parts.add("called " + known));
        calledProbability().ifPresent(known -> parts.add("called " + known));
        dimensions().forEach((dimension, known) -> parts.add(dimension + " " + known));
        evidence().values().forEach(known -> parts.add(known.name() + " confirmed by " + known.confirmedBy()));
        partners().forEach(known -> parts.add("partner " + known));
        if (!dossier().isEmpty()) {
            parts.add(dossier().toString());
        }
        String since = removedAt().map(known -> " at " + known).orElse("");
        mergedInto().ifPresent(known -> parts.add("merged into " + known + since));
        if (isDeleted()) {
            parts.add("deleted" + since);
        }
        if (isRecycled()) {
            parts.add("recycled" + since);
        }
        return parts.toString();
    }

    /** Begins a deal in the first stage of the process; {@link Builder#stage(StageId)} chooses another one. */
    public static Builder open(String id, SalesProcess process, Instant createdAt) {
        return open(OpportunityId.of(id), process, createdAt);
    }

    /** Begins a deal in the first stage of the process; {@link Builder#stage(StageId)} chooses another one. */
    public static Builder open(OpportunityId id, SalesProcess process, Instant createdAt) {
        return new Builder(id, process, createdAt);
    }

    /**
     * One part that one partner plays in a deal.
     *
     * @param partner who
     * @param role which part
     */
    public record PartnerLink(PartnerId partner, PartnerRole role) implements Comparable<PartnerLink> {

        private static final Comparator<PartnerLink> ORDER =
                Comparator.comparing(PartnerLink::partner).thenComparing(PartnerLink::role);

        /** Refuses null. */
        public PartnerLink {
            requireNonNull(partner, "partner");
            requireNonNull(role, "role");
        }

        /** Orders by partner, then by role. */
        @Override
        public int compareTo(PartnerLink other) {
            return ORDER.compare(this, other);
        }

        /** Partner and role, so that messages read well. */
        @Override
        public String toString() {
            return partner + " " + role;
        }
    }

    /**
     * Collects what is known about a deal; {@link #build} checks the whole. Each field may be set from its text or as a typed
     * value; a text that cannot be read is refused at once, naming the deal, the field and what was found. Not for use by
     * several threads.
     */
    @SuppressWarnings("immutables:incompat") // it wraps the generated builder and does not extend it
    public static final class Builder extends DossierBuilder<Builder> {

        private final OpportunityId id;
        private final ImmutableOpportunity.Builder parts = ImmutableOpportunity.builder();
        private final SortedMap<String, String> dimensions = new TreeMap<>();
        private final SortedMap<String, Evidence> evidence = new TreeMap<>();

        private Builder(OpportunityId id, SalesProcess process, Instant createdAt) {
            this.id = id;
            parts.id(id)
                    .process(process)
                    .createdAt(createdAt)
                    .stage(process.first().id());
        }

        /** Chooses a stage other than the first one of the process. */
        @CanIgnoreReturnValue
        public Builder stage(StageId stage) {
            parts.stage(stage);
            return this;
        }

        /** Chooses a stage by its id. */
        @CanIgnoreReturnValue
        public Builder stage(String stage) {
            return stage(StageId.of(text("stage", stage)));
        }

        /** When the deal entered its stage, unless that was at its creation. */
        @CanIgnoreReturnValue
        public Builder stageEnteredAt(Instant enteredAt) {
            parts.stageEnteredAt(enteredAt);
            return this;
        }

        /** When the deal came to follow this version of its process, if that was after it entered its stage. */
        @CanIgnoreReturnValue
        public Builder migratedAt(Instant migratedAt) {
            parts.migratedAt(migratedAt);
            return this;
        }

        /** What the deal is worth. */
        @CanIgnoreReturnValue
        public Builder amount(Money amount) {
            parts.amount(amount);
            return this;
        }

        /** What the deal is worth, as currency and amount: {@code EUR 12500} or {@code EUR 12500.00}. */
        @CanIgnoreReturnValue
        public Builder amount(String amount) {
            return amount(DealText.money(id, "amount", amount));
        }

        /** When a decision is expected. */
        @CanIgnoreReturnValue
        public Builder expectedClose(LocalDate date) {
            parts.expectedClose(date);
            return this;
        }

        /** When a decision is expected, as an ISO date: {@code 2026-12-31}. */
        @CanIgnoreReturnValue
        public Builder expectedClose(String date) {
            return expectedClose(DealText.date(id, "expectedClose", date));
        }

        /** When the deal was decided; closed stages only. */
        @CanIgnoreReturnValue
        public Builder actualClose(LocalDate date) {
            parts.actualClose(date);
            return this;
        }

        /** When the deal was decided, as an ISO date; closed stages only. */
        @CanIgnoreReturnValue
        public Builder actualClose(String date) {
            return actualClose(DealText.date(id, "actualClose", date));
        }

        /** What people call the deal. */
        @CanIgnoreReturnValue
        public Builder name(String name) {
            parts.name(text("name", name));
            return this;
        }

        /** Who would buy. */
        @CanIgnoreReturnValue
        public Builder account(AccountId account) {
            parts.account(account);
            return this;
        }

        /** Who would buy, by id. */
        @CanIgnoreReturnValue
        public Builder account(String account) {
            return account(AccountId.of(text("account", account)));
        }

        /** Who sells. */
        @CanIgnoreReturnValue
        public Builder owner(PersonId owner) {
            parts.owner(owner);
            return this;
        }

        /** Who sells, by id. */
        @CanIgnoreReturnValue
        public Builder owner(String owner) {
            return owner(PersonId.of(text("owner", owner)));
        }

        /** Where the deal came from. */
        @CanIgnoreReturnValue
        public Builder source(String source) {
            parts.source(text("source", source));
            return this;
        }

        /** Whether the revenue is new, more or again. */
        @CanIgnoreReturnValue
        public Builder businessKind(BusinessKind kind) {
            parts.businessKind(kind);
            return this;
        }

        /** Adds a partner in a role; the same pair twice counts once. */
        @CanIgnoreReturnValue
        public Builder partner(PartnerId partner, PartnerRole role) {
            parts.addPartners(new PartnerLink(partner, role));
            return this;
        }

        /** Adds a partner, by id, in a role. */
        @CanIgnoreReturnValue
        public Builder partner(String partner, PartnerRole role) {
            return partner(PartnerId.of(text("partner", partner)), role);
        }

        /** Sets one dimension; the last value of a name counts. */
        @CanIgnoreReturnValue
        public Builder dimension(String dimension, String value) {
            dimensions.put(text("name of a dimension", dimension), text("dimension " + dimension, value));
            return this;
        }

        /** The category that a person called. */
        @CanIgnoreReturnValue
        public Builder calledCategory(ForecastCategory category) {
            parts.calledCategory(category);
            return this;
        }

        /** The chance of a win that a person called. */
        @CanIgnoreReturnValue
        public Builder calledProbability(Probability probability) {
            parts.calledProbability(probability);
            return this;
        }

        /** The chance of a win that a person called, a fraction in [0, 1]; 0.35 is 35 %. */
        @CanIgnoreReturnValue
        public Builder calledProbability(double fraction) {
            return calledProbability(DealText.chance(id, "calledProbability", fraction));
        }

        /** Adds evidence; the last one of a name counts. */
        @CanIgnoreReturnValue
        public Builder evidence(Evidence confirmed) {
            evidence.put(confirmed.name(), confirmed);
            return this;
        }

        /** Why the deal was not won; stages of kind {@code LOST} and {@code OTHER_TERMINAL} only. */
        @CanIgnoreReturnValue
        public Builder lossReason(LossReason reason) {
            parts.lossReason(reason);
            return this;
        }

        /** Why the deal was not won, by its key. */
        @CanIgnoreReturnValue
        public Builder lossReason(String reason) {
            return lossReason(LossReason.of(text("lossReason", reason)));
        }

        /** Who got the order instead; stages of kind {@code LOST} and {@code OTHER_TERMINAL} only. */
        @CanIgnoreReturnValue
        public Builder competitor(String competitor) {
            parts.competitor(text("competitor", competitor));
            return this;
        }

        /** How the deal was lost, in words; stages of kind {@code LOST} and {@code OTHER_TERMINAL} only. */
        @CanIgnoreReturnValue
        public Builder lossComment(String comment) {
            parts.lossComment(text("lossComment", comment));
            return this;
        }

        /** The deal that goes on in place of this one. */
        @CanIgnoreReturnValue
        public Builder mergedInto(OpportunityId survivor) {
            parts.mergedInto(survivor);
            return this;
        }

        /** The deal that goes on in place of this one, by id. */
        @CanIgnoreReturnValue
        public Builder mergedInto(String survivor) {
            return mergedInto(OpportunityId.of(text("mergedInto", survivor)));
        }

        /** When the deal was merged, deleted or recycled; of no other one. */
        @CanIgnoreReturnValue
        public Builder removedAt(Instant removedAt) {
            parts.removedAt(removedAt);
            return this;
        }

        /** Says that the deal was taken back. */
        @CanIgnoreReturnValue
        public Builder deleted() {
            parts.isDeleted(true);
            return this;
        }

        /** Says that the deal went back to be a lead. */
        @CanIgnoreReturnValue
        public Builder recycled() {
            parts.isRecycled(true);
            return this;
        }

        /** The deal; an {@link IllegalArgumentException} that names the field and its value when it cannot be. */
        public Opportunity build() {
            return parts.dimensions(dimensions)
                    .evidence(evidence)
                    .dossier(dossier())
                    .build();
        }

        @Override
        Builder self() {
            return this;
        }

        private String text(String field, String text) {
            return DealCheck.requireText(id, field, text);
        }
    }
}
