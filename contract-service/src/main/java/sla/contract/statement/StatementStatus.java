package sla.contract.statement;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far a statement has come. */
enum StatementStatus {
    /** Not issued yet. Follows every change of the data until its period is frozen. */
    @JsonProperty("draft")
    DRAFT
}
