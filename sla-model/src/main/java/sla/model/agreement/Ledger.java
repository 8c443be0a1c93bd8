package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Bonus and malus are kept apart and never netted unless the contract says so. */
public enum Ledger {
    /** The vendor earns: positive amounts. */
    @JsonProperty("bonus")
    BONUS,
    /** The vendor loses: negative amounts. */
    @JsonProperty("malus")
    MALUS
}
