package sla.model.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * Says that the result of a period does not change any more.
 *
 * @param id chosen by who froze it
 * @param frozenAt when the command was carried out; what the result covers is said by its cut-off, not by this moment
 */
public record Freeze(
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) Instant frozenAt) {}
