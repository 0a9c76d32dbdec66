package org.salespipeline.event;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.salespipeline.event.OpportunityEvent.Header;
import org.salespipeline.stage.StageId;

/** Collects the fields of an event in order. */
final class FieldWriter {

    static final String OPPORTUNITY = "opportunity";
    static final String VALID_AT = "validAt";
    static final String ACTOR = "actor";
    static final String PROCESS_VERSION = "processVersion";

    private final Map<String, String> fields = new LinkedHashMap<>();

    FieldWriter(Header header) {
        fields.put(OPPORTUNITY, header.opportunity().value());
        fields.put(VALID_AT, header.validAt().toString());
        fields.put(ACTOR, header.actor().value());
    }

    /** Every type that is written here prints itself in the form that {@link FieldReader} reads. */
    void put(String field, Object value) {
        fields.put(field, value instanceof Enum<?> constant ? constant.name() : value.toString());
    }

    /** Two fields, one after the other. */
    void put(String field, Object value, String nextField, Object nextValue) {
        put(field, value);
        put(nextField, nextValue);
    }

    /** What is absent has no field. */
    void put(String field, Optional<?> value) {
        value.ifPresent(present -> put(field, present));
    }

    /** A stage and the version of the process that has it; version 1 goes without saying. */
    void putStage(int version, StageId stage) {
        if (version != 1) {
            put(PROCESS_VERSION, version);
        }
        put("stage", stage);
    }

    Map<String, String> fields() {
        return fields;
    }
}
