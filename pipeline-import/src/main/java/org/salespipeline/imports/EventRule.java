package org.salespipeline.imports;

import java.util.Optional;
import org.salespipeline.stage.StageId;

/**
 * What an event of a log does to its deal.
 *
 * @param text how the log names the event; a star stands for any signs, or none
 * @param effect what it does
 * @param stage where it leads; only for effects that lead somewhere
 * @param reason why the deal was lost; only for a loss
 * @param back what an event means that leads to an earlier stage
 * @param isForLast whether it has its effect only as the last event of its case
 */
record EventRule(
        String text, Effect effect, Optional<StageId> stage, Optional<String> reason, Back back, boolean isForLast) {

    /** What an event does. */
    enum Effect {
        STAGE,
        WON,
        LOST,
        /** The stage stays; what the row says besides counts. */
        KEEP,
        /** The row counts for nothing. */
        IGNORE
    }

    /** What an event means that leads to an earlier stage. */
    enum Back {
        /** The deal moves back, and that is counted, since nobody declared it. */
        REPORT,
        /** The deal moves back. */
        MOVE,
        /** The deal stays where it is. */
        STAY,
        /** The row is set aside. */
        REJECT
    }

    boolean isPattern() {
        return text.indexOf('*') >= 0;
    }

    /** Whether the text has the form of this rule's; takes time linear in the text for each star, whatever the pattern. */
    boolean matches(String found) {
        int at = 0;
        int in = 0;
        int star = -1;
        int retry = 0;
        while (in < found.length()) {
            if (at < text.length() && text.charAt(at) == '*') {
                star = at++;
                retry = in;
            } else if (at < text.length() && text.charAt(at) == found.charAt(in)) {
                at++;
                in++;
            } else if (star >= 0) {
                at = star + 1;
                in = ++retry;
            } else {
                return false;
            }
        }
        while (at < text.length() && text.charAt(at) == '*') {
            at++;
        }
        return at == text.length();
    }

    /** The rule in words. */
    String shown() {
        String what = stage.map(to -> effect.name().toLowerCase(java.util.Locale.ROOT) + " " + to)
                .orElse(effect.name().toLowerCase(java.util.Locale.ROOT));
        return "event \"" + text + "\": " + what + (isForLast ? ", as the last event only" : "");
    }
}
