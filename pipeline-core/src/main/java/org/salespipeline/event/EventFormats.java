package org.salespipeline.event;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
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
import org.salespipeline.event.OpportunityEvent.WinReversal;
import org.salespipeline.event.OpportunityEvent.Won;
import org.salespipeline.opportunity.AccountId;
import org.salespipeline.opportunity.BusinessKind;
import org.salespipeline.opportunity.LossReason;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.organisation.PersonId;
import org.salespipeline.partner.PartnerId;
import org.salespipeline.partner.PartnerRole;
import org.salespipeline.stage.ForecastCategory;
import org.salespipeline.stage.ProcessId;

/** The formats of all events: the table in the documentation of {@link EventCodec}, as code. */
final class EventFormats {

    private static final List<EventFormat<?>> ALL = Stream.<List<EventFormat<?>>>of(deals(), DossierFormats.all())
            .flatMap(List::stream)
            .toList();

    private static List<EventFormat<?>> deals() {
        return List.of(
                first("created", Created.class, EventFormats::writeCreated, EventFormats::readCreated),
                first(
                        "stage-entered",
                        StageEntered.class,
                        (event, out) -> out.putStage(event.version(), event.stage()),
                        in -> new StageEntered(in.header(), in.processVersion(), in.stage())),
                first(
                        "migrated",
                        Migrated.class,
                        (event, out) -> out.putStage(event.version(), event.stage()),
                        in -> new Migrated(in.header(), in.processVersion(), in.stage())),
                first(
                        "amount-set",
                        AmountSet.class,
                        (event, out) -> out.put("amount", event.amount()),
                        in -> new AmountSet(in.header(), in.optionalMoney("amount"))),
                first(
                        "expected-close-set",
                        ExpectedCloseSet.class,
                        (event, out) -> out.put("expectedClose", event.expectedClose()),
                        in -> new ExpectedCloseSet(in.header(), in.optionalDate("expectedClose"))),
                first(
                        "owner-set",
                        OwnerSet.class,
                        (event, out) -> out.put("owner", event.owner()),
                        in -> new OwnerSet(in.header(), in.optionalId("owner", PersonId::of))),
                first("dimension-set", DimensionSet.class, EventFormats::writeDimension, EventFormats::readDimension),
                first(
                        "category-called",
                        CategoryCalled.class,
                        (event, out) -> out.put("category", event.category()),
                        in -> new CategoryCalled(in.header(), in.optionalConstant("category", ForecastCategory.class))),
                first(
                        "probability-called",
                        ProbabilityCalled.class,
                        (event, out) -> out.put("probability", event.probability()),
                        in -> new ProbabilityCalled(in.header(), in.optionalChance("probability"))),
                first(
                        "evidence-recorded",
                        EvidenceRecorded.class,
                        EventFormats::writeEvidence,
                        EventFormats::readEvidence),
                first(
                        "evidence-withdrawn",
                        EvidenceWithdrawn.class,
                        (event, out) -> out.put("name", event.name()),
                        in -> new EvidenceWithdrawn(in.header(), in.text("name"))),
                first(
                        "partner-linked",
                        PartnerLinked.class,
                        (event, out) -> writeLink(event.partner(), event.role(), out),
                        in -> new PartnerLinked(in.header(), readPartner(in), readRole(in))),
                first(
                        "partner-unlinked",
                        PartnerUnlinked.class,
                        (event, out) -> writeLink(event.partner(), event.role(), out),
                        in -> new PartnerUnlinked(in.header(), readPartner(in), readRole(in))),
                first("won", Won.class, EventFormats::writeWon, EventFormats::readWon),
                first("lost", Lost.class, EventFormats::writeLost, EventFormats::readLost),
                first(
                        "reopened",
                        Reopened.class,
                        EventFormats::writeReopened,
                        in -> new Reopened(
                                in.header(),
                                in.processVersion(),
                                in.stage(),
                                in.optionalConstant("reversal", WinReversal.class))),
                first(
                        "merged",
                        Merged.class,
                        (event, out) -> out.put("into", event.into()),
                        in -> new Merged(in.header(), in.id("into", OpportunityId::of))),
                first("deleted", Deleted.class, (event, out) -> {}, in -> new Deleted(in.header())),
                first("recycled", Recycled.class, (event, out) -> {}, in -> new Recycled(in.header())));
    }

