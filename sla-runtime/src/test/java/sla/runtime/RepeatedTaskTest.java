package sla.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RepeatedTaskTest {
    private static final Duration PAUSE = Duration.ofMillis(5);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LONGEST_RUN = Duration.ofMinutes(5);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T10:00:00Z"));

    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    };

    @Test
    void namesWhatHasFailedForLongerThanThePatienceUntilARunSucceeds() {
        AtomicBoolean broken = new AtomicBoolean(true);
        AtomicInteger runs = new AtomicInteger();
        try (RepeatedTask task = RepeatedTask.start("fold", PAUSE, LONGEST_RUN, clock, () -> {
            runs.incrementAndGet();
            if (broken.get()) {
                throw new IllegalStateException("no database");
            }
        })) {
            await().until(() -> runs.get() > 3);
            assertThat(fault(task)).isEmpty();
            now.set(now.get().plusSeconds(6));
            assertThat(fault(task)).contains("has failed since 2026-03-01T10:00:00Z: no database");
            broken.set(false);
            await().until(() -> fault(task).isEmpty());
        }
    }

    @Test
    void namesARunThatDoesNotEnd() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (RepeatedTask task = RepeatedTask.start("fold", PAUSE, LONGEST_RUN, clock, () -> {
            started.countDown();
            end.await();
        })) {
            started.await();
            now.set(now.get().plus(LONGEST_RUN));
            assertThat(fault(task)).isEmpty();
            now.set(now.get().plusMillis(1));
            assertThat(fault(task)).contains("has been in one run since 2026-03-01T10:00:00Z");
            end.countDown();
            await().until(() -> fault(task).isEmpty());
        }
    }

    @Test
    void namesATaskWhoseThreadHasEnded() {
        RepeatedTask task = RepeatedTask.start("fold", PAUSE, LONGEST_RUN, clock, () -> {
            throw new InterruptedException("somebody stopped it");
        });
        await().untilAsserted(() -> assertThat(fault(task)).contains("has ended"));
    }

    private static Optional<String> fault(RepeatedTask task) {
        return task.fault(PATIENCE);
    }
}
