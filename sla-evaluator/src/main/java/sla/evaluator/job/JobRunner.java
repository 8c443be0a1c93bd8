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
import sla.evaluator.retention.Forgetting;
import sla.evaluator.retention.Retention;
import sla.evaluator.seal.SealedMonths;
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
    private final Retention retention;
    private final Forgetting forgetting;
    private final SealedMonths sealedMonths;
    private final RepeatedTasks tasks;
    private final Clock clock;
    private final Optional<Duration> verifyEvery;
    private final Optional<Duration> retainEvery;

    JobRunner(
            DataSource database,
            JobTable jobs,
            CountsAudit audit,
            Retention retention,
            Forgetting forgetting,
            SealedMonths sealedMonths,
            RepeatedTasks tasks,
            Clock clock,
            @ConfigProperty(name = "sla.evaluator.verify-every") Optional<Duration> verifyEvery,
            @ConfigProperty(name = "sla.evaluator.retain-every") Optional<Duration> retainEvery) {
        this.database = database;
        this.jobs = jobs;
        this.audit = audit;
        this.retention = retention;
        this.forgetting = forgetting;
        this.sealedMonths = sealedMonths;
        this.tasks = tasks;
        this.clock = clock;
        this.verifyEvery = verifyEvery;
        this.retainEvery = retainEvery;
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
                request(JobKind.RETAIN, retainEvery);
                request(JobKind.VERIFY, verifyEvery);
                for (Optional<Job> job = jobs.next(); job.isPresent(); job = jobs.next()) {
                    run(connection, job.get());
                }
            } finally {
                CountLocks.release(connection, CountLocks.JOBS);
            }
        }
    }

    private void request(JobKind kind, Optional<Duration> every) throws SQLException {
        if (every.isPresent()) {
            jobs.requestUnlessSince(kind, clock.instant().minus(every.get()), clock.instant());
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
                case RETAIN -> retain(progress(job));
                case FORGET -> forget(job);
            };
            jobs.finished(job.id(), result, clock.instant());
            if (job.kind() == JobKind.VERIFY && result.differences() != null && result.differences() > 0) {
                LOG.errorf(
                        "%d counts differ from the facts (GET /v1/jobs/%d): %s",
                        result.differences(), job.id(), result.first().getFirst());
            } else {
                LOG.infof(
                        "Job %d (%s) is done: %s",
                        job.id(),
                        job.kind().label(),
                        result.differences() == null
                                ? String.join("; ", result.notes())
                                : result.differences() + " differences");
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
            return new JobResult(
                    outcome.rows(), outcome.differences(), outcome.first(), leftOut(connection, CountScope.ALL));
        });
    }

    private JobResult rebuild(Connection connection, CountScope scope, Progress progress) throws SQLException {
        CountLocks.hold(connection, CountLocks.FOLD);
        try {
            return asOfOneMoment(
                    connection,
                    () -> new JobResult(
                            null,
                            CountsRebuild.rebuild(database, connection, scope, progress),
                            List.of(),
                            leftOut(connection, scope)));
        } finally {
            CountLocks.release(connection, CountLocks.FOLD);
        }
    }

    private JobResult retain(Progress progress) throws SQLException {
        Retention.Outcome outcome = retention.apply(progress);
        return new JobResult(outcome.facts(), null, List.of(), outcome.notes());
    }

    private JobResult forget(Job job) throws SQLException {
        ForgetCommand command = jobs.toForget(job.id()).orElseThrow();
        Retention.Outcome outcome =
                forgetting.forget(command.source(), command.field(), command.pseudonym(), progress(job));
        return new JobResult(outcome.facts(), null, List.of(), outcome.notes());
    }

    private List<String> leftOut(Connection connection, CountScope scope) throws SQLException {
        return SealNotes.leftOut(sealedMonths.list(connection), scope);
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
