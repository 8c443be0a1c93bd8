package sla.evaluator.evaluation;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Agreements that cannot be evaluated just now. Each is told once in the log and tried again from time to time. */
@ApplicationScoped
class FailingAgreements {
    private static final Logger LOG = Logger.getLogger(FailingAgreements.class);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Map<String, Failure> failures = new ConcurrentHashMap<>();

    private record Failure(Instant lastTry, String reason) {}

    void failed(String agreement, Exception e, Instant now) {
        String reason = String.valueOf(e.getMessage());
        if (failures.put(agreement, new Failure(now, reason)) == null) {
            LOG.errorf(
                    "Agreement %s cannot be evaluated and will be tried again; the others go on: %s",
                    agreement, reason);
            LOG.debug("Failed agreement", e);
        }
    }

    void succeeded(String agreement) {
        if (failures.remove(agreement) != null) {
            LOG.infof("Agreement %s is evaluated again", agreement);
        }
    }

    /** Those that it is too early to try again. */
    Set<String> resting(Instant now) {
        return failures.entrySet().stream()
                .filter(entry -> {
                    Duration since = Duration.between(entry.getValue().lastTry(), now);
                    return !since.isNegative() && since.compareTo(PAUSE) < 0;
                })
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Why, by agreement. */
    Map<String, String> reasons() {
        Map<String, String> reasons = new TreeMap<>();
        failures.forEach((agreement, failure) -> reasons.put(agreement, failure.reason()));
        return reasons;
    }
}
