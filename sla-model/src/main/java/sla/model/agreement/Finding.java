package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * Something about an agreement document that its author should know.
 *
 * @param pointer JSON pointer to the place, for a missing field to where it belongs; empty for the whole document
 * @param about the id of the KPI, rule, charge, lot, cap, base, relief, claim, alert or opening hours in which the place is;
 *     null if it is in none
 * @param message a sentence for the author: what is wrong, and what to write instead
 */
@JsonPropertyOrder({"severity", "code", "pointer", "about", "message"})
public record Finding(
        @JsonProperty(required = true) FindingCode code,
        @JsonProperty(required = true) String pointer,
        @Nullable String about,
        @JsonProperty(required = true) String message) {

    Finding(FindingCode code, String pointer, String message) {
        this(code, pointer, null, message);
    }

    /** The same with the id that its place has. */
    Finding named(Ids ids) {
        return new Finding(code, pointer, ids.at(pointer).orElse(about), message);
    }

    @JsonProperty
    public FindingCode.Severity severity() {
        return code.severity();
    }
}
