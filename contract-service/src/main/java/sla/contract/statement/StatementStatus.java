package sla.contract.statement;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far a statement has come. */
enum StatementStatus {
    /** Follows every change of the data. */
    @JsonProperty("draft")
    DRAFT
}
