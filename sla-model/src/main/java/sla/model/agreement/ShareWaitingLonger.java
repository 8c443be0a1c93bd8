package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Set;

/**
 * The share of contacts that waited longer than a limit. {@code within} says who did not wait longer: {@code at-most
 * 120} makes 120.000 s not longer, {@code below 120} makes it longer.
 *
 * @param of which contacts numerator and denominator are taken from
 */
public record ShareWaitingLonger(
        @JsonProperty(required = true) WaitBound within,
        @JsonProperty(required = true) Population of) implements Metric {

    @Override
    public Unit unit() {
        return Unit.PERCENT;
    }

    @Override
    public Set<WaitBound> waitBounds() {
        return Set.of(within);
    }

    @Override
    public boolean looksAtAbandoned() {
        return of == Population.OFFERED;
    }
}
