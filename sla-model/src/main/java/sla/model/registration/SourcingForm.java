package sla.model.registration;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the work of a vendor is bought. */
public enum SourcingForm {
    @JsonProperty("inhouse")
    INHOUSE,
    @JsonProperty("onshore")
    ONSHORE,
    @JsonProperty("nearshore")
    NEARSHORE,
    @JsonProperty("offshore")
    OFFSHORE,
    @JsonProperty("managed-insourcing")
    MANAGED_INSOURCING,
    @JsonProperty("temporary-staff")
    TEMPORARY_STAFF
}
