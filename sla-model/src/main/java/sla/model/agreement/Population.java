package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which contacts a share is taken of. */
public enum Population {
    @JsonProperty("answered")
    ANSWERED,
    /** Answered, abandoned, overflowed and callback requested. */
    @JsonProperty("offered")
    OFFERED
}
