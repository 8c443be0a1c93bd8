package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The share of contacts that were served without a person.
 *
 * @param leftInMenu whether those who hung up in the menu are in the denominator: they were not served
 */
public record SelfServiceRate(@JsonProperty(required = true) LeftInMenu leftInMenu) implements Metric {

    public enum LeftInMenu {
        @JsonProperty("not-counted")
        NOT_COUNTED,
        @JsonProperty("failures")
        FAILURES
    }

    @Override
    public Unit unit() {
        return Unit.PERCENT;
    }
}
