package org.salespipeline.imports;

import java.util.ArrayList;
import java.util.List;

/** What was found about the row at hand: its problems, and which rules filled something. */
final class RowCheck {

    private final String file;
    private final List<ImportProblem> problems = new ArrayList<>();
    private final List<Tally.Note> notes = new ArrayList<>();
    private long line;

    RowCheck(String file) {
        this.file = file;
    }

    void begin(long newLine) {
        line = newLine;
        problems.clear();
        notes.clear();
    }

    void problem(String column, String value, String reason, String cure) {
        add(builder(reason).column(column).value(value).cure(cure).build());
    }

    void missing(String column, String cure) {
        add(builder("must not be blank").column(column).cure(cure).build());
    }

    /** A problem of the row as a whole. */
    void rowProblem(String value, String reason, String cure) {
        add(builder(reason).value(value).cure(cure).build());
    }

    private ImportProblem.Builder builder(String reason) {
        return ImportProblem.in(file).line(line).reason(reason);
    }

    /** Two dimensions may miss the same row of a look-up; that is one problem. */
    private void add(ImportProblem problem) {
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }

    void note(Tally.Note note) {
        if (!notes.contains(note)) {
            notes.add(note);
        }
    }

    boolean isSound() {
        return problems.isEmpty();
    }

    List<ImportProblem> problems() {
        return problems;
    }

    List<Tally.Note> notes() {
        return notes;
    }
}
