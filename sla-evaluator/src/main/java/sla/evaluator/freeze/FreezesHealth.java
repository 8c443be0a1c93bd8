package sla.evaluator.freeze;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Names frozen results that do not come to the same bytes when recomputed. */
@Wellness
@ApplicationScoped
class FreezesHealth implements HealthCheck {
    private final RecomputationCheck check;

    FreezesHealth(RecomputationCheck check) {
        this.check = check;
    }

    @Override
    public HealthCheckResponse call() {
        Map<String, String> faults = new TreeMap<>(check.faults());
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("freezes").status(faults.isEmpty());
        faults.forEach(response::withData);
        return response.build();
    }
}
