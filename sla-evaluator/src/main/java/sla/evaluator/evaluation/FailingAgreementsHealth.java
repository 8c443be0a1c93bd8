package sla.evaluator.evaluation;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Names agreements that cannot be evaluated. Not a matter of readiness: the answers for all others are right. */
@Wellness
@ApplicationScoped
class FailingAgreementsHealth implements HealthCheck {
    private final FailingAgreements failing;

    FailingAgreementsHealth(FailingAgreements failing) {
        this.failing = failing;
    }

    @Override
    public HealthCheckResponse call() {
        Map<String, String> reasons = failing.reasons();
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("agreements").status(reasons.isEmpty());
        reasons.forEach(response::withData);
        return response.build();
    }
}
