package sla.model.term;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A record by its source and the source's own id for it. */
public record ExcludedRecord(
        @JsonProperty(required = true) String source,
        @JsonProperty(required = true) String recordId) {}
