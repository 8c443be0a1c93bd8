package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;

/** The share of contacts that were refused, because the queue was full or closed. */
public record BlockedRate(@JsonProperty(required = true) Base of) implements Metric {

    public enum Base {
        /** Refused contacts are not in the denominator: more than 100 % is possible. */
        @JsonProperty("offered")
        OFFERED,
        @JsonProperty("offered-and-refused")
        OFFERED_AND_REFUSED
    }

    @Override
    public Unit unit() {
        return Unit.PERCENT;
    }

    @Override
    public Band range() {
        return switch (of) {
            case OFFERED -> new Band(null, BigDecimal.ZERO, null, null);
            case OFFERED_AND_REFUSED -> unit().range();
        };
    }
}
