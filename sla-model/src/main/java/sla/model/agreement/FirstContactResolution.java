package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The share of contacts that settled the matter, of those of which it is known.
 *
 * @param by who says so
 */
public record FirstContactResolution(
        @JsonProperty(required = true) By by) implements Metric {

    public enum By {
        /** The customer, asked afterwards. */
        @JsonProperty("survey")
        SURVEY
    }

    @Override
    public Unit unit() {
        return Unit.PERCENT;
    }
}
