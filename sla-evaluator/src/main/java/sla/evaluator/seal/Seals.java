package sla.evaluator.seal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What batches must leave alone, by source and month of UTC.
 *
 * @param months whose counts never change again
 * @param pseudonymsForgotten from whose records the pseudonyms of persons have been taken
 */
public record Seals(Map<String, Set<LocalDate>> months, Map<String, Set<LocalDate>> pseudonymsForgotten) {
    public boolean isEmpty() {
        return months.isEmpty();
    }

    public boolean hold(String source) {
        return months.containsKey(source);
    }

    /** @param month its first day; null is never sealed */
    public boolean contain(String source, @Nullable LocalDate month) {
        Set<LocalDate> ofSource = months.get(source);
        return month != null && ofSource != null && ofSource.contains(month);
    }

    public boolean forgetPseudonyms(String source, LocalDate month) {
        Set<LocalDate> ofSource = pseudonymsForgotten.get(source);
        return ofSource != null && ofSource.contains(month);
    }

    /** @param millis since 1970 */
    public boolean contain(String source, long millis) {
        return months.containsKey(source) && contain(source, monthOf(millis));
    }

    /** The first day of the month of UTC. */
    public static LocalDate monthOf(long millis) {
        return Instant.ofEpochMilli(millis)
                .atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .withDayOfMonth(1);
    }
}
