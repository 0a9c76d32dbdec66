package org.salespipeline.imports;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Locale;

/**
 * How the texts of a column are brought into one form: white space at the ends goes, texts that mean "nothing" become
 * blank, known spellings are replaced, and then the case is changed.
 *
 * @param isTrimmed whether white space at both ends is dropped
 * @param blanks texts that mean that nothing is known, such as {@code n/a}
 * @param replacements from the text found (after trimming) to the one to use
 * @param letterCase what is done to letters that no replacement put there
 */
record Spelling(
        boolean isTrimmed, ImmutableSet<String> blanks, ImmutableMap<String, String> replacements, Case letterCase) {

    /** What happens to upper and lower case. */
    enum Case {
        KEEP,
        UPPER,
        LOWER
    }

    static final Spelling PLAIN = new Spelling(true, ImmutableSet.of(), ImmutableMap.of(), Case.KEEP);

    boolean isPlain() {
        return equals(PLAIN);
    }

    /** The text to use; blank when nothing is known. */
    String apply(String found) {
        String text = found;
        if (isTrimmed) {
            Slice slice = new Slice();
            slice.set(found);
            slice.trim();
            text = slice.toString();
        }
        if (blanks.contains(text)) {
            return "";
        }
        String replaced = replacements.get(text);
        if (replaced != null) {
            return replaced;
        }
        return switch (letterCase) {
            case KEEP -> text;
            case UPPER -> text.toUpperCase(Locale.ROOT);
            case LOWER -> text.toLowerCase(Locale.ROOT);
        };
    }
}
