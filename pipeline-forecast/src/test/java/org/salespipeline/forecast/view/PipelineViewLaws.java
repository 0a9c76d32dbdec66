package org.salespipeline.forecast.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.joda.money.Money;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.ActorId;
import org.salespipeline.forecast.view.Pipelines.Deals;
import org.salespipeline.forecast.view.Pipelines.Logs;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.testkit.PipelineArbitraries;

@Domain(Pipelines.class)
@Domain(PipelineArbitraries.class)
@Domain(DomainContext.Global.class)
class PipelineViewLaws {

    private static final Instant AFTER_ALL = PipelineArbitraries.ORIGIN.plusSeconds(100 * 86_400L);
    private static final ActorId READER = ActorId.of("table");

    private static void assertSame(PipelineView actual, PipelineView expected) {
        assertThat(Pipelines.everythingSeen(actual)).isEqualTo(Pipelines.everythingSeen(expected));
        assertThat(actual).isEqualTo(expected).hasSameHashCodeAs(expected);
    }

    private static Logs recordedBy(Logs all, Instant time) {
        List<OpportunityLog> known = all.logs().stream()
                .map(log -> OpportunityLog.of(
                        log.process(), log.facts().recordedBy(time).facts()))
                .toList();
        return new Logs(known, all.zone());
    }

    @Property(tries = 100)
    void aViewOfAViewIsTheViewOfTheHistory(@ForAll Logs logs, @ForAll Instant one, @ForAll Instant other) {
        Instant earlier = one.isBefore(other) ? one : other;
        Instant later = one.isBefore(other) ? other : one;
        assertSame(logs.history().asOf(later).asOf(earlier), logs.history().asOf(earlier));
    }

    @Property(tries = 100)
    void nothingRecordedLaterCanBeSeen(@ForAll Logs logs, @ForAll Instant time) {
        PipelineView view = logs.history().asOf(time);
        assertSame(view, recordedBy(logs, time).history().asOf(time));
        assertSame(logs.history().asOf(AFTER_ALL).asOf(time), view);
    }

    @Property(tries = 100)
    void theOrderOfLogsDoesNotCount(@ForAll Logs logs, @ForAll Instant time, @ForAll Random random) {
        List<OpportunityLog> shuffled = new ArrayList<>(logs.logs());
        Collections.shuffle(shuffled, random);
        assertSame(
                PipelineHistory.of(logs.zone(), shuffled).asOf(time),
                logs.history().asOf(time));
    }

    @Property(tries = 200)
    void everyDealStandsAsItsLogSays(@ForAll Logs logs, @ForAll Instant time) {
        TreeMap<String, Opportunity> expected = new TreeMap<>();
        logs.logs()
                .forEach(log -> log.asOf(time, time)
                        .ifPresent(deal -> expected.put(deal.id().value(), Pipelines.heldByColumns(deal))));
        DealColumns deals = logs.history().asOf(time).deals();
        List<Opportunity> found = new ArrayList<>();
        for (int row = 0; row < deals.size(); row++) {
            found.add(deals.deal(row));
        }
        assertThat(found).containsExactlyElementsOf(expected.values());
    }

    @Property(tries = 200)
    void everyCellIsThatOfTheDeal(@ForAll Logs logs, @ForAll Instant time) {
        ZoneId zone = logs.zone();
        DealColumns deals = logs.history().asOf(time).deals();
        for (int row = 0; row < deals.size(); row++) {
            Opportunity deal = deals.deal(row);
            DealColumns.StageRef stage = deals.stages().get(deals.stage(row));
            assertThat(deals.id(row)).isEqualTo(deal.id());
            assertThat(stage.process()).isEqualTo(deal.process());
            assertThat(stage.stage()).isEqualTo(deal.currentStage());
            assertThat(stage.isOpen()).isEqualTo(deal.isOpen());
            assertThat(stage.counts()).isEqualTo(deal.isCurrent());
            assertThat(stage.isWon())
                    .isEqualTo(stage.counts() && deal.currentStage().kind().isWon());
            assertThat(deals.hasAmount(row)).isEqualTo(deal.amount().isPresent());
            deal.amount().ifPresent(new AmountCheck(deals, row)::check);
            assertThat(deals.createdDay(row)).isEqualTo(day(deal.createdAt(), zone));
            assertThat(deals.stageEnteredDay(row)).isEqualTo(day(deal.stageEnteredAt(), zone));
            assertThat(deals.closeDay(row))
                    .isEqualTo((deal.currentStage().kind().isClosed() ? deal.actualClose() : deal.expectedClose())
                            .map(LocalDate::toEpochDay)
                            .orElse((long) DealColumns.NO_DAY)
                            .intValue());
            assertThat(deals.hasCalledProbability(row))
                    .isEqualTo(deal.calledProbability().isPresent());
        }
    }

    private record AmountCheck(DealColumns deals, int row) {
        void check(Money amount) {
            assertThat(deals.amountMinor(row)).isEqualTo(amount.getAmountMinorLong());
            assertThat(deals.currencies().get(deals.currency(row))).isEqualTo(amount.getCurrencyUnit());
        }
    }

