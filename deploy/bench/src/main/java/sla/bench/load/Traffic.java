package sla.bench.load;

import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import sla.bench.measure.Progress;
import sla.bench.system.BenchException;
import sla.bench.system.Installation;
import sla.bench.system.JavaProcess;
import sla.bench.system.Waiting;

/** Events that come in at a steady rate while something else is measured. */
public final class Traffic implements AutoCloseable {
    /** In the place of a topic: each event goes to the one of its source. */
    public static final String TO_SOURCES = "-";

    private static final int HEAP_MEGABYTES = 192;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final JavaProcess process;
    private final Progress acknowledged = new Progress();
    private final AtomicBoolean done = new AtomicBoolean();
    private final int rate;
    private final Duration time;

    /**
     * What is to be sent.
     *
     * @param name of the plan: no two of one system may have the same
     * @param rate events per second
     */
    public record Order(String name, long seed, YearMonth month, int rate, Duration time) {
        long messages() {
            return Math.max(1, rate * time.toSeconds());
        }
    }

    private Traffic(JavaProcess process, Order order) {
        this.process = process;
        this.rate = order.rate();
        this.time = order.time();
    }

    /** To the topics of the sources; begins at once. */
    public static Traffic start(Installation installation, String kafka, Order order) {
        return start(installation, kafka, order, TO_SOURCES);
    }

    /** To one topic, or {@link #TO_SOURCES}. */
    public static Traffic start(Installation installation, String kafka, Order order, String topic) {
        JavaProcess process = JavaProcess.start(
                installation,
                "traffic",
                HEAP_MEGABYTES,
                TrafficSender.class,
                List.of(
                        kafka,
                        order.name(),
                        Long.toString(order.seed()),
                        order.month().toString(),
                        Long.toString(order.messages()),
                        Integer.toString(order.rate()),
                        topic));
        try {
            process.await("ready");
            Traffic traffic = new Traffic(process, order);
            traffic.begin();
            return traffic;
        } catch (RuntimeException e) {
            process.close();
            throw e;
        }
    }

    private void begin() {
        acknowledged.add(System.nanoTime(), 0);
        process.listen(line -> {
            if (line.equals("done")) {
                done.set(true);
            } else {
                acknowledged.add(System.nanoTime(), Long.parseLong(line));
            }
        });
        process.tell("begin");
    }

    public long pid() {
        return process.pid();
    }

    /** Events per second that were asked for. */
    public int rate() {
        return rate;
    }

    /** How long it lasts if the rate is reached. */
    public Duration time() {
        return time;
    }

    /** Events that the broker has acknowledged so far. */
    public Progress acknowledged() {
        return acknowledged;
    }

    public boolean isDone() {
        process.requireAlive();
        return done.get();
    }

    /** Returns when the broker has acknowledged everything. */
    public void awaitEnd() {
        Waiting.until("the traffic does not end", time.plus(PATIENCE), LOOK_EVERY, this::isDone);
        if (acknowledged.events() == 0) {
            throw new BenchException("No event was acknowledged");
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
