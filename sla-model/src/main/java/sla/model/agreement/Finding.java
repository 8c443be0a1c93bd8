package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * Something about an agreement document that its author should know.
 *
 * @param pointer JSON pointer to the place, for a missing field to where it belongs; empty for the whole document
 * @param message a sentence for the author: what is wrong, and what to write instead
 */
@JsonPropertyOrder({"severity", "code", "pointer", "message"})
public record Finding(
        @JsonProperty(required = true) FindingCode code,
        @JsonProperty(required = true) String pointer,
        @JsonProperty(required = true) String message) {

    @JsonProperty
    public FindingCode.Severity severity() {
        return code.severity();
    }
}
