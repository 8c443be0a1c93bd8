package sla.evaluator.evaluation;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Agreements whose evaluation takes long, because their KPIs look at many records. Each rests for a multiple of what it
 * took, so that counting and the other agreements have most of the machine.
 */
@ApplicationScoped
class SlowAgreements {
    /** Shorter ones rest with all others, after the round. */
    private static final Duration SLOW = Duration.ofMillis(250);

    /** By agreement, by {@link System#nanoTime}. */
    private final Map<String, Long> restUntil = new ConcurrentHashMap<>();

    /** @return whether it was long, so that it rests from now on */
    boolean took(String agreement, Duration time) {
        if (time.compareTo(SLOW) < 0) {
            restUntil.remove(agreement);
            return false;
        }
        restUntil.put(agreement, System.nanoTime() + EvaluationTick.REST_PER_ROUND * time.toNanos());
        return true;
    }

    Set<String> resting() {
        long now = System.nanoTime();
        return restUntil.entrySet().stream()
                .filter(each -> now - each.getValue() < 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
