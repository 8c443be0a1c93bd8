package sla.local.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @Test
    void waitsForNothingWithoutASpeed() {
        Pace pace = new Pace(CLOCK, OptionalDouble.empty(), false);

        assertThat(pace.needsOrder()).isFalse();
        assertThat(pace.sendAt(NOW.plusSeconds(1000))).isEqualTo(NOW);
    }

    /** Ten times as fast: what happened 60 s after the first goes 6 s after it. */
    @Test
    void keepsDistancesDividedByTheSpeed() {
        Pace pace = new Pace(CLOCK, OptionalDouble.of(10), false);
        Instant first = Instant.parse("1999-01-01T07:00:00Z");

        assertThat(pace.sendAt(first)).isEqualTo(NOW);
        assertThat(pace.sendAt(first.plusSeconds(60))).isEqualTo(NOW.plusSeconds(6));
    }

    @Test
    void sendsThePastAtOnceAndHoldsTheFutureBack() {
        Pace pace = new Pace(CLOCK, OptionalDouble.empty(), true);

        assertThat(pace.sendAt(NOW.minusSeconds(86_400))).isEqualTo(NOW);
        assertThat(pace.sendAt(NOW)).isEqualTo(NOW);
        assertThat(pace.sendAt(NOW.plusSeconds(90))).isEqualTo(NOW.plusSeconds(90));
    }

    @Test
    void isNeverEarlyHoweverFast() {
        Pace pace = new Pace(CLOCK, OptionalDouble.of(100), true);

        assertThat(pace.sendAt(NOW)).isEqualTo(NOW);
        assertThat(pace.sendAt(NOW.plusSeconds(90))).isEqualTo(NOW.plusSeconds(90));
    }

    @Test
    void holdsAnEventWithoutATimeForNothing() {
        assertThat(new Pace(CLOCK, OptionalDouble.of(1), true).sendAt(Instant.MIN))
                .isEqualTo(NOW);
    }
}
