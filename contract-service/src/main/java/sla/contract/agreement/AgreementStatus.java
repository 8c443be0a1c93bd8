package sla.contract.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A draft may be replaced and deleted; an active version never changes. There is no way back. */
public enum AgreementStatus {
    @JsonProperty("draft")
    DRAFT,
    @JsonProperty("active")
    ACTIVE
}
