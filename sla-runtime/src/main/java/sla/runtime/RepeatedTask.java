package sla.runtime;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Runs a task again and again on a thread of its own, with a pause after each run, until it is closed. The framework's
 * scheduler knows no pauses below a second.
 */
public final class RepeatedTask implements AutoCloseable {
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final Semaphore stop = new Semaphore(0);
    private final Thread thread;

    private RepeatedTask(String name, Duration pause, Runnable task) {
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(() -> repeat(pause, task));
    }

    /** The task must not throw: it tells its failures itself, and the next run tries again. */
    public static RepeatedTask start(String name, Duration pause, Runnable task) {
        RepeatedTask repeated = new RepeatedTask(name, pause, task);
        repeated.thread.start();
        return repeated;
    }

    private void repeat(Duration pause, Runnable task) {
        try {
            do {
                task.run();
            } while (!stop.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the run that is under way. */
    @Override
    public void close() {
        stop.release();
        try {
            thread.join(LONGEST_STOP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
