package org.salespipeline.forecast.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.AmountSet;
import org.salespipeline.event.OpportunityEvent.Created;
import org.salespipeline.event.OpportunityEvent.ExpectedCloseSet;
import org.salespipeline.event.OpportunityEvent.Header;
import org.salespipeline.event.OpportunityEvent.Migrated;
import org.salespipeline.event.OpportunityEvent.StageEntered;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.partner.PartnerRole;
import org.salespipeline.stage.ProcessVersions;
import org.salespipeline.stage.ProcessVersions.StageMap;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.StageId;

class PipelineViewTest {

    private static final SalesProcess PROCESS = SalesProcess.builder("enterprise")
            .open("qualify", 0.10)
            .open("propose", 0.40)
            .won("won")
            .lost("lost")
            .build();
    private static final LocalDate TODAY = LocalDate.of(2026, 9, 30);
    private static final Instant CREATED = Instant.parse("2026-08-01T10:00:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static Opportunity.Builder deal(String id) {
        return Opportunity.open(id, PROCESS, CREATED);
    }

    private static List<Opportunity> deals() {
        return List.of(
                deal("OPP-2").stage("propose").amount("EUR 12500").build(),
                deal("OPP-1").amount("EUR 0.50").build(),
                deal("OPP-3").stage("propose").amount("USD 1000000").build(),
                deal("OPP-4").stage("won").build(),
                deal("OPP-5").deleted().amount("EUR 7").build());
    }

    @Test
    void printsStagesAmountsAndFingerprint() {
        PipelineView view = PipelineView.ofDeals(deals(), TODAY);
        assertThat(view).hasToString("""
                        pipeline as of 2026-09-30T23:59:59.999999999Z (2026-09-30 in UTC): 5 deals, 11 facts
                        process enterprise
                          qualify                                  1  EUR 0.50
                          propose                                  2  EUR 12,500.00 + USD 1,000,000.00
                          won                                      1  1 without amount
                          lost                                     0  -
                          qualify of enterprise, deleted           1  EUR 7.00
                        fingerprint""" + " " + view.fingerprint());
    }

    @Test
    void keepsItsFingerprintFromReleaseToRelease() {
        assertThat(PipelineView.ofDeals(deals(), TODAY).fingerprint()).hasToString("367b8b839f5dd901c4d5455724dc99b8");
    }

    @Test
    void holdsDealsOfAProcessThatWasBuiltAloneBesideThoseOfItsVersions() {
        SalesProcess next = SalesProcess.builder("enterprise")
                .open("talk", 0.30)
                .won("won")
                .lost("lost")
                .build();
        ProcessVersions family = ProcessVersions.of(PROCESS)
                .then(
                        CREATED,
                        next,
                        StageMap.sameNames().with("qualify", "talk").with("propose", "talk"));
        OpportunityLog alone = OpportunityLog.of(PROCESS)
                .append(
                        List.of(new Created(Header.of("OPP-1", CREATED, "ada"), PROCESS.id(), StageId.of("qualify"))),
                        CREATED);
        Header migration = Header.of("OPP-2", CREATED, "ada");
        OpportunityLog versioned = OpportunityLog.of(family.first())
                .append(
                        List.<OpportunityEvent>of(
                                new Created(migration, PROCESS.id(), StageId.of("propose")),
                                new Migrated(migration, 2, StageId.of("talk"))),
                        CREATED);

        PipelineView view =
                PipelineHistory.of(BERLIN, List.of(alone, versioned)).asOf(TODAY);
        assertThat(view)
                .isEqualTo(PipelineHistory.of(BERLIN, List.of(versioned, alone)).asOf(TODAY));
        assertThat(view.processes()).containsExactlyElementsOf(family.all());
        DealColumns deals = view.deals();
        assertThat(deals.stages().get(deals.stage(0)).stage().id()).isEqualTo(StageId.of("qualify"));
        assertThat(deals.stages().get(deals.stage(1)).stage().id()).isEqualTo(StageId.of("talk"));
    }

    @Test
    void ordersRowsByIdAndCurrenciesByCode() {
        DealColumns deals = PipelineView.ofDeals(deals(), TODAY).deals();
        assertThat(deals.id(0)).hasToString("OPP-1");
        assertThat(deals.id(4)).hasToString("OPP-5");
        assertThat(deals.currencies())
                .extracting(currency -> currency.getCode())
                .containsExactly("EUR", "USD");
        assertThat(deals.stages()).hasSize(5);
        assertThat(deals.stages().get(deals.stage(4)).counts()).isFalse();
    }

    @Test
    void endsTheDayInItsZone() {
        PipelineView view = PipelineView.ofDeals(List.of(), TODAY, BERLIN);
        assertThat(view.asOf()).isEqualTo("2026-09-30T21:59:59.999999999Z");
        assertThat(view.asOfDate()).isEqualTo(TODAY);
        assertThat(view.asOf(TODAY)).isSameAs(view);
    }

