package org.salespipeline.imports;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.immutables.value.Value;

/**
 * One thing that is wrong with a file: where it stands, what was found, which rule it breaks, and what helps.
 *
 * <p>The same shape serves a cell of a table, a key of a mapping, and a whole file that cannot be read.
 */
@Value.Immutable
public abstract sealed class ImportProblem permits ImmutableImportProblem {

    private static final int LONGEST_VALUE = 80;

    ImportProblem() {}

    /** The file as the caller named it. */
    public abstract String file();

    /** The line, from 1, where the row or the key begins; empty when the file as a whole is meant. */
    public abstract OptionalLong line();

    /** The place in the line, from 1; known for mappings only. */
    public abstract OptionalInt position();

    /** The column's name, or the path of a mapping's key such as {@code columns.stage}; empty for a row or a file. */
    public abstract Optional<String> column();

    /** The text found, as it stands in the file; empty when something is missing or the file as a whole is meant. */
    public abstract Optional<String> value();

    /**
     * The rule that is broken, such as {@code must be a date as yyyy-MM-dd}. Holds nothing of the single row, so that
     * problems can be counted by it.
     */
    public abstract String reason();

    /** What helps. */
    public abstract String cure();

    /** One line: {@code deals.csv:17: close_date must be a date as yyyy-MM-dd, was "31.12.17"; <cure>}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(file());
        line().ifPresent(line -> text.append(':').append(line));
        position().ifPresent(position -> text.append(':').append(position));
        return text.append(": ").append(sentence()).toString();
    }

    /** What is wrong and what helps, without the place. */
    final String sentence() {
        StringBuilder text = new StringBuilder();
        column().ifPresent(column -> text.append(column).append(' '));
        text.append(reason());
        value().ifPresent(value -> text.append(", was \"").append(shown(value)).append('"'));
        return text.append("; ").append(cure()).toString();
    }

    /** Shortens, and replaces what would break the line or steer a terminal. */
    static String shown(String value) {
        boolean cut = value.length() > LONGEST_VALUE;
        String kept = cut ? value.substring(0, LONGEST_VALUE) : value;
        StringBuilder text = new StringBuilder(kept.length() + 3);
        kept.chars().forEach(c -> text.append(Character.isISOControl(c) ? '\u00b7' : (char) c));
        return cut ? text.append("...").toString() : text.toString();
    }

    static Builder in(String file) {
        return new Builder().file(file);
    }

    static final class Builder extends ImmutableImportProblem.Builder {
        Builder() {}
    }
}
