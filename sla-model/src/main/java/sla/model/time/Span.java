package sla.model.time;

import java.time.Instant;

/** A stretch of time, half-open: {@code startInclusive <= t < endExclusive}. */
public record Span(Instant startInclusive, Instant endExclusive) {
    public Span {
        if (!startInclusive.isBefore(endExclusive)) {
            throw new IllegalArgumentException("A span must start before it ends");
        }
    }

    public boolean contains(Instant instant) {
        return !instant.isBefore(startInclusive) && instant.isBefore(endExclusive);
    }
}
