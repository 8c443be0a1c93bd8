package sla.evaluator.freeze;

import io.micrometer.core.instrument.Counter;
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
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import sla.evaluator.failpoint.Failpoint;
import sla.evaluator.failpoint.Failpoints;
import sla.evaluator.freeze.DueFreezes.Due;
import sla.model.evaluation.Difference;
import sla.runtime.RepeatedTasks;
import sla.runtime.outbox.OutboxPublisher;

/**
 * Compares frozen periods whose data changed, each in a transaction with its note, so that no change is forgotten.
 * Several processes take turns. A stream of late records makes one difference per period and pause, not one per record.
 */
@ApplicationScoped
class DifferenceTask {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final String LOCK =
            "select pg_try_advisory_xact_lock(hashtextextended('differences of ' || current_schema(), 0))";

    private final DataSource database;
    private final DueFreezes dueFreezes;
    private final FreezeTable freezes;
    private final Differences differences;
    private final DifferenceTable table;
    private final CorrectedPeriods correctedPeriods;
    private final OutboxPublisher outbox;
    private final Failpoints failpoints;
    private final Clock clock;
    private final Duration atMostEvery;
    private final Counter published;
    private final Map<Due, Instant> last = new ConcurrentHashMap<>();

    DifferenceTask(
            DataSource database,
            DueFreezes dueFreezes,
            FreezeTable freezes,
            Differences differences,
            DifferenceTable table,
            CorrectedPeriods correctedPeriods,
            OutboxPublisher outbox,
            Failpoints failpoints,
            Clock clock,
            @ConfigProperty(name = "sla.evaluator.differences-every") Duration atMostEvery,
            MeterRegistry metrics) {
        this.database = database;
        this.dueFreezes = dueFreezes;
        this.freezes = freezes;
        this.differences = differences;
        this.table = table;
        this.correctedPeriods = correctedPeriods;
        this.outbox = outbox;
        this.failpoints = failpoints;
        this.clock = clock;
        this.atMostEvery = atMostEvery;
        this.published = Counter.builder("sla.evaluator.differences.published")
                .description("Differences from frozen results")
                .register(metrics);
    }

    void start(@Observes StartupEvent event, RepeatedTasks tasks) {
        tasks.start("differences", PAUSE, this::compareDue);
    }

    /** One that fails does not hold up the others. */
    void compareDue() throws SQLException {
        List<Due> due = Transactions.inTransaction(database, dueFreezes::all);
        SQLException failure = null;
        for (Due one : due) {
            Instant now = clock.instant();
            Instant before = last.get(one);
            // A clock that was set back makes nobody wait.
            boolean resting = before != null
                    && !now.isBefore(before)
                    && Duration.between(before, now).compareTo(atMostEvery) < 0;
            if (!resting) {
                last.put(one, now);
                try {
                    compare(one, now.truncatedTo(ChronoUnit.MILLIS));
                } catch (SQLException | RuntimeException e) {
                    failure = new SQLException(
                            "The frozen " + one.period() + " of '" + one.agreement() + "' cannot be compared: "
                                    + e.getMessage(),
                            e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void compare(Due due, Instant now) throws SQLException {
        boolean added = Transactions.inSnapshot(database, connection -> {
            if (!lock(connection)) {
                return false;
            }
            dueFreezes.take(connection, due);
            Optional<StoredFreeze> freeze = freezes.find(connection, due.agreement(), due.period());
            Optional<Differences.Compared> compared =
                    freeze.isEmpty() ? Optional.empty() : differences.compare(connection, freeze.get(), now);
            if (compared.isEmpty()) {
                return false;
            }
            Optional<Difference> next = compared.get().next();
            if (next.isPresent()) {
                table.add(connection, next.get());
            }
            correctedPeriods.store(connection, freeze.get(), compared.get());
            return next.isPresent();
        });
        if (added) {
            failpoints.reached(Failpoint.BEFORE_PUBLISH);
            published.increment();
            outbox.wake();
        }
    }

    private static boolean lock(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK);
                ResultSet row = lock.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }
}
