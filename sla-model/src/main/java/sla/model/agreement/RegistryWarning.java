package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * What people regret of a document beside what is registered and kept, which only the contract service knows: an
 * interpretation silences it like any {@link FindingCode}. The labels are stable.
 */
public enum RegistryWarning {
    /** A version that starts in a period of which there are statements. */
    CHANGES_PAST_STATEMENTS,
    HISTORY_STARTS_ANEW,
    /** A bank or an earn-back that is not gone on with, while something of it is open. */
    SETTLEMENT_ENDS,
    /** Points that one version pays on in another way than the next. */
    OVER_CHANGES,
    WINDOW_LONGER_THAN_COUNTS,
    LONGER_THAN_RECORDS,
    /** A limit, or tiers, between two ticks of a source's clock. */
    FINER_THAN_CLOCK;

    /** {@code finer-than-clock}, as in JSON and in an interpretation's {@code warning}. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
