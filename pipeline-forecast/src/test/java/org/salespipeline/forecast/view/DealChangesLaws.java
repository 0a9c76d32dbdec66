package org.salespipeline.forecast.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.joda.money.Money;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.AmountSet;
import org.salespipeline.event.OpportunityEvent.Created;
import org.salespipeline.event.OpportunityEvent.Deleted;
import org.salespipeline.event.OpportunityEvent.ExpectedCloseSet;
import org.salespipeline.event.OpportunityEvent.Lost;
import org.salespipeline.event.OpportunityEvent.Merged;
import org.salespipeline.event.OpportunityEvent.Migrated;
import org.salespipeline.event.OpportunityEvent.Recycled;
import org.salespipeline.event.OpportunityEvent.Reopened;
import org.salespipeline.event.OpportunityEvent.StageEntered;
import org.salespipeline.event.OpportunityEvent.Won;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.Fact;
import org.salespipeline.forecast.view.DealColumns.StageRef;
import org.salespipeline.forecast.view.DealColumns.Standing;
import org.salespipeline.forecast.view.Pipelines.Logs;
import org.salespipeline.opportunity.LossReason;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.testkit.PipelineArbitraries;

@Domain(Pipelines.class)
@Domain(PipelineArbitraries.class)
@Domain(DomainContext.Global.class)
class DealChangesLaws {

    /** How a deal stands from a day on. */
    private record Step(String stage, int version, Standing standing, long day, Optional<LocalDate> close) {

        static Step of(Opportunity deal, Instant at, ZoneId zone) {
            Standing removed = deal.isDeleted() ? Standing.DELETED : Standing.RECYCLED;
            Standing gone = deal.mergedInto().isPresent() ? Standing.MERGED : removed;
            return new Step(
                    deal.stage().value(),
                    deal.process().version(),
                    deal.isCurrent() ? Standing.CURRENT : gone,
                    epochDay(at, zone),
                    deal.actualClose());
        }

        Step in(Opportunity deal) {
            boolean isClosed = deal.currentStage().kind().isClosed();
            return new Step(
                    deal.stage().value(), deal.process().version(), standing, day, isClosed ? close : Optional.empty());
        }
    }

