package org.salespipeline.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.statistics.Statistics;
import org.joda.money.Money;
import org.salespipeline.event.OpportunityEvent.AmountSet;
import org.salespipeline.event.OpportunityEvent.DimensionSet;
import org.salespipeline.event.OpportunityEvent.Header;
import org.salespipeline.event.OpportunityEvent.ProbabilityCalled;
import org.salespipeline.fact.ActorId;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.quantity.Probability;
import org.salespipeline.testkit.PipelineArbitraries;

@Domain(PipelineArbitraries.class)
class EventCodecLaws {

    @Provide
    Arbitrary<OpportunityEvent> extreme() {
        return Combinators.combine(PipelineArbitraries.processes(), PipelineArbitraries.texts())
                .flatAs((process, id) -> PipelineArbitraries.extremeEventsOf(process, OpportunityId.of(id)));
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void anEncodedEventDecodesToItself(@ForAll OpportunityEvent event) {
        assertThat(EventCodec.decode(EventCodec.encode(event))).isEqualTo(event);
    }

    @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
    void anEventAtTheEndsOfItsTypesDecodesToItself(@ForAll("extreme") OpportunityEvent event) {
        assertThat(EventCodec.decode(EventCodec.encode(event))).isEqualTo(event);
    }

    @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
    void eventsAreEqualExactlyWhenTheirEncodingsAre(@ForAll("pairs") List<OpportunityEvent> pair) {
        boolean sameText = EventCodec.encode(pair.get(0)).equals(EventCodec.encode(pair.get(1)));

        Statistics.label("equal").collect(sameText);
        assertThat(sameText).isEqualTo(pair.get(0).equals(pair.get(1)));
    }

    /** Two events of one deal at one time by few actors, so that they are often almost or wholly the same. */
    @Provide
    Arbitrary<List<OpportunityEvent>> pairs() {
        OpportunityId id = OpportunityId.of("OPP-7");
        Arbitrary<OpportunityEvent> few = Arbitraries.oneOf(
                Arbitraries.of("EUR 1", "EUR 1.00", "USD 1", "EUR -1", "JPY 1")
                        .optional(0.8)
                        .map(amount -> new AmountSet(header(id), amount.map(Money::parse))),
                Arbitraries.of(0.0, -0.0, 0.5, Math.nextUp(0.5), Math.nextDown(0.5), 0x1p-44, Math.nextUp(0x1p-44))
                        .optional(0.8)
                        .map(chance -> new ProbabilityCalled(header(id), chance.map(Probability::of))),
                Arbitraries.of("region", "Region", "region ")
                        .flatMap(name -> Arbitraries.of("e\u0301", "\u00e9", "null", " e")
                                .optional(0.8)
                                .map(value -> new DimensionSet(header(id), name, value))));
        return few.list().ofSize(2);
    }

    private static Header header(OpportunityId deal) {
        return new Header(deal, PipelineArbitraries.ORIGIN, ActorId.of("ada"));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void theOrderOfTheFieldsDoesNotMatter(@ForAll OpportunityEvent event) {
        EncodedEvent encoded = EventCodec.encode(event);
        Map<String, String> unordered = new HashMap<>(encoded.fields());

        assertThat(EventCodec.decode(new EncodedEvent(encoded.type(), encoded.version(), unordered)))
                .isEqualTo(event);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aFieldThatNobodyKnowsIsRefused(@ForAll OpportunityEvent event) {
        EncodedEvent encoded = EventCodec.encode(event);
        Map<String, String> more = new HashMap<>(encoded.fields());
        more.put("colour", "blue");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventCodec.decode(new EncodedEvent(encoded.type(), encoded.version(), more)))
                .withMessageStartingWith(
                        "event " + encoded.type() + " version 1: field colour is unknown, was \"blue\"; known are [");
    }
}
