package sla.ingest.source;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready before all registrations are known, nor while they cannot be followed. */
@Readiness
@ApplicationScoped
public class SourcesHealth implements HealthCheck {
    private final SourceTable table;

    SourcesHealth(SourceTable table) {
        this.table = table;
    }

    @Override
    public HealthCheckResponse call() {
        String failure = table.failure();
        var response = HealthCheckResponse.named("sources")
                .status(table.complete() && failure == null)
                .withData("registered", table.current().size());
        if (failure != null) {
            response.withData("failure", failure);
        } else if (!table.complete()) {
            response.withData("failure", "the registrations have not been read to their end yet");
        }
        return response.build();
    }
}
