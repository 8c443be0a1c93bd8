package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The share of contacts that the vendor handed back to the buyer, who pays for them twice. */
public record HandBackRate(@JsonProperty(required = true) Population of) implements Metric {
    @Override
    public Unit unit() {
        return Unit.PERCENT;
    }
}
