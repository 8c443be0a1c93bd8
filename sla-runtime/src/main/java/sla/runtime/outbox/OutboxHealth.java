package sla.runtime.outbox;

import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while the outbox cannot reach the database or the broker: what is committed does not leave. */
@Readiness
@ApplicationScoped
@IfBuildProperty(name = "sla.outbox", stringValue = "true")
public class OutboxHealth implements HealthCheck {
    private final OutboxPublisher publisher;

    OutboxHealth(OutboxPublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public HealthCheckResponse call() {
        String failure = publisher.failure();
        return failure == null
                ? HealthCheckResponse.up("outbox")
                : HealthCheckResponse.named("outbox")
                        .down()
                        .withData("failure", failure)
                        .build();
    }
}