    @Test
    void refusesAMomentAfterItsOwn() {
        PipelineView view = PipelineView.ofDeals(List.of(), TODAY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> view.asOf(Instant.parse("2026-10-01T00:00:00Z")))
                .withMessage("asOf must be on or before that of the view (2026-09-30T23:59:59.999999999Z),"
                        + " was 2026-10-01T00:00:00Z; ask the history for a later view");
    }

    @Test
    void namesTheDealThatComesTwice() {
        List<Opportunity> twice =
                List.of(deal("B").build(), deal("A").build(), deal("B").build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PipelineView.ofDeals(twice, TODAY))
                .withMessage("deals must have different ids, was B twice");
    }

    @Test
    void refusesTwoProcessesOfOneId() {
        SalesProcess other = SalesProcess.builder("enterprise")
                .open("qualify", 0.20)
                .won("won")
                .lost("lost")
                .build();
        List<Opportunity> deals =
                List.of(deal("A").build(), Opportunity.open("B", other, CREATED).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PipelineView.ofDeals(deals, TODAY))
                .withMessageContaining("process enterprise must be one and the same for all deals");
    }

    @Test
    void listsTheDimensionsThereAre() {
        PipelineView view = PipelineView.ofDeals(
                List.of(deal("A").dimension("region", "EMEA").build()), TODAY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> view.deals().segments("regoin"))
                .withMessage("unknown dimension regoin; this view has [account, category, kind, lost for, lost to,"
                        + " owner, partner, process, source, stage] and its own [region]");
        assertThat(view.deals().segments("region").names()).containsExactly("EMEA");
    }

    @Test
    void countsASourcingPartnerOnlyWhereThereIsOne() {
        PipelineView view = PipelineView.ofDeals(
                List.of(
                        deal("A").partner("P-1", PartnerRole.SOURCED).build(),
                        deal("B")
                                .partner("P-1", PartnerRole.SOURCED)
                                .partner("P-2", PartnerRole.SOURCED)
                                .build(),
                        deal("C").partner("P-3", PartnerRole.CO_SELL).build()),
                TODAY);
        DealColumns.Segments partners = view.deals().segments("partner");
        assertThat(partners.names()).containsExactly("P-1");
        assertThat(partners.code(0)).isZero();
        assertThat(partners.code(1)).isEqualTo(partners.noValue());
        assertThat(partners.code(2)).isEqualTo(partners.noValue());
    }

    @Test
    void doesNotShowADealBeforeItsCreation() {
        Opportunity later = Opportunity.open("A", PROCESS, Instant.parse("2026-10-05T00:00:00Z"))
                .build();
        assertThat(PipelineView.ofDeals(List.of(later), TODAY).size()).isZero();
    }

    @Test
    void namesTheFieldThatARowLacks() {
        ViewBuilder builder = ViewBuilder.at(TODAY, ZoneOffset.UTC, PROCESS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.deal("A").stage("qualify").add())
                .withMessage("A: createdAt must be set");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        builder.deal("A").stage("archive").createdAt(CREATED).add())
                .withMessage("unknown stage archive; process enterprise has [qualify, propose, won, lost]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.deal("A").amountMinor(1, "EURO"))
                .withMessage("A: currency must be a known code, was EURO");
        assertThat(builder.size()).isZero();
    }

    @Test
    void needsAtMost32BytesPerDealAnd16PerChangeWithoutNames() {
        PipelineView view = PipelineHistory.of(BERLIN, longLogs(500)).asOf(TODAY);
        PipelineView.Memory memory = view.memory();
        assertThat((double) memory.state() / view.size()).isLessThanOrEqualTo(32);
        assertThat((double) memory.facts() / (view.size() * 10)).isLessThanOrEqualTo(16);
        assertThat(view.memoryBytes()).isEqualTo(memory.state() + memory.facts() + memory.names());
    }

    /** Ten facts each, most of them recorded a while after they became valid. */
    private static List<OpportunityLog> longLogs(int count) {
        List<OpportunityLog> logs = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            Instant created = CREATED.plusSeconds(number * 97L);
            OpportunityLog log = OpportunityLog.of(PROCESS);
            for (int change = 0; change < 10; change++) {
                Instant valid = created.plusSeconds(change * 3_601L);
                Header header = Header.of("OPP-" + number, valid, "ada");
                log = log.append(List.of(event(header, change, number)), valid.plusSeconds(number * 7L % 911));
            }
            logs.add(log);
        }
        return logs;
    }

    private static OpportunityEvent event(Header header, int change, int number) {
        if (change == 0) {
            return new Created(header, PROCESS.id(), StageId.of("qualify"));
        }
        return switch (change % 3) {
            case 0 -> new StageEntered(header, StageId.of("propose"));
            case 1 -> new AmountSet(header, Money.parse("EUR " + (number * 13_577 % 9_999_999) + ".25"));
            default -> new ExpectedCloseSet(header, TODAY.plusDays(number % 400));
        };
    }
}
