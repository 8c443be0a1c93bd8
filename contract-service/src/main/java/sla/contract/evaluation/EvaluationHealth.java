package sla.contract.evaluation;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready once evaluations could not be stored for too long: penalties and statements then stand still. */
@Readiness
@ApplicationScoped
public class EvaluationHealth implements HealthCheck {
    private static final String NAME = "evaluations";

    private final EvaluationConsumer consumer;
    private final Clock clock;
    private final Duration limit;

    EvaluationHealth(
            EvaluationConsumer consumer,
            Clock clock,
            @ConfigProperty(name = "sla.contract.evaluations.failing-limit") Duration limit) {
        this.consumer = consumer;
        this.clock = clock;
        this.limit = limit;
    }

    @Override
    public HealthCheckResponse call() {
        EvaluationConsumer.Failure failure = consumer.failure();
        if (failure == null
                || Duration.between(failure.since(), clock.instant()).compareTo(limit) < 0) {
            return HealthCheckResponse.up(NAME);
        }
        return HealthCheckResponse.named(NAME)
                .down()
                .withData("failing since", failure.since().toString())
                .withData("failure", failure.reason())
                .build();
    }
}
