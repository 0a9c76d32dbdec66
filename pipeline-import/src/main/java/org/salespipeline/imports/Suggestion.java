package org.salespipeline.imports;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Guesses which known word a misspelt one was meant to be. */
final class Suggestion {

    private static final int LONGEST = 100;

    private Suggestion() {}

    /** The nearest of the known words, when it is near enough to be meant; of equally near ones the first. */
    static Optional<String> nearest(String word, Collection<String> known) {
        String wanted = simple(word);
        if (wanted.length() > LONGEST) {
            return Optional.empty();
        }
        Optional<String> best = Optional.empty();
        int least = Math.max(1, wanted.length() / 3) + 1;
        for (String candidate : known) {
            int distance = distance(wanted, simple(candidate), least);
            if (distance < least) {
                least = distance;
                best = Optional.of(candidate);
            }
        }
        return best;
    }

    /** {@code did you mean "x"} when a word is near, and otherwise what the choice is. */
    static String cure(String word, Collection<String> known) {
        return nearest(word, known)
                .map(near -> "did you mean \"" + near + "\"")
                .orElseGet(() -> "known are " + shortened(known));
    }

    private static String shortened(Collection<String> known) {
        int most = 30;
        if (known.size() <= most) {
            return known.toString();
        }
        String some = known.stream().limit(most).toList().toString();
        return some.substring(0, some.length() - 1) + ", ... " + (known.size() - most) + " more]";
    }

    private static String simple(String word) {
        return word.toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
    }

    /** Insertions, deletions, replacements and swaps of neighbours; anything from {@code limit} on is as good as far. */
    private static int distance(String a, String b, int limit) {
        if (Math.abs(a.length() - b.length()) >= limit) {
            return limit;
        }
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(int[][] cost, String a, String b, int i, int j) {
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
