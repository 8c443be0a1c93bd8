package sla.evaluator.freeze;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import sla.model.time.Span;

class ReliefChangesTest {
    /** A day then; three intervals now, of which one ends as the day begins. */
    @Test
    void whatIsLeftOutBothTimesMayBeADayAndItsIntervals() {
        List<Span> then = List.of(span("2026-03-05T00:00", "2026-03-06T00:00"));
        List<Span> now = List.of(
                span("2026-03-04T23:45", "2026-03-05T00:00"),
                span("2026-03-05T10:00", "2026-03-05T10:15"),
                span("2026-03-05T23:00", "2026-03-06T01:00"));
        List<Span> common =
                List.of(span("2026-03-05T10:00", "2026-03-05T10:15"), span("2026-03-05T23:00", "2026-03-06T00:00"));
        assertThat(ReliefChanges.common(then, now)).isEqualTo(common);
        assertThat(ReliefChanges.common(now, then)).isEqualTo(common);
        assertThat(ReliefChanges.common(then, List.of())).isEmpty();
    }

    private static Span span(String from, String to) {
        return new Span(Instant.parse(from + ":00Z"), Instant.parse(to + ":00Z"));
    }
}
