package sla.runtime;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while anything in the background stands still: what the service shows would be old. */
@Readiness
@ApplicationScoped
class RepeatedTasksHealth implements HealthCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final RepeatedTasks tasks;

    RepeatedTasksHealth(RepeatedTasks tasks) {
        this.tasks = tasks;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("background").up();
        for (RepeatedTask task : tasks.all()) {
            task.fault(PATIENCE).ifPresent(fault -> response.down().withData(task.name(), fault));
        }
        return response.build();
    }
}
