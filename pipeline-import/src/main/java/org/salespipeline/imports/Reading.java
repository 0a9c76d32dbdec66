package org.salespipeline.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A source bound to the table at hand: gives the text of a row, trimmed and spelled as the mapping says. */
abstract class Reading {

    private final String label;
    private final TextCache texts = new TextCache(text -> text);

    Reading(String label) {
        this.label = label;
    }

    /** How messages name where the text comes from. */
    String label() {
        return label;
    }

    /** Puts the text into {@code out}; empty when there is none, or a problem says why. */
    abstract void read(Row row, Slice out, RowCheck check);

    /** The text as an object that equal texts of this source share. */
    Optional<String> text(Row row, Slice scratch, RowCheck check) {
        read(row, scratch, check);
        if (scratch.isEmpty()) {
            return Optional.empty();
        }
        String text = texts.get(scratch);
        return text.isBlank() ? Optional.empty() : Optional.of(text);
    }

    /** Binds sources to one table and its look-ups; collects what does not fit. */
    static final class Binder {
        private final CsvTable table;
        private final Lookups lookups;
        private final Tally tally;
        private final List<ImportProblem> problems = new ArrayList<>();

        Binder(CsvTable table, Lookups lookups, Tally tally) {
            this.table = table;
            this.lookups = lookups;
            this.tally = tally;
        }

        /** Throws when a column is missing. */
        void raise() {
            if (!problems.isEmpty()) {
                throw new ImportException(problems.stream().distinct().toList());
            }
        }

        Reading bind(Source source) {
            if (source instanceof Source.Column column) {
                int place = table.find(column.column(), problems).orElse(0);
                return column.spelling().isPlain()
                        ? new Plain(column.label(), place)
                        : new Spelled(column.label(), place, column.spelling());
            }
            if (source instanceof Source.Fixed fixed) {
                return new Fixed(fixed);
            }
            if (source instanceof Source.RowNumber) {
                return new Numbered(source.label());
            }
            if (source instanceof Source.Presence presence) {
                Lookup lookup = lookups.of(presence.lookup());
                return new Present(presence, bind(presence.lookup().match()), lookup);
            }
            Source.Looked looked = (Source.Looked) source;
            return new Looked(looked, bind(looked.lookup().match()), lookups, tally);
        }
    }

    private static final class Plain extends Reading {
        private final int place;

        Plain(String label, int place) {
            super(label);
            this.place = place;
        }

        @Override
        void read(Row row, Slice out, RowCheck check) {
            row.read(place, out);
            out.trim();
        }
    }

    private static final class Spelled extends Reading {
        private final int place;
        private final TextCache spelled;

        Spelled(String label, int place, Spelling spelling) {
            super(label);
            this.place = place;
            this.spelled = new TextCache(spelling::apply);
        }

        @Override
        void read(Row row, Slice out, RowCheck check) {
            row.read(place, out);
            out.set(spelled.get(out));
        }
    }

    private static final class Fixed extends Reading {
        private final String text;

        Fixed(Source.Fixed source) {
            super(source.label());
            this.text = source.text();
        }

        @Override
        void read(Row row, Slice out, RowCheck check) {
            out.set(text);
        }
    }

    private static final class Numbered extends Reading {

        Numbered(String label) {
            super(label);
        }

        @Override
        void read(Row row, Slice out, RowCheck check) {
            out.set(Long.toString(row.number()));
        }
    }

    private static final class Present extends Reading {

        private final Source.Presence source;
        private final Reading match;
        private final Lookup lookup;
        private final Slice key = new Slice();

        Present(Source.Presence source, Reading match, Lookup lookup) {
            super(source.label());
            this.source = source;
            this.match = match;
            this.lookup = lookup;
        }

        @Override
        void read(Row row, Slice out, RowCheck check) {
            boolean isPresent = match.text(row, key, check).filter(lookup::has).isPresent();
            out.set(isPresent ? source.present() : source.absent());
        }
    }

    private static final class Looked extends Reading {
        private final LookupPlan plan;
        private final Lookup lookup;
        private final int place;
        private final Reading match;
        private final TextCache spelled;
        private final Slice key = new Slice();
        private final Tally.Note missing;

        Looked(Source.Looked source, Reading match, Lookups lookups, Tally tally) {
            super(source.label());
            this.plan = source.lookup();
            this.lookup = lookups.of(plan);
            this.place = lookup.placeOf(source.take());
            this.match = match;
            this.spelled = new TextCache(source.spelling()::apply);
            this.missing = tally.note(
                    source.take() + " unknown, because " + plan.file() + " has no row for the deal's " + match.label());
        }

        @Override
        void read(Row row, Slice out, RowCheck check) {
            Optional<String> found = match.text(row, key, check);
            out.clear();
            if (found.isEmpty()) {
                return;
            }
            if (lookup.has(found.get())) {
                out.set(lookup.value(found.get(), place));
                out.set(spelled.get(out));
            } else if (plan.missing() == LookupPlan.Missing.NONE) {
                check.note(missing);
            } else {
                check.problem(
                        match.label(),
                        found.get(),
                        "must have a row in " + plan.file() + ", column " + plan.key(),
                        "add the row, or a spelling, or say missing: none in look-up " + plan.name());
            }
        }
    }
}
