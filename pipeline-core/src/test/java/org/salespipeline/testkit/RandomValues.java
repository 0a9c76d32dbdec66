package org.salespipeline.testkit;

import java.time.Instant;
import java.time.LocalDate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.joda.money.Money;
import org.salespipeline.quantity.Probability;

/**
 * What random events are filled with.
 *
 * @param names whether names and ids are any text too, rather than a few that collide
 */
record RandomValues(
        Arbitrary<Money> amounts,
        Arbitrary<LocalDate> dates,
        Arbitrary<Instant> instants,
        Arbitrary<Probability> chances,
        Arbitrary<String> texts,
        boolean names) {

    /** As they occur in a pipeline. */
    static RandomValues everyday() {
        return new RandomValues(
                PipelineArbitraries.amounts(),
                PipelineArbitraries.dates(),
                PipelineArbitraries.instants(),
                PipelineArbitraries.chances(),
                PipelineArbitraries.texts(),
                false);
    }

    /** As far as the types reach. */
    static RandomValues extreme() {
        Arbitrary<String> anySigns =
                Arbitraries.strings().all().ofMinLength(1).ofMaxLength(6).filter(text -> !text.isBlank());
        return new RandomValues(
                Arbitraries.oneOf(PipelineArbitraries.amounts(), QuantityArbitraries.amounts()),
                Arbitraries.oneOf(QuantityArbitraries.dates(), Arbitraries.of(LocalDate.MIN, LocalDate.MAX)),
                QuantityArbitraries.instants(),
                QuantityArbitraries.probabilities(),
                Arbitraries.oneOf(PipelineArbitraries.texts(), anySigns),
                true);
    }

    Arbitrary<String> oneOf(String... few) {
        return names ? texts : Arbitraries.of(few);
    }
}
