package sla.model.term;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why contacts are left out; the reason says it in words. */
public enum ExclusionKind {
    @JsonProperty("client-system-down")
    CLIENT_SYSTEM_DOWN,
    @JsonProperty("force-majeure")
    FORCE_MAJEURE,
    @JsonProperty("planned-maintenance")
    PLANNED_MAINTENANCE,
    @JsonProperty("other")
    OTHER
}
