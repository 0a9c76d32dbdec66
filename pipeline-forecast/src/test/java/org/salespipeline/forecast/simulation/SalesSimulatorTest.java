package org.salespipeline.forecast.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.Fact;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.organisation.Person;
import org.salespipeline.organisation.PersonId;
import org.salespipeline.stage.StageId;

class SalesSimulatorTest {

    private static final SimulatedSales YEAR =
            SalesSimulator.builder(1).deals(2000).perWeek(40).build().run();

    /**
     * Deals sorted by their true chance and cut into ten bands of 400: the wins of a band must lie within four standard
     * errors of the sum of the true chances. Ten bands at four standard errors: a right simulator fails for less than one
     * seed in a thousand, and the seed is fixed.
     */
    @Test
    void whatIsWonAgreesWithTheTruthInEveryBand() {
        SimulatedSales sales =
                SalesSimulator.builder(11).deals(4000).perWeek(60).build().run();
        record Outcome(double chance, boolean won) {}
        List<Outcome> outcomes = new ArrayList<>();
        for (OpportunityLog log : sales.logs()) {
            Opportunity deal = log.latest();
            double chance = sales.truth(deal.id()).winProbability().value();
            outcomes.add(new Outcome(chance, deal.stage().equals(StageId.of("won"))));
        }
        outcomes.sort((a, b) -> Double.compare(a.chance(), b.chance()));
        for (int band = 0; band < 10; band++) {
            double expected = 0;
            double variance = 0;
            int won = 0;
            for (Outcome outcome : outcomes.subList(band * 400, band * 400 + 400)) {
                expected += outcome.chance();
                variance += outcome.chance() * (1 - outcome.chance());
                won += outcome.won() ? 1 : 0;
            }
            assertThat(Math.abs(won - expected)).as("band %s", band).isLessThan(4 * Math.sqrt(variance));
        }
    }

    /** The world is made so that about a third is won; the bounds leave room for the owners and quarters of one seed. */
    @Test
    void aboutAThirdIsWon() {
        long won = YEAR.logs().stream()
                .filter(log -> log.latest().stage().equals(StageId.of("won")))
                .count();
        assertThat(won / 2000.0).isBetween(.25, .42);
    }

    @Test
    void someFactsAreEnteredLateAndSomeDatesArePushed() {
        int late = 0;
        int handedOver = 0;
        int dated = 0;
        for (OpportunityLog log : YEAR.logs()) {
            for (Fact<OpportunityEvent> fact : log.facts().facts()) {
                late += fact.recordedAt().isAfter(fact.validAt()) ? 1 : 0;
                dated += fact.event() instanceof OpportunityEvent.ExpectedCloseSet ? 1 : 0;
                handedOver += fact.event() instanceof OpportunityEvent.OwnerSet ? 1 : 0;
            }
        }
        int pushes = dated - YEAR.size();
        assertThat(late).isBetween(200, 1000);
        assertThat(pushes).isGreaterThan(500);
        assertThat(handedOver - YEAR.size()).isBetween(20, 200);
    }

    @Test
    void everyDealBelongsToOneOfThePeopleWhoHaveDifferentNames() {
        assertThat(YEAR.people()).hasSize(40).extracting(Person::name).doesNotHaveDuplicates();
        Set<PersonId> ids = YEAR.people().stream().map(Person::id).collect(Collectors.toSet());
        assertThat(YEAR.logs())
                .allMatch(log -> ids.contains(log.latest().owner().orElseThrow()));
    }

    @Test
    void weeksRunFromMondayToSunday() {
        SimulatedSales sales = SalesSimulator.builder(1)
                .weeks(4)
                .startingOn(LocalDate.of(2026, 7, 1))
                .zone(ZoneId.of("Europe/Berlin"))
                .build()
                .run();
        assertThat(sales.firstDay()).isEqualTo("2026-06-29");
        assertThat(sales.lastDay()).isEqualTo("2026-07-26");
        Instant end = sales.lastDay().plusDays(1).atStartOfDay(sales.zone()).toInstant();
        assertThat(sales.logs()).allMatch(log -> log.latest().createdAt().isBefore(end));
    }

    @Test
    void theTruthNamesItsEffects() {
        SimulatedSales.Truth truth = YEAR.truth(OpportunityId.of("S-0000042"));
        assertThat(truth.effects().keySet())
                .containsExactly("owner", "segment", "product", "source", "partner", "amount", "frailty");
        assertThat(truth.winProbability().value()).isBetween(0.0001, 0.9999);
    }

    @Test
    void saysWhichDealIsUnknown() {
        for (String id : new String[] {"OPP-7", "S-0000000", "S-0002001", "S-00000x1"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> YEAR.truth(OpportunityId.of(id)))
                    .withMessage("unknown deal %s; this simulation has 2000 deals, from S-0000001 on", id);
        }
    }

    @Test
    void refusesWhatCannotBeSimulated() {
        SalesSimulator.Builder builder = SalesSimulator.builder(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.deals(0))
                .withMessage("deals must be at least 1, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.weeks(521))
                .withMessage("weeks must be in [1, 520], was 521");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.perWeek(Double.NaN))
                .withMessage("perWeek must be in (0, 1000000], was NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SalesSimulator.builder(1)
                        .deals(100)
                        .perWeek(.01)
                        .build()
                        .run())
                .withMessageContaining("of 100 deals come in within ten years; raise perWeek");
    }
}
