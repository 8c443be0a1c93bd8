package sla.model.term;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a term stands; only what is approved or claimed counts. */
public enum TermStatus {
    @JsonProperty("proposed")
    PROPOSED,
    @JsonProperty("approved")
    APPROVED,
    @JsonProperty("refused")
    REFUSED,
    /** Taken back: an exclusion before anybody decided, a claim at any time. */
    @JsonProperty("withdrawn")
    WITHDRAWN,
    /** Approved once, and counts no more. */
    @JsonProperty("revoked")
    REVOKED,
    /** Of a claim, which nobody has to approve. */
    @JsonProperty("claimed")
    CLAIMED
}
