package sla.evaluator.failpoint;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Halts the process, as {@code kill -9} would, when the configured failpoint is reached for the n-th time:
 * {@code sla.failpoint=AFTER_FACTS:3}. Nothing is configured outside tests and trials.
 */
@ApplicationScoped
public class Failpoints {
    private final Optional<Failpoint> armed;
    private int left;

    Failpoints(@ConfigProperty(name = "sla.failpoint") Optional<String> config) {
        this.armed = config.map(text -> Failpoint.valueOf(text.split(":")[0]));
        this.left = config.map(text -> text.contains(":") ? Integer.parseInt(text.split(":")[1]) : 1)
                .orElse(0);
    }

    /** Does nothing unless this failpoint is armed. */
    public void reached(Failpoint failpoint) {
        if (armed.isPresent() && armed.get() == failpoint) {
            halt();
        }
    }

    private synchronized void halt() {
        if (--left == 0) {
            Runtime.getRuntime().halt(137);
        }
    }
}
