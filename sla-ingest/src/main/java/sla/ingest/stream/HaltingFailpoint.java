package sla.ingest.stream;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Halts the process, as {@code kill -9} would, when the configured step is reached for the n-th time:
 * {@code sla.failpoint=BEFORE_COMMIT:3}. Nothing is configured outside crash trials.
 */
@DefaultBean
@ApplicationScoped
class HaltingFailpoint implements Failpoint {
    private final Optional<Step> armed;
    private int left;

    HaltingFailpoint(@ConfigProperty(name = "sla.failpoint") Optional<String> config) {
        armed = config.map(text -> Step.valueOf(text.split(":")[0]));
        left = config.map(text -> text.contains(":") ? Integer.parseInt(text.split(":")[1]) : 1)
                .orElse(0);
    }

    @Override
    public void reached(Step step) {
        if (armed.isPresent() && armed.get() == step) {
            halt();
        }
    }

    private synchronized void halt() {
        if (--left == 0) {
            Runtime.getRuntime().halt(137);
        }
    }
}
