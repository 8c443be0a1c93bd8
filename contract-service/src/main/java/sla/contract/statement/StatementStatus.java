package sla.contract.statement;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** How far a statement has come. */
enum StatementStatus {
    /** Follows every change of the data. */
    @JsonProperty("draft")
    DRAFT,
    /** Never changes again: its period is frozen. */
    @JsonProperty("frozen")
    FROZEN;

    /** @param freeze by what the period was frozen; null if it is not */
    static StatementStatus of(@Nullable Object freeze) {
        return freeze == null ? DRAFT : FROZEN;
    }
}
