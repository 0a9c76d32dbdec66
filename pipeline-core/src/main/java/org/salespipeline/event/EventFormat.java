package org.salespipeline.event;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * How one type of event is written and read.
 *
 * @param type the name in {@link EncodedEvent#type()}, never to be changed
 * @param version the version that is written; the reader takes this one and every one before
 * @param writer puts what is not in the header
 * @param reader asks for every field that the type has in {@link FieldReader#version() the version} it was written in
 */
record EventFormat<E extends OpportunityEvent>(
        String type, int version, Class<E> kind, BiConsumer<E, FieldWriter> writer, Function<FieldReader, E> reader) {

    EncodedEvent write(OpportunityEvent event) {
        FieldWriter fields = new FieldWriter(event.header());
        writer.accept(kind.cast(event), fields);
        return new EncodedEvent(type, version, fields.fields());
    }

    /** Tells of every refusal, be it of a field or of the event itself, in which type and version it occurred. */
    E read(EncodedEvent encoded) {
        try {
            checkArgument(
                    encoded.version() <= version,
                    "version must be at most %s, was %s; it was written by a newer release, update this library",
                    version,
                    encoded.version());
            FieldReader fields = new FieldReader(encoded);
            E event = reader.apply(fields);
            fields.requireNothingElse();
            return event;
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(
                    "event " + type + " version " + encoded.version() + ": " + refused.getMessage(), refused);
        }
    }
}
