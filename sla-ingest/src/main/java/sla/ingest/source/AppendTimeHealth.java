package sla.ingest.source;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while an input topic keeps its senders' times: retention could delete late events unread. */
@Readiness
@ApplicationScoped
public class AppendTimeHealth implements HealthCheck {
    private final AppendTimeCheck check;

    AppendTimeHealth(AppendTimeCheck check) {
        this.check = check;
    }

    @Override
    public HealthCheckResponse call() {
        List<String> wrong = check.ofRegistered();
        List<String> stray = check.stray();
        var response = HealthCheckResponse.named("append-time").status(wrong.isEmpty());
        if (!wrong.isEmpty()) {
            response.withData("without message.timestamp.type=LogAppendTime", String.join(", ", wrong));
        }
        if (!stray.isEmpty()) {
            response.withData("left out, the source is not registered", String.join(", ", stray));
        }
        return response.build();
    }
}
