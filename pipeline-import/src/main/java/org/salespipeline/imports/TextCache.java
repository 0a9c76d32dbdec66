package org.salespipeline.imports;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Gives equal texts as one object, changed by a rule that then runs once per text. Of fixed size: it forgets. */
final class TextCache {

    private static final int SLOTS = 1 << 12;

    private final UnaryOperator<String> rule;
    private final @Nullable String[] found = new @Nullable String[SLOTS];
    private final String[] made = new String[SLOTS];

    TextCache(UnaryOperator<String> rule) {
        this.rule = rule;
    }

    String get(Slice slice) {
        int slot = slice.mix() & (SLOTS - 1);
        String known = found[slot];
        if (known != null && slice.contentEquals(known)) {
            return made[slot];
        }
        String text = slice.toString();
        String result = rule.apply(text);
        found[slot] = text;
        made[slot] = result;
        return result;
    }
}
