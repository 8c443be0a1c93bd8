package sla.ingest.source;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while an input topic keeps its senders' times: retention could delete late events unread. */
@Readiness
@ApplicationScoped
public class AppendTimeHealth implements HealthCheck {
    private final SourceTopics topics;

    AppendTimeHealth(SourceTopics topics) {
        this.topics = topics;
    }

    @Override
    public HealthCheckResponse call() {
        Set<String> wrong = topics.withoutAppendTime();
        var response = HealthCheckResponse.named("append-time").status(wrong.isEmpty());
        if (!wrong.isEmpty()) {
            response.withData(
                    "without message.timestamp.type=LogAppendTime",
                    String.join(", ", wrong.stream().sorted().toList()));
        }
        return response.build();
    }
}
