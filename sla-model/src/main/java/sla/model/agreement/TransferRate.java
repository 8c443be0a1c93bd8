package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The share of contacts that were transferred to another queue. The leg that the transfer made counts as one of its own. */
public record TransferRate(@JsonProperty(required = true) Population of) implements Metric {
    @Override
    public Unit unit() {
        return Unit.PERCENT;
    }
}
