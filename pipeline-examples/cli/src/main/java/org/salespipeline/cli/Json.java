package org.salespipeline.cli;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Writes one JSON document (RFC 8259), two spaces per level, LF line ends, names in the order in which they are given.
 *
 * <p>Amounts are numbers with all decimals of their currency. A lone surrogate, which UTF-8 cannot carry, is written as an
 * escape.
 */
final class Json {

    private final StringBuilder text = new StringBuilder();
    /** Per open object or array: whether something was written into it. */
    private final Deque<Boolean> filled = new ArrayDeque<>();

    private boolean afterName;

    Json beginObject() {
        return begin('{');
    }

    Json endObject() {
        return end('}');
    }

    Json beginArray() {
        return begin('[');
    }

    Json endArray() {
        return end(']');
    }

    Json name(String name) {
        separate();
        quote(name);
        text.append(": ");
        afterName = true;
        return this;
    }

    Json value(String value) {
        separate();
        quote(value);
        return this;
    }

    Json value(long value) {
        return raw(Long.toString(value));
    }

    Json value(BigDecimal value) {
        return raw(value.toPlainString());
    }

    Json value(boolean value) {
        return raw(Boolean.toString(value));
    }

    Json nullValue() {
        return raw("null");
    }

    Json field(String name, String value) {
        return name(name).value(value);
    }

    Json field(String name, long value) {
        return name(name).value(value);
    }

    Json field(String name, BigDecimal value) {
        return name(name).value(value);
    }

    Json field(String name, Optional<?> value) {
        name(name);
        return value.isPresent() ? value(value.get().toString()) : nullValue();
    }

    Json field(String name, OptionalLong value) {
        name(name);
        return value.isPresent() ? value(value.getAsLong()) : nullValue();
    }

    Json field(String name, OptionalDouble value) {
        name(name);
        return value.isPresent() ? value(BigDecimal.valueOf(value.getAsDouble())) : nullValue();
    }

    Json strings(String name, Iterable<String> values) {
        name(name).beginArray();
        for (String value : values) {
            value(value);
        }
        return endArray();
    }

    /** The document with a line end. */
    @Override
    public String toString() {
        if (!filled.isEmpty()) {
            throw new IllegalStateException("JSON document must be closed, was open at depth " + filled.size());
        }
        return text + "\n";
    }

    private Json raw(String literal) {
        separate();
        text.append(literal);
        return this;
    }

    private Json begin(char bracket) {
        separate();
        text.append(bracket);
        filled.push(false);
        return this;
    }

    private Json end(char bracket) {
        boolean any = filled.pop();
        if (any) {
            newLine();
        }
        text.append(bracket);
        return this;
    }

    private void separate() {
        if (afterName) {
            afterName = false;
            return;
        }
        if (!filled.isEmpty()) {
            if (filled.pop()) {
                text.append(',');
            }
            filled.push(true);
            newLine();
        }
    }

    private void newLine() {
        text.append('\n').append("  ".repeat(filled.size()));
    }

    private void quote(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> character(value, i, c);
            }
        }
        text.append('"');
    }

    private void character(String value, int i, char c) {
        boolean lone = Character.isHighSurrogate(c)
                ? i + 1 == value.length() || !Character.isLowSurrogate(value.charAt(i + 1))
                : Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(value.charAt(i - 1)));
        if (c < 0x20 || lone) {
            text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
        } else {
            text.append(c);
        }
    }
}
