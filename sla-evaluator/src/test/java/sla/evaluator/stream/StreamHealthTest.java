package sla.evaluator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class StreamHealthTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private Instant now = START;

    private final StreamHealth health = new StreamHealth(new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    });

    @Test
    void namesABatchThatHasBeenInWorkForAMinuteUntilItEnds() {
        health.started("interactions");
        now = START.plusMillis(59_999);
        assertThat(health.inWorkFor(Duration.ofSeconds(60))).isEmpty();
        now = START.plusSeconds(60);
        assertThat(health.inWorkFor(Duration.ofSeconds(60))).containsEntry("interactions", START);
        health.ended("interactions");
        assertThat(health.inWorkFor(Duration.ofSeconds(60))).isEmpty();
    }
}
