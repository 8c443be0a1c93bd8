package sla.evaluator.job;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import sla.evaluator.count.CountLocks;
import sla.evaluator.count.CountScope;
import sla.evaluator.count.CountsAudit;
import sla.evaluator.count.CountsRebuild;
import sla.evaluator.count.Progress;
import sla.runtime.RepeatedTasks;

/**
 * Does what was asked for, one job at a time among all processes. Whoever dies at it leaves the job to the next, which
 * begins it anew.
 */
@ApplicationScoped
class JobRunner {
    private static final Logger LOG = Logger.getLogger(JobRunner.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int PATIENCE_SECONDS = 5;
    private static final Duration LONGEST = Duration.ofDays(1);

    private final DataSource database;
    private final JobTable jobs;
    private final CountsAudit audit;
    private final RepeatedTasks tasks;
    private final Clock clock;
    private final Optional<Duration> verifyEvery;

    JobRunner(
            DataSource database,
            JobTable jobs,
            CountsAudit audit,
            RepeatedTasks tasks,
            Clock clock,
            @ConfigProperty(name = "sla.evaluator.verify-every") Optional<Duration> verifyEvery) {
        this.database = database;
        this.jobs = jobs;
        this.audit = audit;
        this.tasks = tasks;
        this.clock = clock;
        this.verifyEvery = verifyEvery;
    }

    void start(@Observes StartupEvent event) {
        tasks.start("jobs", PAUSE, LONGEST, this::runAll);
    }

    private void runAll() throws SQLException {
        try (Connection connection = database.getConnection()) {
            if (!CountLocks.tryHold(connection, CountLocks.JOBS)) {
                return;
            }
            try {
                if (verifyEvery.isPresent()) {
                    jobs.requestVerificationUnlessSince(clock.instant().minus(verifyEvery.get()), clock.instant());
                }
                for (Optional<Job> job = jobs.next(); job.isPresent(); job = jobs.next()) {
                    run(connection, job.get());
                }
            } finally {
                CountLocks.release(connection, CountLocks.JOBS);
            }
        }
    }

    private void run(Connection connection, Job job) throws SQLException {
        jobs.started(job.id(), clock.instant());
        // The longest statements there are; the pool does not set the usual patience again.
        int patience = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, 0);
        try {
            JobResult result = switch (job.kind()) {
                case VERIFY -> verify(connection, progress(job));
                case REBUILD -> rebuild(connection, job.scope(), progress(job));
            };
            jobs.finished(job.id(), result, clock.instant());
            if (job.kind() == JobKind.VERIFY && result.differences() > 0) {
                LOG.errorf(
                        "%d counts differ from the facts (GET /v1/jobs/%d): %s",
                        result.differences(), job.id(), result.first().getFirst());
            } else {
                LOG.infof(
                        "Job %d (%s) is done, %d differences.",
                        job.id(), job.kind().label(), result.differences());
            }
        } catch (SQLException | RuntimeException e) {
            if (!connection.isValid(PATIENCE_SECONDS)) {
                throw e; // Whoever gets the lock next begins the job anew.
            }
            LOG.warnf("Job %d (%s) failed: %s", job.id(), job.kind().label(), e.getMessage());
            jobs.failed(job.id(), String.valueOf(e.getMessage()), clock.instant());
        } finally {
            if (!connection.isClosed()) {
                connection.setNetworkTimeout(Runnable::run, patience);
            }
        }
    }

    private JobResult verify(Connection connection, Progress progress) throws SQLException {
        return asOfOneMoment(connection, () -> {
            CountsAudit.Outcome outcome = audit.compare(connection, progress);
            return new JobResult(outcome.rows(), outcome.differences(), outcome.first());
        });
    }

    private static JobResult rebuild(Connection connection, CountScope scope, Progress progress) throws SQLException {
        CountLocks.hold(connection, CountLocks.FOLD);
        try {
            return asOfOneMoment(
                    connection,
                    () -> new JobResult(null, CountsRebuild.rebuild(connection, scope, progress), List.of()));
        } finally {
            CountLocks.release(connection, CountLocks.FOLD);
        }
    }

    private interface Work {
        JobResult run() throws SQLException;
    }

    private static JobResult asOfOneMoment(Connection connection, Work work) throws SQLException {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        try {
            JobResult result = work.run();
            connection.commit();
            return result;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private Progress progress(Job job) {
        return (name, done, of) -> jobs.progress(job.id(), name, done, of);
    }
}
