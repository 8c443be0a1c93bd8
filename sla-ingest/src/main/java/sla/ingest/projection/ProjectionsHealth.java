package sla.ingest.projection;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import sla.ingest.IngestConfig;

/** Not ready while a table does not follow its topic: what it shows would be old. */
@Readiness
@ApplicationScoped
public class ProjectionsHealth implements HealthCheck {
    private final Projections projections;
    private final IngestConfig config;

    ProjectionsHealth(Projections projections, IngestConfig config) {
        this.projections = projections;
        this.config = config;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("tables").up();
        for (ProjectionThread thread : projections.threads()) {
            String fault = thread.standingStillFor(config.failingLimit());
            if (fault != null) {
                response.down().withData(thread.name(), fault);
            }
        }
        return response.build();
    }
}
