package org.salespipeline.testkit;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
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
import org.salespipeline.event.OpportunityEvent.WinReversal;
import org.salespipeline.event.OpportunityEvent.Won;
import org.salespipeline.fact.ActorId;
import org.salespipeline.opportunity.AccountId;
import org.salespipeline.opportunity.BusinessKind;
import org.salespipeline.opportunity.LossReason;
import org.salespipeline.opportunity.Opportunity.PartnerLink;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.organisation.PersonId;
import org.salespipeline.partner.PartnerId;
import org.salespipeline.partner.PartnerRole;
import org.salespipeline.stage.ForecastCategory;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.StageId;
import org.salespipeline.stage.StageKind;

/** Events of one deal, of every kind. */
final class RandomEvents {

    private final SalesProcess process;
    private final OpportunityId deal;
    private final RandomValues values;

    RandomEvents(SalesProcess process, OpportunityId deal, RandomValues values) {
        this.process = process;
        this.deal = deal;
        this.values = values;
    }

    /** Any event at any time. */
    Arbitrary<OpportunityEvent> events() {
        return values.instants().flatMap(this::eventsAt);
    }

    /** Any event at this time. */
    Arbitrary<OpportunityEvent> eventsAt(Instant validAt) {
        return headers(validAt)
                .flatMap(header ->
                        Arbitraries.frequencyOf(Tuple.of(1, creations(header)), Tuple.of(12, changes(header))));
    }

    /** Any event at this time that is no creation. */
    Arbitrary<OpportunityEvent> changesAt(Instant validAt) {
        return headers(validAt).flatMap(this::changes);
    }

    /** The creation of the deal at this time. */
    Arbitrary<OpportunityEvent> creationsAt(Instant validAt) {
        return headers(validAt).flatMap(this::creations);
    }

    private Arbitrary<ActorId> actors() {
        return values.names() ? values.texts().map(ActorId::of) : PipelineArbitraries.actors();
    }

    private Arbitrary<LossReason> lossReasons() {
        return values.names() ? values.texts().map(LossReason::of) : RandomDeals.lossReasons();
    }

    private Arbitrary<OpportunityId> survivors() {
        return values.oneOf("OPP-survivor", "OPP-other").map(OpportunityId::of).filter(into -> !into.equals(deal));
    }

    private Arbitrary<PartnerLink> links() {
        return Combinators.combine(values.oneOf("P-1", "P-2", "P-10"), Arbitraries.of(PartnerRole.class))
                .as((partner, role) -> new PartnerLink(PartnerId.of(partner), role));
    }

    private Arbitrary<Header> headers(Instant validAt) {
        return actors().map(actor -> new Header(deal, validAt, actor));
    }

    private Arbitrary<OpportunityEvent> creations(Header header) {
        Arbitrary<Profile> profiles = Combinators.combine(
                        values.texts().optional(0.6),
                        values.texts().map(AccountId::of).optional(0.6),
                        values.texts().optional(0.6),
                        Arbitraries.of(BusinessKind.class).optional(0.6))
                .as(Profile::new);
        return Combinators.combine(places(kind -> true), profiles)
                .as((place, profile) -> new Created(header, process.id(), place.version(), place.stage(), profile));
    }

    private Arbitrary<OpportunityEvent> changes(Header header) {
        return Arbitraries.frequencyOf(
                Tuple.of(3, moves(header)),
                Tuple.of(2, settings(header)),
                Tuple.of(2, parts(header)),
                Tuple.of(3, new RandomDossiers(values).events(header).map(event -> event)));
    }

    private Arbitrary<OpportunityEvent> moves(Header header) {
        Arbitrary<OpportunityEvent> entered =
                places(kind -> true).map(place -> new StageEntered(header, place.version(), place.stage()));
        Arbitrary<OpportunityEvent> migrated =
                places(kind -> true).map(place -> new Migrated(header, place.version(), place.stage()));
        Arbitrary<OpportunityEvent> won = Combinators.combine(
                        places(kind -> kind == StageKind.WON), values.dates().optional(0.6))
                .as((place, date) -> new Won(header, place.version(), place.stage(), date));
        Arbitrary<OpportunityEvent> lost = Combinators.combine(
                        places(kind -> kind == StageKind.LOST || kind == StageKind.OTHER_TERMINAL),
                        values.dates().optional(0.6),
                        lossReasons().optional(0.6),
                        RandomDeals.rivals(),
                        values.texts().optional(0.3))
                .as((place, date, reason, rival, comment) ->
                        new Lost(header, place.version(), place.stage(), date, reason, rival, comment));
        Arbitrary<OpportunityEvent> reopened = Combinators.combine(
                        places(StageKind::isOpen),
                        Arbitraries.of(WinReversal.class).optional(0.5))
                .as((place, reversal) -> new Reopened(header, place.version(), place.stage(), reversal));
        Arbitrary<OpportunityEvent> merged = survivors().map(into -> new Merged(header, into));
        return Arbitraries.oneOf(List.of(
                entered,
                entered,
                migrated,
                won,
                lost,
                reopened,
                merged,
                Arbitraries.of(new Deleted(header), new Recycled(header))));
    }

    /** A stage of any version of the process. */
    private record Place(int version, StageId stage) {}

    private Arbitrary<Place> places(Predicate<StageKind> kinds) {
        return Arbitraries.of(process.versions().all().stream()
                .flatMap(version -> version.stages().stream()
                        .filter(stage -> kinds.test(stage.kind()))
                        .map(stage -> new Place(version.version(), stage.id())))
                .toList());
    }

    private Arbitrary<OpportunityEvent> settings(Header header) {
        return Arbitraries.oneOf(List.of(
                values.amounts().optional(0.6).map(amount -> new AmountSet(header, amount)),
                values.dates().optional(0.6).map(date -> new ExpectedCloseSet(header, date)),
                values.oneOf("ada", "grace", "Émilie")
                        .map(PersonId::of)
                        .optional(0.6)
                        .map(owner -> new OwnerSet(header, owner)),
                Arbitraries.of(ForecastCategory.class)
                        .optional(0.6)
                        .map(category -> new CategoryCalled(header, category)),
                values.chances().optional(0.6).map(chance -> new ProbabilityCalled(header, chance))));
    }

    private Arbitrary<OpportunityEvent> parts(Header header) {
        return Arbitraries.oneOf(List.of(
                Combinators.combine(
                                values.oneOf("region", "product", "Größe"),
                                values.texts().optional(0.6))
                        .as((name, value) -> new DimensionSet(header, name, value)),
                Combinators.combine(
                                values.oneOf("budget", "decision maker", "Zeitplan"),
                                values.texts(),
                                values.instants().optional(0.3))
                        .as((name, by, end) -> new EvidenceRecorded(header, name, by, end)),
                values.oneOf("budget", "decision maker", "Zeitplan").map(name -> new EvidenceWithdrawn(header, name)),
                links().map(link -> new PartnerLinked(header, link.partner(), link.role())),
                links().map(link -> new PartnerUnlinked(header, link.partner(), link.role()))));
    }
}
