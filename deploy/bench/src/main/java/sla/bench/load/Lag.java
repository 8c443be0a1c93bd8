package sla.bench.load;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import sla.bench.measure.Progress;
import sla.bench.system.BenchException;
import sla.bench.system.Waiting;

/** Looks once a second at how far the product is behind the traffic, on a thread of its own. */
public final class Lag implements AutoCloseable {
    private static final Duration GLANCE_EVERY = Duration.ofMillis(100);
    private static final int GLANCES_PER_LOOK = 10;
    /** More than this is behind for good: batches and transactions alone keep less waiting. */
    private static final int SUSTAINED_SECONDS = 2;

    private final Consumption consumption;
    private final Traffic traffic;
    private final Progress ingested = new Progress();
    private final long begin = System.nanoTime();
    /** These are the thread's until it has ended. */
    private long behind;

    private long mostBehind;
    private long lastLook;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Thread thread;
    private volatile @Nullable RuntimeException failure;

    /**
     * How a rate was kept up with.
     *
     * @param asked events per second, as {@code sent} and {@code ingested}, which are averages
     * @param behindAtEnd messages that waited in either half of the product when the last one was sent
     */
    public record Findings(long asked, long sent, long ingested, long behindAtEnd, long mostBehind) {
        public boolean sustained() {
            return sent >= asked * 95 / 100 && behindAtEnd <= asked * SUSTAINED_SECONDS;
        }

        public String describe() {
            return String.format(
                    Locale.ROOT,
                    "%s: asked for %,d events/s, sent %,d, taken by sla-ingest %,d; %,d waited when the last was sent,"
                            + " at most %,d",
                    sustained() ? "SUSTAINED" : "NOT SUSTAINED",
                    asked,
                    sent,
                    ingested,
                    behindAtEnd,
                    mostBehind);
        }
    }

    private Lag(Stage stage, Traffic traffic) {
        this.traffic = traffic;
        this.consumption = new Consumption(stage.ports().bootstrapServers(), stage.counts());
        this.thread = Thread.ofPlatform().daemon().name("lag").unstarted(this::watch);
    }

    /** To be called when the traffic has just begun. */
    public static Lag watch(Stage stage, Traffic traffic) {
        Lag lag = new Lag(stage, traffic);
        lag.look();
        lag.thread.start();
        return lag;
    }

    private void watch() {
        try {
            for (int round = 1; !stopped.get() && !traffic.isDone(); round++) {
                Waiting.pause(GLANCE_EVERY);
                if (round % GLANCES_PER_LOOK == 0) {
                    look();
                }
            }
            look();
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private void look() {
        long sent = consumption.loaded(Register.sources());
        long taken = consumption.ingested();
        ingested.add(System.nanoTime(), taken);
        behind = Math.max(0, sent - taken) + consumption.uncounted();
        mostBehind = Math.max(mostBehind, behind);
        lastLook = System.nanoTime();
    }

    /** Waits until the traffic has ended. */
    public Findings findings() {
        join();
        RuntimeException problem = failure;
        if (problem != null) {
            throw new BenchException("The lag cannot be watched", problem);
        }
        return new Findings(
                traffic.rate(),
                traffic.acknowledged().rate(begin, lastLook),
                ingested.rate(begin, lastLook),
                behind,
                mostBehind);
    }

    private void join() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted", e);
        }
    }

    @Override
    public void close() {
        stopped.set(true);
        join();
        consumption.close();
    }
}
