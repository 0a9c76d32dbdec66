package org.salespipeline.imports;

/** A small mapping for a log of events, and a table of its deals. */
final class EventSamples {

    static final String HEAD = """
            rows: events
            zone: Europe/Berlin
            dates: [yyyy-MM-dd, "yyyy-MM-dd HH:mm"]
            currency: EUR
            process:
              id: payment
              stages:
                - {id: draft, kind: open}
                - {id: checked, kind: open}
                - {id: final, kind: open}
                - {id: paid, kind: won}
                - {id: dropped, kind: lost}
            """;

    static final String EVENTS = """
            events:
              Begun: {stage: draft}
              Checked *: {stage: checked}
              Checked by nobody: keep
              Final: {stage: final}
              Sent back: {stage: draft, back: move}
              Stays: {stage: draft, back: stay}
              Never back: {stage: draft, back: reject}
              Paid: {won: paid}
              Dropped: {lost: dropped, reason: withdrawn}
              Perhaps dropped: {lost: dropped, when: last}
              Note: keep
              Noise: ignore
            """;

    static final String COLUMNS = "columns: {id: case, at: time, event: activity, actor: who, amount: value}\n";

    static final String WITH_RECORDED =
            "columns: {id: case, at: time, event: activity, actor: who, amount: value, recorded_at: loaded}\n";

    static final String HEADER = "case,time,activity,who,value\n";

    private EventSamples() {}

    static ImportMapping mapping(String more) {
        return ImportMapping.parse(HEAD + EVENTS + COLUMNS + more, "events.yaml");
    }

    static ImportMapping withRecorded() {
        return ImportMapping.parse(HEAD + EVENTS + WITH_RECORDED, "events.yaml");
    }
}
