package org.salespipeline.event;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import java.util.Map;

/**
 * An event as text fields, ready for a row of a table, a JSON object or a message.
 *
 * <p>{@link EventCodec} makes and reads it; what the fields are is told there. Equal whatever the order of the fields.
 *
 * @param type the kind of event, for example {@code stage-entered}; never blank
 * @param version of the format of this type, from 1 on
 * @param fields name to value, in the documented order; what is unknown has no field
 */
public record EncodedEvent(String type, int version, Map<String, String> fields) {

    /** Copies the fields; refuses a blank type and a version below 1. */
    public EncodedEvent {
        checkArgument(!type.isBlank(), "encoded event: type must not be blank, was \"%s\"", type);
        checkArgument(version >= 1, "encoded event %s: version must be at least 1, was %s", type, version);
        fields = ImmutableMap.copyOf(fields);
    }
}
