package org.salespipeline.imports;

import com.google.common.collect.ImmutableList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts, for the rows that are used, what the mapping's rules filled in or left out. */
final class Tally {

    /** One rule's counts. */
    static final class Note {
        private final String text;
        private long open;
        private long closed;
        private long events;

        private Note(String text) {
            this.text = text;
        }

        private void count(boolean isOpen) {
            if (isOpen) {
                open++;
            } else {
                closed++;
            }
        }
    }

    private final Map<String, Note> notes = new LinkedHashMap<>();

    /** The note with this text; the order of the first calls is that of the lines. */
    Note note(String text) {
        return notes.computeIfAbsent(text, Note::new);
    }

    void add(List<Note> found, boolean isOpen) {
        for (int i = 0; i < found.size(); i++) {
            found.get(i).count(isOpen);
        }
    }

    void addEvents(List<Note> found) {
        found.forEach(this::addEvent);
    }

    void addEvent(Note note) {
        note.events++;
    }

    List<String> lines() {
        ImmutableList.Builder<String> lines = ImmutableList.builder();
        for (Note note : notes.values()) {
            if (note.open > 0) {
                lines.add(line(note.open, "open deal", note.text));
            }
            if (note.closed > 0) {
                lines.add(line(note.closed, "closed deal", note.text));
            }
            if (note.events > 0) {
                lines.add(line(note.events, "row", note.text));
            }
        }
        return lines.build();
    }

    private static String line(long count, String group, String text) {
        return String.format(Locale.ROOT, "%,d %s%s: %s", count, group, count == 1 ? "" : "s", text);
    }
}
