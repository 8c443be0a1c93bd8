package sla.runtime;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs work again and again on a thread of its own, with a pause after each run, until it is closed. A run that fails
 * is told once in the log and followed by the next run. The framework's scheduler knows no pauses below a second.
 */
public final class RepeatedTask implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(RepeatedTask.class);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final String name;
    private final Clock clock;
    private final Duration longestRun;
    private final Semaphore stop = new Semaphore(0);
    private final Thread thread;
    private volatile @Nullable Instant failingSince;
    private volatile @Nullable Instant runningSince;
    private volatile String failure = "";

    private RepeatedTask(String name, Duration pause, Duration longestRun, Clock clock, Work work) {
        this.name = name;
        this.longestRun = longestRun;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(() -> repeat(pause, work));
    }

    /** One run. */
    public interface Work {
        void run() throws Exception;
    }

    /** @param longestRun what takes longer is taken to hang */
    static RepeatedTask start(String name, Duration pause, Duration longestRun, Clock clock, Work work) {
        RepeatedTask repeated = new RepeatedTask(name, pause, longestRun, clock, work);
        repeated.thread.start();
        return repeated;
    }

    String name() {
        return name;
    }

    /**
     * What is wrong with it, if anything: every run has failed for longer than {@code patience}, one run does not come
     * to an end, or the thread is gone.
     */
    Optional<String> fault(Duration patience) {
        Instant failing = failingSince;
        Instant running = runningSince;
        if (!thread.isAlive()) {
            return Optional.of("has ended");
        }
        if (failing != null && failing.isBefore(clock.instant().minus(patience))) {
            return Optional.of("has failed since " + failing + ": " + failure);
        }
        if (running != null && running.isBefore(clock.instant().minus(longestRun))) {
            return Optional.of("has been in one run since " + running);
        }
        return Optional.empty();
    }

    private void repeat(Duration pause, Work work) {
        try {
            do {
                runOnce(work);
            } while (!stop.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void runOnce(Work work) throws InterruptedException {
        runningSince = clock.instant();
        try {
            work.run();
            failingSince = null;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            failure = String.valueOf(e.getMessage());
            if (failingSince == null) {
                failingSince = clock.instant();
                LOG.warnf("The task '%s' fails and will be tried again, nothing is lost: %s", name, failure);
                LOG.debug("Failed run", e);
            }
        } finally {
            runningSince = null;
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
