package sla.model.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The identity of a record: the source that sent it and the source's own id for it. */
public record RecordReference(
        @JsonProperty(required = true) String source,
        @JsonProperty(required = true) String recordId) {}
