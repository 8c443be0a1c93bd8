package sla.model.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * That a line is paid only if it is claimed.
 *
 * @param by the last local day on which it can be
 * @param claimedOn when it was, a local day; absent while no claim is known
 * @param claimedBy the office that claimed it; absent likewise
 */
public record ClaimState(
        @JsonProperty(required = true) LocalDate by,
        @Nullable LocalDate claimedOn,
        @Nullable String claimedBy) {
    /** Whether it was claimed in time. The last day is included. */
    public boolean pays() {
        return claimedOn != null && !claimedOn.isAfter(by);
    }
}
