package sla.model.term;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a term stands; only an approved one counts. */
public enum TermStatus {
    @JsonProperty("proposed")
    PROPOSED,
    @JsonProperty("approved")
    APPROVED,
    @JsonProperty("refused")
    REFUSED,
    /** Taken back before anybody decided. */
    @JsonProperty("withdrawn")
    WITHDRAWN,
    /** Approved once, and counts no more. */
    @JsonProperty("revoked")
    REVOKED
}
