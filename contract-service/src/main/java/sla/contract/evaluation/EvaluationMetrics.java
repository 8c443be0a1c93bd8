package sla.contract.evaluation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** How evaluations arrive. The age of the newest one grows when the evaluator or the way from it stands still. */
@ApplicationScoped
class EvaluationMetrics {
    private final Counter received;
    private final Counter ignored;
    private final Counter failed;
    private final AtomicReference<@Nullable Instant> newest = new AtomicReference<>();
    private final DataSource database;

    EvaluationMetrics(MeterRegistry registry, DataSource database, Clock clock) {
        this.database = database;
        received = Counter.builder("sla.contract.evaluations.received")
                .description("Evaluations that were kept")
                .register(registry);
        ignored = Counter.builder("sla.contract.evaluations.ignored")
                .description("Evaluations that came again or are older than the one kept")
                .tag("reason", "older")
                .register(registry);
        failed = Counter.builder("sla.contract.evaluations.failed")
                .description("Messages that are no evaluation and were set aside")
                .register(registry);
        Gauge.builder("sla.contract.evaluation.newest.age", () -> ageSeconds(clock))
                .description("Time since the newest evaluation was computed")
                .baseUnit("seconds")
                .register(registry);
    }

    void count(StoredBatch stored) {
        received.increment(stored.keptCount());
        ignored.increment(stored.olderCount());
        failed.increment(stored.unreadableMessages().size());
        Instant evaluatedAt = stored.newestEvaluatedAt();
        if (evaluatedAt != null) {
            newest.accumulateAndGet(
                    evaluatedAt,
                    (kept, given) -> kept == null || (given != null && given.isAfter(kept)) ? given : kept);
        }
    }

    /** Goes on where the process before stopped: a restart does not make evaluations young. */
    void load(@Observes StartupEvent event) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("select max(evaluated_at) from evaluation");
                ResultSet row = select.executeQuery()) {
            OffsetDateTime kept = row.next() ? row.getObject(1, OffsetDateTime.class) : null;
            if (kept != null) {
                newest.compareAndSet(null, kept.toInstant());
            }
        }
    }

    private @Nullable Number ageSeconds(Clock clock) {
        Instant at = newest.get();
        return at == null ? null : Duration.between(at, clock.instant()).toSeconds();
    }
}
