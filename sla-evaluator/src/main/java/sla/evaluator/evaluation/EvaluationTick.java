package sla.evaluator.evaluation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import sla.evaluator.completeness.Comparison;
import sla.evaluator.completeness.VendorDay;
import sla.evaluator.evaluation.ChangedDays.Changed;
import sla.evaluator.failpoint.Failpoint;
import sla.evaluator.failpoint.Failpoints;
import sla.evaluator.series.SeriesCatalog;
import sla.model.time.Interval;
import sla.runtime.RepeatedTasks;
import sla.runtime.outbox.OutboxPublisher;

/**
 * Makes evaluations anew where counts have changed: per vendor at most once a second, in one transaction with the note
 * of the change, so that no change is forgotten. Several processes take turns.
 */
@ApplicationScoped
public class EvaluationTick {
    private static final Duration AT_MOST_EVERY = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(150);

    /**
     * A round that takes long is followed by a rest that is longer, so that counting has most of the machine. What takes
     * long by itself {@linkplain SlowAgreements rests by itself}.
     */
    static final int REST_PER_ROUND = 9;

    private final DataSource database;
    private final ChangedDays changedDays;
    private final Comparison comparison;
    private final SeriesCatalog catalog;
    private final EvaluationRound round;
    private final OutboxPublisher outbox;
    private final Failpoints failpoints;
    private final RepeatedTasks tasks;
    private final Clock clock;
    private final Timer delay;
    private final Counter published;
    private final Map<String, Instant> lastByVendor = new HashMap<>();
    private Instant lastQuarterHour = Instant.MIN;
    private long restUntilNanos = System.nanoTime();

    EvaluationTick(
            DataSource database,
            ChangedDays changedDays,
            Comparison comparison,
            SeriesCatalog catalog,
            EvaluationRound round,
            OutboxPublisher outbox,
            Failpoints failpoints,
            RepeatedTasks tasks,
            Clock clock,
            MeterRegistry metrics) {
        this.database = database;
        this.changedDays = changedDays;
        this.comparison = comparison;
        this.catalog = catalog;
        this.round = round;
        this.outbox = outbox;
        this.failpoints = failpoints;
        this.tasks = tasks;
        this.clock = clock;
        this.delay = Timer.builder("sla.evaluator.evaluation.delay")
                .description("Time from a change of the counts to the evaluation that has it")
                .register(metrics);
        this.published = Counter.builder("sla.evaluator.evaluations.published")
                .description("Evaluations in which a printed value changed")
                .register(metrics);
    }

    void start(@Observes StartupEvent event) {
        tasks.start("evaluate", PAUSE, this::evaluateChanges);
    }

    private void evaluateChanges() throws SQLException {
        long begin = System.nanoTime();
        if (begin - restUntilNanos < 0) {
            return;
        }
        Duration slow = evaluateOnce();
        long end = System.nanoTime();
        restUntilNanos = end + REST_PER_ROUND * (end - begin - slow.toNanos());
    }

    /** @return how much of the time was taken by agreements that rest by themselves */
    private Duration evaluateOnce() throws SQLException {
        Instant now = clock.instant();
        // Days and so periods begin at a quarter-hour of UTC in every zone; the first tick makes up for what was
        // missed.
        Instant quarterHour = Interval.startOf(now);
        Instant before = quarterHour.equals(lastQuarterHour) ? null : lastQuarterHour;
        EvaluationRound.Result result;
        List<Changed> taken;
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                if (!changedDays.lock(connection)) {
                    connection.rollback();
                    return Duration.ZERO;
                }
                taken = changedDays.take(connection, notDue(now));
                if (!taken.isEmpty()) {
                    comparison.refresh(connection, days(taken), catalog.all());
                }
                result = round.evaluate(connection, taken, before, now);
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            }
        }
        lastQuarterHour = quarterHour;
        taken.forEach(changed -> lastByVendor.put(changed.vendor(), now));
        taken.stream()
                .map(Changed::notedAt)
                .min(Instant::compareTo)
                .map(first -> Duration.between(first, clock.instant()))
                // Noted by the database's clock, which may be ahead of ours.
                .filter(Duration::isPositive)
                .ifPresent(delay::record);
        if (result.published() > 0) {
            failpoints.reached(Failpoint.BEFORE_PUBLISH);
            published.increment(result.published());
            outbox.wake();
        }
        return result.slow();
    }

    private static List<VendorDay> days(List<Changed> changes) {
        return changes.stream()
                .map(changed -> new VendorDay(changed.vendor(), changed.day()))
                .toList();
    }

    /** A clock that was set back makes nobody wait. */
    private List<String> notDue(Instant now) {
        List<String> vendors = new ArrayList<>();
        lastByVendor.forEach((vendor, last) -> {
            Duration since = Duration.between(last, now);
            if (!since.isNegative() && since.compareTo(AT_MOST_EVERY) < 0) {
                vendors.add(vendor);
            }
        });
        return vendors;
    }
}
