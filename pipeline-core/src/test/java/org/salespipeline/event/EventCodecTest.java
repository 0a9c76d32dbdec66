package org.salespipeline.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableMap;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.salespipeline.event.OpportunityEvent.AmountSet;
import org.salespipeline.event.OpportunityEvent.EvidenceRecorded;
import org.salespipeline.event.OpportunityEvent.Header;
import org.salespipeline.event.OpportunityEvent.Lost;
import org.salespipeline.event.OpportunityEvent.ProbabilityCalled;
import org.salespipeline.opportunity.LossReason;
import org.salespipeline.quantity.Probability;
import org.salespipeline.stage.StageId;

class EventCodecTest {

    private static final Header HEADER = Header.of("OPP-7", Instant.parse("2026-07-31T12:00:00.5Z"), "ada");

    private static final Map<String, String> WON = ImmutableMap.of(
            "opportunity", "OPP-7", "validAt", "2026-07-31T12:00:00.500Z", "actor", "ada", "stage", "won");

    private static void refuses(String type, int version, Map<String, String> fields, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventCodec.decode(new EncodedEvent(type, version, fields)))
                .withMessage(message);
    }

    private static Map<String, String> with(Map<String, String> fields, String field, String value) {
        return ImmutableMap.<String, String>builder()
                .putAll(fields)
                .put(field, value)
                .buildKeepingLast();
    }

    @Test
    void everyKindOfEventHasAFormat() {
        Set<Class<?>> kinds = new HashSet<>(List.of(OpportunityEvent.class.getPermittedSubclasses()));
        kinds.remove(DossierEvent.class);
        kinds.addAll(List.of(DossierEvent.class.getPermittedSubclasses()));

        assertThat(EventFormats.BY_KIND.keySet()).isEqualTo(kinds);
    }

    @Test
    void writesPlainFieldsInOrder() {
        EncodedEvent encoded = EventCodec.encode(
                new Lost(HEADER, StageId.of("lost"), Optional.empty(), Optional.of(LossReason.NO_DECISION)));

        assertThat(encoded.type()).isEqualTo("lost");
        assertThat(encoded.version()).isEqualTo(1);
        assertThat(encoded.fields())
                .hasToString("{opportunity=OPP-7, validAt=2026-07-31T12:00:00.500Z, actor=ada, stage=lost, "
                        + "reason=no-decision}");
    }

    @Test
    void writesMoneyAndChancesExactly() {
        assertThat(EventCodec.encode(new AmountSet(HEADER, Money.parse("BHD 12.345")))
                        .fields())
                .containsEntry("amount", "BHD 12.345");
        assertThat(EventCodec.encode(new ProbabilityCalled(HEADER, Probability.of(0x1p-44)))
                        .fields())
                .containsEntry("probability", "0.00000000000005684341886080802");
    }

    @Test
    void keepsTheFarthestTimes() {
        for (Instant time : new Instant[] {Instant.MIN, Instant.MAX, Instant.EPOCH}) {
            OpportunityEvent event = new OpportunityEvent.Deleted(Header.of("OPP-7", time, "ada"));
            assertThat(EventCodec.decode(EventCodec.encode(event))).isEqualTo(event);
        }
    }

    @Test
    void refusesAnUnknownType() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventCodec.decode(new EncodedEvent("wonn", 1, WON)))
                .withMessageStartingWith("event wonn version 1: type must be one of [created, stage-entered, ");
    }

    @Test
    void refusesAVersionFromTheFuture() {
        refuses(
                "won",
                2,
                WON,
                "event won version 2: version must be at most 1, was 2; "
                        + "it was written by a newer release, update this library");
    }

    @Test
    void aReaderCanReadTheFieldsOfEveryVersionThatWasWritten() {
        EventFormat<EvidenceRecorded> second = new EventFormat<>(
                "evidence-recorded",
                2,
                EvidenceRecorded.class,
                (event, out) -> out.put("evidence", event.name()),
                in -> new EvidenceRecorded(in.header(), in.text(in.version() == 1 ? "name" : "evidence")));
        EvidenceRecorded event = new EvidenceRecorded(HEADER, "budget");
        assertThat(second.write(event).version()).isEqualTo(2);
        assertThat(second.read(second.write(event))).isEqualTo(event);
        Map<String, String> fields =
                with(EventCodec.encode(new OpportunityEvent.Deleted(HEADER)).fields(), "name", "budget");
        assertThat(second.read(new EncodedEvent("evidence-recorded", 1, fields)))
                .isEqualTo(event);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> second.read(new EncodedEvent("evidence-recorded", 2, fields)))
                .withMessageContaining("field evidence is missing");
    }

    @Test
    void refusesUnknownAndMissingFields() {
        refuses(
                "won",
                1,
                with(WON, "closedAt", "2026-07-31"),
                "event won version 1: field closedAt is unknown, was \"2026-07-31\"; "
                        + "known are [opportunity, validAt, actor, processVersion, stage, closedOn]");
        refuses(
                "won",
                1,
                Map.of("opportunity", "OPP-7"),
                "event won version 1: field validAt is missing, it must be an ISO instant, "
                        + "such as 2026-07-31T12:00:00Z");
    }

    @Test
    void refusesValuesThatCannotBeRead() {
        refuses(
                "won",
                1,
                with(WON, "closedOn", "31.7.2026"),
                "event won version 1: field closedOn must be an ISO date, such as 2026-07-31, was \"31.7.2026\"");
        refuses(
                "won",
                1,
                with(WON, "stage", " "),
                "event won version 1: field stage must be an id that is not blank, was \" \"");
        Map<String, String> header =
                EventCodec.encode(new OpportunityEvent.Deleted(HEADER)).fields();
        refuses(
                "amount-set",
                1,
                with(header, "amount", "EUR 1.005"),
                "event amount-set version 1: field amount must be a currency and an amount in it, "
                        + "such as EUR 12500.00, was \"EUR 1.005\"");
        refuses(
                "probability-called",
                1,
                with(header, "probability", "35 %"),
                "event probability-called version 1: field probability must be a fraction in [0, 1], "
                        + "such as 0.35, was \"35 %\"");
        refuses(
                "partner-linked",
                1,
                with(with(header, "partner", "P-1"), "role", "FRIEND"),
                "event partner-linked version 1: field role must be one of SOURCED, CO_SELL, INFLUENCED, FULFILMENT, "
                        + "was \"FRIEND\"");
        refuses(
                "merged",
                1,
                with(header, "into", "OPP-7"),
                "event merged version 1: OPP-7: must be merged into another opportunity, was itself");
    }

    @Test
    void refusesAnEncodingWithoutTypeOrVersion() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EncodedEvent(" ", 1, WON))
                .withMessage("encoded event: type must not be blank, was \" \"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EncodedEvent("won", 0, WON))
                .withMessage("encoded event won: version must be at least 1, was 0");
    }
}
