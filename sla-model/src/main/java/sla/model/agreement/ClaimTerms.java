package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.model.time.Period;

/**
 * That a credit has to be claimed, or it lapses.
 *
 * @param rules whose malus it is about
 * @param days after the last day of the period, the last one included
 */
public record ClaimTerms(
        @JsonProperty(required = true) String id,
        @Nullable String clause,
        @JsonProperty(required = true) List<String> rules,
        @JsonProperty(required = true) int days) {
    public ClaimTerms {
        rules = List.copyOf(rules);
    }

    /** The last local day on which what the period gives can be claimed; that of the whole period, if it is a part of one. */
    public LocalDate by(Agreement agreement, Period period) {
        ZoneId zone = agreement.zone();
        Instant end = period.whole(agreement.period(), zone).endExclusive();
        return end.atZone(zone).toLocalDate().minusDays(1).plusDays(days);
    }

    /** Those of a rule; empty if what it gives needs no claim. */
    public static Optional<ClaimTerms> of(Agreement agreement, String rule) {
        return agreement.claims().stream()
                .filter(claims -> claims.rules().contains(rule))
                .findFirst();
    }
}
