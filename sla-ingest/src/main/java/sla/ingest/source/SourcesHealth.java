package sla.ingest.source;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import sla.ingest.IngestConfig;

/** Not ready before all registrations are known, nor while they cannot be followed. */
@Readiness
@ApplicationScoped
public class SourcesHealth implements HealthCheck {
    private final SourceTable table;
    private final IngestConfig config;

    SourcesHealth(SourceTable table, IngestConfig config) {
        this.table = table;
        this.config = config;
    }

    @Override
    public HealthCheckResponse call() {
        String fault = table.fault(config.failingLimit());
        var response = HealthCheckResponse.named("sources")
                .status(fault == null)
                .withData("registered", table.current().size());
        if (fault != null) {
            response.withData("failure", fault);
        }
        return response.build();
    }
}
