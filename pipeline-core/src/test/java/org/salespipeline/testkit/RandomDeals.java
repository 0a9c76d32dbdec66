package org.salespipeline.testkit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.joda.money.Money;
import org.salespipeline.opportunity.AccountId;
import org.salespipeline.opportunity.BusinessKind;
import org.salespipeline.opportunity.Evidence;
import org.salespipeline.opportunity.LossReason;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.opportunity.Opportunity.PartnerLink;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.organisation.PersonId;
import org.salespipeline.partner.PartnerId;
import org.salespipeline.partner.PartnerRole;
import org.salespipeline.quantity.Probability;
import org.salespipeline.stage.ForecastCategory;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.Stage;
import org.salespipeline.stage.StageKind;

/** Deals in every state that a deal can be in. */
final class RandomDeals {

    private final SalesProcess process;

    RandomDeals(SalesProcess process) {
        this.process = process;
    }

    Arbitrary<Opportunity> deals(OpportunityId id) {
        return Combinators.combine(standings(), terms(), profiles(), calls(), parts(), RandomDossiers.dossiers())
                .as((standing, terms, profile, calls, parts, dossier) -> {
                    Opportunity.Builder deal = Opportunity.open(id, process, standing.createdAt());
                    standing.write(deal);
                    terms.write(deal);
                    profile.write(deal);
                    calls.write(deal);
                    parts.write(deal);
                    return deal.dossier(dossier).build();
                });
    }

    static Arbitrary<PersonId> people() {
        return Arbitraries.of("ada", "grace", "Émilie").map(PersonId::of);
    }

    static Arbitrary<AccountId> accounts() {
        return PipelineArbitraries.texts().map(AccountId::of);
    }

    static Arbitrary<LossReason> lossReasons() {
        return Arbitraries.of(LossReason.PRICE, LossReason.COMPETITOR, LossReason.UNKNOWN, LossReason.of("Umzug"));
    }

    static Arbitrary<PartnerLink> links() {
        return Combinators.combine(Arbitraries.of("P-1", "P-2", "P-10"), Arbitraries.of(PartnerRole.class))
                .as((partner, role) -> new PartnerLink(PartnerId.of(partner), role));
    }

    static Arbitrary<String> dimensionNames() {
        return Arbitraries.of("region", "product", "Größe");
    }

    static Arbitrary<String> evidenceNames() {
        return Arbitraries.of("budget", "decision maker", "Zeitplan");
    }

    private Arbitrary<Standing> standings() {
        return Combinators.combine(
                        Arbitraries.of(process.stages()),
                        PipelineArbitraries.instants(),
                        Arbitraries.integers().between(0, 20),
                        PipelineArbitraries.dates().optional(0.6),
                        losses(),
                        Arbitraries.integers().between(0, 10))
                .as(Standing::new);
    }

    private static Arbitrary<Loss> losses() {
        return Combinators.combine(
                        lossReasons().optional(0.6),
                        rivals(),
                        PipelineArbitraries.texts().optional(0.3))
                .as(Loss::new);
    }

    static Arbitrary<Optional<String>> rivals() {
        return Arbitraries.of("Rival Inc", "Größer AG").optional(0.4);
    }

    private static Arbitrary<Terms> terms() {
        return Combinators.combine(
                        PipelineArbitraries.amounts().optional(0.6),
                        PipelineArbitraries.dates().optional(0.6),
                        people().optional(0.6))
                .as(Terms::new);
    }

    private static Arbitrary<Profile> profiles() {
        return Combinators.combine(
                        PipelineArbitraries.texts().optional(0.6),
                        accounts().optional(0.6),
                        PipelineArbitraries.texts().optional(0.6),
                        Arbitraries.of(BusinessKind.class).optional(0.6))
                .as(Profile::new);
    }

    private static Arbitrary<Calls> calls() {
        return Combinators.combine(
                        Arbitraries.of(ForecastCategory.class).optional(0.6),
                        PipelineArbitraries.chances().optional(0.6))
                .as(Calls::new);
    }

    private static Arbitrary<Parts> parts() {
        Arbitrary<Evidence> evidence = Combinators.combine(
                        evidenceNames(),
                        PipelineArbitraries.instants(),
                        PipelineArbitraries.texts(),
                        PipelineArbitraries.instants().optional(0.3))
                .as(Evidence::new);
        return Combinators.combine(
                        Arbitraries.maps(dimensionNames(), PipelineArbitraries.texts())
                                .ofMaxSize(3),
                        evidence.list().ofMaxSize(2),
                        links().list().ofMaxSize(3))
                .as(Parts::new);
    }

    /** Where a deal stands; what does not go with its stage is left out. */
    private record Standing(
            Stage stage, Instant createdAt, int daysLater, Optional<LocalDate> closedOn, Loss loss, int fate) {

        void write(Opportunity.Builder deal) {
            deal.stage(stage.id()).stageEnteredAt(createdAt.plusSeconds(daysLater * 86_400L));
            if (daysLater % 3 == 2) {
                deal.migratedAt(createdAt.plusSeconds((daysLater + daysLater % 2) * 86_400L));
            }
            if (stage.kind().isClosed()) {
                closedOn.ifPresent(deal::actualClose);
            }
            if (stage.kind() == StageKind.LOST || stage.kind() == StageKind.OTHER_TERMINAL) {
                loss.write(deal);
            }
            if (fate >= 8 && fate <= 10) {
                deal.removedAt(createdAt.plusSeconds((daysLater + fate % 2 * 3) * 86_400L));
            }
            if (fate == 8) {
                deal.mergedInto("OPP-survivor");
            } else if (fate == 9) {
                deal.deleted();
            } else if (fate == 10) {
                deal.recycled();
            }
        }
    }

    private record Loss(Optional<LossReason> reason, Optional<String> competitor, Optional<String> comment) {
        void write(Opportunity.Builder deal) {
            reason.ifPresent(deal::lossReason);
            competitor.ifPresent(deal::competitor);
            comment.ifPresent(deal::lossComment);
        }
    }

    private record Terms(Optional<Money> amount, Optional<LocalDate> expectedClose, Optional<PersonId> owner) {
        void write(Opportunity.Builder deal) {
            amount.ifPresent(deal::amount);
            expectedClose.ifPresent(deal::expectedClose);
            owner.ifPresent(deal::owner);
        }
    }

    private record Profile(
            Optional<String> name, Optional<AccountId> account, Optional<String> source, Optional<BusinessKind> kind) {
        void write(Opportunity.Builder deal) {
            name.ifPresent(deal::name);
            account.ifPresent(deal::account);
            source.ifPresent(deal::source);
            kind.ifPresent(deal::businessKind);
        }
    }

    private record Calls(Optional<ForecastCategory> category, Optional<Probability> probability) {
        void write(Opportunity.Builder deal) {
            category.ifPresent(deal::calledCategory);
            probability.ifPresent(deal::calledProbability);
        }
    }

    private record Parts(Map<String, String> dimensions, List<Evidence> evidence, List<PartnerLink> partners) {
        void write(Opportunity.Builder deal) {
            dimensions.forEach(deal::dimension);
            evidence.forEach(deal::evidence);
            partners.forEach(link -> deal.partner(link.partner(), link.role()));
        }
    }
}
