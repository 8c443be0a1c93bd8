package sla.evaluator.job;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import sla.runtime.RepeatedTasks;

/** Says of the last verification that the counts are right, or that they are not. */
@Wellness
@ApplicationScoped
class VerificationHealth implements HealthCheck {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final JobTable jobs;
    private volatile Optional<Job> last = Optional.empty();

    VerificationHealth(JobTable jobs) {
        this.jobs = jobs;
    }

    void start(@Observes StartupEvent event, RepeatedTasks tasks, MeterRegistry metrics) {
        Gauge.builder(
                        "sla.evaluator.counts.differences",
                        this,
                        health -> health.last
                                .map(Job::differences)
                                .map(Long::doubleValue)
                                .orElse(Double.NaN))
                .description("Counts that differed from the facts in the last verification")
                .register(metrics);
        Gauge.builder(
                        "sla.evaluator.counts.verified",
                        this,
                        health -> health.last
                                .map(Job::finishedAt)
                                .map(at -> at.toEpochMilli() / 1000.0)
                                .orElse(Double.NaN))
                .description("When the last verification ended, seconds since 1970")
                .register(metrics);
        tasks.start("last verification", PAUSE, this::look);
    }

    private void look() throws SQLException {
        last = jobs.lastVerification();
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("counts").up();
        last.ifPresent(job -> {
            response.withData("ended", String.valueOf(job.finishedAt()));
            if (job.failure() != null) {
                response.down().withData("failure", job.failure()).withData("job", job.id());
            }
            Long differences = job.differences();
            if (differences != null && differences > 0) {
                response.down().withData("differences", differences).withData("job", job.id());
            }
        });
        return response.build();
    }
}
