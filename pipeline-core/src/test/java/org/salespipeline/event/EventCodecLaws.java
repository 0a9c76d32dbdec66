package org.salespipeline.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.salespipeline.testkit.PipelineArbitraries;

@Domain(PipelineArbitraries.class)
class EventCodecLaws {

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void anEncodedEventDecodesToItself(@ForAll OpportunityEvent event) {
        assertThat(EventCodec.decode(EventCodec.encode(event))).isEqualTo(event);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void equalEventsHaveEqualEncodings(@ForAll OpportunityEvent event) {
        EncodedEvent encoded = EventCodec.encode(event);

        assertThat(EventCodec.encode(EventCodec.decode(encoded))).isEqualTo(encoded);
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
