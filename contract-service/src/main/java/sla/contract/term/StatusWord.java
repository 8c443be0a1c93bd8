package sla.contract.term;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sla.contract.http.Problems;
import sla.model.term.TermStatus;

/** The status of a term as a word. */
final class StatusWord {
    private StatusWord() {}

    static String of(TermStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    /** The query parameter {@code status}; null if none was given. */
    static @Nullable TermStatus parse(@Nullable String word, Set<TermStatus> known) {
        if (word == null) {
            return null;
        }
        return known.stream()
                .filter(each -> of(each).equals(word))
                .findFirst()
                .orElseThrow(() -> Problems.malformed("The query parameter 'status' must be one of "
                        + known.stream().sorted().map(StatusWord::of).collect(Collectors.joining(", ")) + "."));
    }
}