    private static long epochDay(Instant at, ZoneId zone) {
        return LocalDate.ofInstant(at, zone).toEpochDay();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    /** The creation that is known last, folded with everything else one by one. */
    private static List<Step> replayed(OpportunityLog log, Instant asOf, ZoneId zone) {
        Created created = creation(log, asOf);
        Opportunity deal = Opportunity.open(
                        created.opportunity(), log.process().versions().version(created.version()), created.validAt())
                .stage(created.stage())
                .build();
        List<Step> steps = new ArrayList<>(List.of(Step.of(deal, created.validAt(), zone)));
        int entry = 0;
        for (Fact<OpportunityEvent> fact : log.facts().asOf(asOf, asOf)) {
            OpportunityEvent event = fact.event();
            if (event instanceof Created) {
                continue;
            }
            boolean wasOpen = deal.currentStage().kind().isOpen();
            deal = deal.after(event);
            Opportunity now = deal;
            Instant at = later(fact.validAt(), created.validAt());
            boolean isTurned = wasOpen != deal.currentStage().kind().isOpen();
            if (event instanceof Migrated && !isTurned) {
                steps.subList(entry, steps.size()).replaceAll(step -> step.in(now));
            } else if (event instanceof Merged || event instanceof Deleted || event instanceof Recycled) {
                steps.add(Step.of(now, at, zone));
            } else if (event instanceof Migrated
                    || event instanceof StageEntered
                    || event instanceof Won
                    || event instanceof Lost
                    || event instanceof Reopened) {
                entry = steps.size();
                steps.add(Step.of(now, at, zone));
            }
        }
        return steps;
    }

    private static Created creation(OpportunityLog log, Instant asOf) {
        return log.facts().recordedBy(asOf).facts().stream()
                .filter(fact -> fact.event() instanceof Created)
                .map(fact -> (Created) fact.event())
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    private static List<Step> read(DealChanges changes, int row) {
        List<Step> steps = new ArrayList<>();
        for (int step = changes.firstStep(row); step < changes.firstStep(row + 1); step++) {
            StageRef ref = changes.stages().get(changes.stage(step));
            int close = changes.closeDay(step);
            steps.add(new Step(
                    ref.stage().id().value(),
                    ref.process().version(),
                    ref.standing(),
                    changes.stepDay(step),
                    close == DealChanges.NO_DAY ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(close))));
        }
        return steps;
    }

    private static OpportunityLog logOf(Logs logs, DealColumns deals, int row) {
        return logs.logs().stream()
                .filter(log -> log.id().equals(Optional.of(deals.id(row))))
                .findFirst()
                .orElseThrow();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void stepsAreWhatReplayingTheLogsGives(@ForAll Logs logs, @ForAll Instant asOf) {
        PipelineView view = logs.history().asOf(asOf);
        DealColumns deals = view.deals();
        for (int row = 0; row < deals.size(); row++) {
            assertThat(read(view.changes(), row)).isEqualTo(replayed(logOf(logs, deals, row), asOf, logs.zone()));
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void theLastStepIsHowTheDealStands(@ForAll Logs logs, @ForAll Instant asOf) {
        PipelineView view = logs.history().asOf(asOf);
        DealColumns deals = view.deals();
        DealChanges changes = view.changes();
        assertThat(changes.firstStep(deals.size())).isEqualTo(changes.steps());
        for (int row = 0; row < deals.size(); row++) {
            int last = changes.firstStep(row + 1) - 1;
            assertThat(changes.stages().get(changes.stage(last)))
                    .isEqualTo(deals.stages().get(deals.stage(row)));
            assertThat(changes.stepDay(changes.firstStep(row))).isEqualTo(deals.createdDay(row));
            int reason = changes.lossReason(last);
            assertThat(Optional.of(reason).filter(found -> found >= 0).map(changes.lossReasons()::get))
                    .isEqualTo(deals.deal(row).lossReason().map(LossReason::value))
                    .isEqualTo(segment(deals, "lost for", row));
            int competitor = changes.competitor(last);
            assertThat(Optional.of(competitor).filter(found -> found >= 0).map(changes.competitors()::get))
                    .isEqualTo(deals.deal(row).competitor())
                    .isEqualTo(segment(deals, "lost to", row));
            if (deals.stages().get(deals.stage(row)).stage().kind().isClosed()) {
                assertThat(changes.closeDay(last)).isEqualTo(deals.closeDay(row));
            }
        }
    }

    private static Optional<String> segment(DealColumns deals, String dimension, int row) {
        return deals.segments(dimension).name(deals.segments(dimension).code(row));
    }

    /** What was set, by the moment for which it was set last. */
    private static <T> List<T> set(OpportunityLog log, Instant asOf, Function<OpportunityEvent, Optional<T>> value) {
        Instant created = creation(log, asOf).validAt();
        TreeMap<Instant, T> set = new TreeMap<>();
        for (Fact<OpportunityEvent> fact : log.facts().asOf(asOf, asOf)) {
            value.apply(fact.event()).ifPresent(found -> set.put(later(fact.validAt(), created), found));
        }
        return List.copyOf(set.values());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void datesAndAmountsAreThoseOfTheLogs(@ForAll Logs logs, @ForAll Instant asOf) {
        PipelineView view = logs.history().asOf(asOf);
        DealColumns deals = view.deals();
        DealChanges changes = view.changes();
        for (int row = 0; row < deals.size(); row++) {
            OpportunityLog log = logOf(logs, deals, row);
            assertThat(dates(changes, row))
                    .isEqualTo(set(
                            log,
                            asOf,
                            event -> event instanceof ExpectedCloseSet date
                                    ? Optional.of(date.expectedClose())
                                    : Optional.empty()));
            assertThat(amounts(changes, row))
                    .isEqualTo(set(
                            log,
                            asOf,
                            event -> event instanceof AmountSet amount
                                    ? Optional.of(amount.amount())
                                    : Optional.empty()));
        }
    }

    private static List<Optional<LocalDate>> dates(DealChanges changes, int row) {
        List<Optional<LocalDate>> dates = new ArrayList<>();
        for (int date = changes.firstDate(row); date < changes.firstDate(row + 1); date++) {
            int day = changes.expectedDay(date);
            dates.add(day == DealChanges.NO_DAY ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(day)));
        }
        return dates;
    }

    private static List<Optional<Money>> amounts(DealChanges changes, int row) {
        List<Optional<Money>> amounts = new ArrayList<>();
        for (int amount = changes.firstAmount(row); amount < changes.firstAmount(row + 1); amount++) {
            amounts.add(
                    changes.hasAmount(amount)
                            ? Optional.of(Money.ofMinor(
                                    changes.currencies().get(changes.currency(amount)), changes.amountMinor(amount)))
                            : Optional.empty());
        }
        return amounts;
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void whatIsRecordedLaterChangesNothing(@ForAll Logs logs, @ForAll Instant asOf) {
        List<OpportunityLog> known = logs.logs().stream()
                .map(log -> OpportunityLog.of(
                        log.process(), log.facts().recordedBy(asOf).facts()))
                .toList();
        PipelineView view = logs.history().asOf(asOf);
        PipelineView without = PipelineHistory.of(logs.zone(), known).asOf(asOf);
        assertThat(without.changes().stages()).isEqualTo(view.changes().stages());
        for (int row = 0; row < view.size(); row++) {
            assertThat(read(without.changes(), row)).isEqualTo(read(view.changes(), row));
            assertThat(dates(without.changes(), row)).isEqualTo(dates(view.changes(), row));
            assertThat(amounts(without.changes(), row)).isEqualTo(amounts(view.changes(), row));
        }
    }
}
