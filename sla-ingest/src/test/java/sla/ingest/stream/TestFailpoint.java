package sla.ingest.stream;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicReference;

/** Fails at a step for as long as a test wants it to. */
@ApplicationScoped
public class TestFailpoint implements Failpoint {
    private final AtomicReference<Runnable> action = new AtomicReference<>(() -> {});
    private volatile Step armed;

    void at(Step step, Runnable failing) {
        action.set(failing);
        armed = step;
    }

    void disarm() {
        armed = null;
    }

    @Override
    public void reached(Step step) {
        if (step == armed) {
            action.get().run();
        }
    }
}