    private static int day(Instant time, ZoneId zone) {
        return (int) LocalDate.ofInstant(time, zone).toEpochDay();
    }

    @Property(tries = 150)
    void aTableOfDealsIsTheHistoryOfTheirOpeningLogs(@ForAll Deals table, @ForAll LocalDate today) {
        Instant end = PipelineView.endOf(today, table.zone());
        List<OpportunityLog> logs = table.deals().stream()
                .map(deal -> OpportunityLog.opening(deal, READER, end))
                .toList();
        assertSame(
                PipelineView.ofDeals(table.deals(), today, table.zone()),
                PipelineHistory.of(table.zone(), logs).asOf(today));
    }

    @Property(tries = 100)
    void rowsInAnyOrderAndPartitionAreTheTable(
            @ForAll Deals table,
            @ForAll LocalDate today,
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 3) int parts) {
        List<ViewBuilder> builders = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            builders.add(ViewBuilder.at(today, table.zone(), table.processes()));
        }
        List<Opportunity> shuffled = new ArrayList<>(table.deals());
        Collections.shuffle(shuffled, random);
        shuffled.forEach(deal -> builders.get(random.nextInt(parts)).add(deal));
        Collections.shuffle(builders, random);
        ViewBuilder all = builders.get(0);
        builders.subList(1, parts).forEach(all::merge);
        assertSame(all.build(), PipelineView.ofDeals(table.deals(), today, table.zone()));
    }

    @Property(tries = 150)
    void viewsThatDifferHaveDifferentFingerprints(@ForAll Logs logs, @ForAll Logs others) {
        PipelineView one = logs.history().asOf(AFTER_ALL);
        PipelineView other = PipelineHistory.of(logs.zone(), others.logs()).asOf(AFTER_ALL);
        assertThat(one.equals(other)).isEqualTo(one.fingerprint().equals(other.fingerprint()));
        if (one.equals(other)) {
            assertSame(one, other);
        }
        assertThat(Fingerprint.parse(one.fingerprint().toString())).isEqualTo(one.fingerprint());
    }

    @Property(tries = 100)
    void segmentNamesAreSortedAndEachIsThatOfTheDeal(@ForAll Logs logs, @ForAll Instant time) {
        DealColumns deals = logs.history().asOf(time).deals();
        for (String dimension : deals.dimensions()) {
            DealColumns.Segments segments = deals.segments(dimension);
            assertThat(segments.names()).isSorted().doesNotHaveDuplicates();
            for (int row = 0; row < deals.size(); row++) {
                assertThat(segments.name(segments.code(row)).orElse(null))
                        .isEqualTo(deals.deal(row).dimensions().get(dimension));
            }
        }
        for (int row = 0; row < deals.size(); row++) {
            Opportunity deal = deals.deal(row);
            DealColumns.Segments category = deals.segments("category");
            assertThat(category.name(category.code(row)))
                    .contains(deal.category().name());
            DealColumns.Segments owner = deals.segments("owner");
            assertThat(owner.name(owner.code(row))).isEqualTo(deal.owner().map(person -> person.value()));
        }
    }

    @Provide
    Arbitrary<List<String>> keys() {
        Arbitrary<String> parts = Arbitraries.oneOf(
                Arbitraries.strings().withCharRange('\0', '\3').ofMaxLength(20),
                Arbitraries.strings().ofMaxLength(12),
                Arbitraries.integers().between(0, 500).map(number -> "OPP-2026-" + number));
        return parts.list().ofMaxSize(400);
    }

    @Property(tries = 100)
    void textsSortAsStringsDo(@ForAll("keys") List<String> keys) {
        Texts.Builder builder = new Texts.Builder();
        keys.forEach(builder::add);
        Texts texts = builder.build();
        int[] order = TextOrder.of(texts);
        Texts sorted = order == null ? texts : texts.inOrder(order);
        List<String> found = new ArrayList<>();
        for (int text = 0; text < sorted.size(); text++) {
            found.add(sorted.get(text));
        }
        assertThat(found).isEqualTo(keys.stream().sorted().toList());
    }

    @Property(tries = 150)
    void columnsOfNumbersAndTimesGiveBackWhatWasPut(@ForAll List<Long> numbers, @ForAll List<Instant> times) {
        Numbers column = Numbers.of(numbers.stream().mapToLong(number -> number).toArray());
        for (int row = 0; row < numbers.size(); row++) {
            assertThat(column.get(row)).isEqualTo(numbers.get(row));
        }
        Times.Builder builder = new Times.Builder();
        times.forEach(time -> builder.add(time.getEpochSecond(), time.getNano()));
        Times timeColumn = builder.build(null);
        for (int row = 0; row < times.size(); row++) {
            assertThat(timeColumn.at(row)).isEqualTo(times.get(row));
            for (Instant limit : times) {
                assertThat(timeColumn.key(row) <= timeColumn.highestKeyUpTo(limit))
                        .isEqualTo(!times.get(row).isAfter(limit));
            }
        }
    }
}
