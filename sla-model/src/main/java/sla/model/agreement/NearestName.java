package sla.model.agreement;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Guesses which known name a misspelt one was meant to be. */
final class NearestName {
    /** A name that is longer is none of the known ones; to compare it would take long. */
    private static final int LONGEST = 100;

    private static final int SHORTEST_START = 3;

    private NearestName() {}

    /** The known name that is nearest, if it is near enough to be a slip of the pen. */
    static Optional<String> of(String written, Collection<String> known) {
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        int most = Math.min(3, written.length() / 3);
        return known.stream()
                .filter(name -> distance(written, name) <= most)
                .min(Comparator.comparingInt(name -> distance(written, name)));
    }

    /** The same for words that people shorten: mon for monday, if only one begins so. */
    static Optional<String> ofWord(String written, Collection<String> known) {
        return of(written, known).or(() -> startingWith(written, known));
    }

    private static Optional<String> startingWith(String written, Collection<String> known) {
        List<String> longer = known.stream()
                .filter(name ->
                        written.length() >= SHORTEST_START && plain(name).startsWith(plain(written)))
                .toList();
        return longer.size() == 1 ? Optional.of(longer.getFirst()) : Optional.empty();
    }

    /** Letters to insert, delete or replace (Levenshtein); case and the kind of separator do not count. */
    private static int distance(String left, String right) {
        String a = plain(left);
        String b = plain(right);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }
}
