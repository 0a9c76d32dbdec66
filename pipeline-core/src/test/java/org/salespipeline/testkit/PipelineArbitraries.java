package org.salespipeline.testkit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.ActorId;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.quantity.Probability;
import org.salespipeline.stage.SalesProcess;

/**
 * Random pipelines for jqwik: put {@code @Domain(PipelineArbitraries.class)} on a class of properties, and its parameters of
 * these types are filled.
 *
 * <p>What comes out is as dirty as the world: amounts in currencies of every scale, negative and zero; texts in several
 * scripts; deals that are won, lost, reopened, merged and deleted; logs whose facts were learned out of order, back-dated or
 * dated ahead, several in one instant, with several creations or none. The times of a log lie on a coarse grid, so that they
 * collide with each other and with {@link #instants()}.
 *
 * <p>The static methods make the same for a given process or deal.
 */
public final class PipelineArbitraries extends DomainContextBase {

    /** The first day of the grid on which random times lie. */
    public static final Instant ORIGIN = Instant.parse("2026-01-01T00:00:00Z");

    private static final LocalDate FIRST_DAY = LocalDate.of(2025, 12, 1);
    private static final int DAYS = 40;

    /** For jqwik. */
    public PipelineArbitraries() {}

    @Provide
    Arbitrary<SalesProcess> anyProcess() {
        return processes();
    }

    @Provide
    Arbitrary<Opportunity> anyOpportunity() {
        return processes().flatMap(PipelineArbitraries::opportunitiesIn).withoutEdgeCases();
    }

    @Provide
    Arbitrary<OpportunityEvent> anyEvent() {
        return Combinators.combine(processes(), ids())
                .flatAs(PipelineArbitraries::eventsOf)
                .withoutEdgeCases();
    }

    @Provide
    Arbitrary<OpportunityLog> anyLog() {
        return Combinators.combine(processes(), ids())
                .flatAs(PipelineArbitraries::logsOf)
                .withoutEdgeCases();
    }

    @Provide
    Arbitrary<OpportunityId> anyId() {
        return ids();
    }

    @Provide
    Arbitrary<ActorId> anyActor() {
        return actors();
    }

    @Provide
    Arbitrary<Money> anyMoney() {
        return amounts();
    }

    @Provide
    Arbitrary<Probability> anyProbability() {
        return chances();
    }

    @Provide
    Arbitrary<Instant> anyInstant() {
        return instants();
    }

    @Provide
    Arbitrary<LocalDate> anyDate() {
        return dates();
    }

    /** The {@linkplain SampleProcesses samples} and random sound processes of up to nine stages. */
    public static Arbitrary<SalesProcess> processes() {
        return Arbitraries.oneOf(Arbitraries.of(SampleProcesses.all()), RandomProcesses.sound())
                .withoutEdgeCases();
    }

    /** Deals of this process in every state. */
    public static Arbitrary<Opportunity> opportunitiesIn(SalesProcess process) {
        return ids().flatMap(id -> new RandomDeals(process).deals(id)).withoutEdgeCases();
    }

    /** Events of every kind, creations too, that may be recorded for this deal of this process. */
    public static Arbitrary<OpportunityEvent> eventsOf(SalesProcess process, OpportunityId deal) {
        return new RandomEvents(process, deal, RandomValues.everyday()).events().withoutEdgeCases();
    }

    /**
     * As {@link #eventsOf}, filled with all that the types can hold: amounts far beyond 64 bits, the tiniest chances, the
     * first and the last day and instant there are, names and ids of any signs.
     */
    public static Arbitrary<OpportunityEvent> extremeEventsOf(SalesProcess process, OpportunityId deal) {
        return new RandomEvents(process, deal, RandomValues.extreme()).events().withoutEdgeCases();
    }

    /** Logs of this deal of this process, dirty ones and empty ones too. */
    public static Arbitrary<OpportunityLog> logsOf(SalesProcess process, OpportunityId deal) {
        return new RandomLogs(process, deal).dirty().withoutEdgeCases();
    }

    /**
     * Logs of a system that records everything when it happens: one creation, first; every fact recorded at its valid time
     * and never before an earlier one.
     */
    public static Arbitrary<OpportunityLog> orderlyLogsOf(SalesProcess process, OpportunityId deal) {
        return new RandomLogs(process, deal).orderly().withoutEdgeCases();
    }

    /** A few dozen ids, so that they collide now and then. */
    public static Arbitrary<OpportunityId> ids() {
        return Arbitraries.integers().between(1, 50).map(number -> OpportunityId.of("OPP-" + number));
    }

    /** People and systems. */
    public static Arbitrary<ActorId> actors() {
        return Arbitraries.of("ada", "grace", "crm-import", "Ünal").map(ActorId::of);
    }

    /** Positive, negative and zero, small and large, in currencies without decimals, with two, three and more. */
    public static Arbitrary<Money> amounts() {
        Arbitrary<CurrencyUnit> currencies = Arbitraries.oneOf(
                Arbitraries.of("EUR", "USD", "JPY", "BHD", "CLF").map(CurrencyUnit::of),
                Arbitraries.of(CurrencyUnit.registeredCurrencies()));
        Arbitrary<Long> minor = Arbitraries.oneOf(
                Arbitraries.longs().between(0, 5_000_000),
                Arbitraries.longs().between(-1_000_000_000_000L, 1_000_000_000_000L));
        return Combinators.combine(currencies, minor).as(Money::ofMinor);
    }

    /** The whole range, 0 and 1 included. */
    public static Arbitrary<Probability> chances() {
        return Arbitraries.doubles().between(0, 1).ofScale(4).map(Probability::of);
    }

    /** Times on a grid of days around {@link #ORIGIN}, some of them a hair beside it. */
    public static Arbitrary<Instant> instants() {
        Arbitrary<Instant> grid = Arbitraries.integers().between(0, DAYS).map(day -> ORIGIN.plusSeconds(day * 86_400L));
        return Arbitraries.frequencyOf(
                Tuple.of(8, grid),
                Tuple.of(1, grid.map(time -> time.plusNanos(1))),
                Tuple.of(1, grid.map(time -> time.minusNanos(1_000))));
    }

    /** Days of a good year around {@link #ORIGIN}. */
    public static Arbitrary<LocalDate> dates() {
        return Arbitraries.integers().between(0, 400).map(FIRST_DAY::plusDays);
    }

    /** Texts that are not blank, in several scripts, with signs that formats stumble over. */
    public static Arbitrary<String> texts() {
        Arbitrary<String> hard = Arbitraries.of(List.of(
                "Ärger & Söhne GmbH",
                "株式会社サンプル",
                "عقد جديد",
                "🚀 launch",
                "a,b;\"c\"\td",
                "two\nlines",
                " padded ",
                "e\u0301 and \u00e9",
                "null"));
        Arbitrary<String> any = Arbitraries.strings()
                .withCharRange(' ', '\uD7FF')
                .ofMinLength(1)
                .ofMaxLength(12)
                .filter(text -> !text.isBlank());
        Arbitrary<String> plain = Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(8);
        return Arbitraries.oneOf(plain, hard, any);
    }
}
