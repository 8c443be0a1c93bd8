package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;

/** The share of contacts that the vendor handed back to the buyer, who pays for them twice. */
public record HandBackRate(@JsonProperty(required = true) Population of) implements Metric {
    @Override
    public Unit unit() {
        return Unit.PERCENT;
    }

    /** Contacts that were not answered, or not even offered, can be passed on too: more than 100 % is possible. */
    @Override
    public Band range() {
        return new Band(null, BigDecimal.ZERO, null, null);
    }
}
