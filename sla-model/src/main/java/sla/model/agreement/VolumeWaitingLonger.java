package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Set;

/**
 * The number of contacts that waited longer than a limit, each of which may cost something (toll operator, R4: 100 for
 * each call waiting 10 min or more). {@code within} says who did not wait longer, as in {@link ShareWaitingLonger}.
 *
 * @param of which contacts are looked at
 */
public record VolumeWaitingLonger(
        @JsonProperty(required = true) WaitBound within,
        @JsonProperty(required = true) Population of) implements Metric {
    @Override
    public Unit unit() {
        return Unit.COUNT;
    }

    @Override
    public boolean addsUp() {
        return true;
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
