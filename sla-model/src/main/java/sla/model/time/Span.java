package sla.model.time;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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

    /** Whether all of the other is in it. */
    public boolean covers(Span other) {
        return !other.startInclusive.isBefore(startInclusive) && !other.endExclusive.isAfter(endExclusive);
    }

    /** What of it lies in the other. */
    public Optional<Span> within(Span other) {
        Instant from = startInclusive.isAfter(other.startInclusive) ? startInclusive : other.startInclusive;
        Instant to = endExclusive.isBefore(other.endExclusive) ? endExclusive : other.endExclusive;
        return from.isBefore(to) ? Optional.of(new Span(from, to)) : Optional.empty();
    }

    /** The same time in order; what overlaps or meets is one. */
    public static List<Span> joined(Collection<Span> spans) {
        List<Span> joined = new ArrayList<>();
        spans.stream().sorted(Comparator.comparing(Span::startInclusive)).forEach(span -> {
            Span last = joined.isEmpty() ? null : joined.getLast();
            if (last == null || span.startInclusive.isAfter(last.endExclusive)) {
                joined.add(span);
            } else if (span.endExclusive.isAfter(last.endExclusive)) {
                joined.set(joined.size() - 1, new Span(last.startInclusive, span.endExclusive));
            }
        });
        return joined;
    }
}