    static final ImmutableMap<String, EventFormat<?>> BY_TYPE = Maps.uniqueIndex(ALL, EventFormat::type);

    static final ImmutableMap<Class<? extends OpportunityEvent>, EventFormat<?>> BY_KIND =
            Maps.uniqueIndex(ALL, EventFormat::kind);

    private EventFormats() {}

    static <E extends OpportunityEvent> EventFormat<E> first(
            String type, Class<E> kind, BiConsumer<E, FieldWriter> writer, Function<FieldReader, E> reader) {
        return new EventFormat<>(type, 1, kind, writer, reader);
    }

    private static void writeCreated(Created event, FieldWriter out) {
        out.put("process", event.process());
        out.putStage(event.version(), event.stage());
        out.put("name", event.profile().name());
        out.put("account", event.profile().account());
        out.put("source", event.profile().source());
        out.put("businessKind", event.profile().businessKind());
    }

    private static Created readCreated(FieldReader in) {
        return new Created(
                in.header(),
                in.id("process", ProcessId::of),
                in.processVersion(),
                in.stage(),
                new Profile(
                        in.optionalText("name"),
                        in.optionalId("account", AccountId::of),
                        in.optionalText("source"),
                        in.optionalConstant("businessKind", BusinessKind.class)));
    }

    private static void writeDimension(DimensionSet event, FieldWriter out) {
        out.put("dimension", event.dimension());
        out.put("value", event.value());
    }

    private static DimensionSet readDimension(FieldReader in) {
        return new DimensionSet(in.header(), in.text("dimension"), in.optionalText("value"));
    }

    private static void writeEvidence(EvidenceRecorded event, FieldWriter out) {
        out.put("name", event.name());
        out.put("confirmedBy", event.confirmedBy());
        out.put("expiresAt", event.expiresAt());
    }

    private static EvidenceRecorded readEvidence(FieldReader in) {
        return new EvidenceRecorded(
                in.header(), in.text("name"), in.text("confirmedBy"), in.optionalInstant("expiresAt"));
    }

    private static void writeLink(PartnerId partner, PartnerRole role, FieldWriter out) {
        out.put("partner", partner);
        out.put("role", role);
    }

    private static PartnerId readPartner(FieldReader in) {
        return in.id("partner", PartnerId::of);
    }

    private static PartnerRole readRole(FieldReader in) {
        return in.constant("role", PartnerRole.class);
    }

    private static void writeWon(Won event, FieldWriter out) {
        out.putStage(event.version(), event.stage());
        out.put("closedOn", event.closedOn());
    }

    private static Won readWon(FieldReader in) {
        return new Won(in.header(), in.processVersion(), in.stage(), in.optionalDate("closedOn"));
    }

    private static void writeLost(Lost event, FieldWriter out) {
        out.putStage(event.version(), event.stage());
        out.put("closedOn", event.closedOn());
        out.put("reason", event.reason());
        out.put("competitor", event.competitor());
        out.put("comment", event.comment());
    }

    private static Lost readLost(FieldReader in) {
        return new Lost(
                in.header(),
                in.processVersion(),
                in.stage(),
                in.optionalDate("closedOn"),
                in.optionalId("reason", LossReason::of),
                in.optionalText("competitor"),
                in.optionalText("comment"));
    }

    private static void writeReopened(Reopened event, FieldWriter out) {
        out.putStage(event.version(), event.stage());
        out.put("reversal", event.reversal());
    }
}
