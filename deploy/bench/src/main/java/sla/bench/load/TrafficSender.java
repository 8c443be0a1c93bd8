package sla.bench.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import sla.bench.event.EventWriter;
import sla.bench.plan.TrafficPlan;
import sla.model.Topics;

/**
 * Sends a plan at a steady rate, in a process of its own: what it costs and its pauses are not those of whoever
 * measures. The event of a number has its moment; those of the next few milliseconds are sent with it, and one that is
 * late is sent at once, so the rate holds on average. Says how many the broker has acknowledged, and in the end
 * {@code done}.
 *
 * <p>Arguments: Kafka, name, seed, month, messages, events per second, and a topic or {@link Traffic#TO_SOURCES}.
 */
final class TrafficSender {
    private static final Logger ROOT = Logger.getLogger("");
    private static final long SECOND = 1_000_000_000;
    private static final long SAY_EVERY = SECOND / 5;

    /** To wake up for each single event would take a tenth of the machine. */
    private static final long TICK = SECOND / 200;

    private TrafficSender() {}

    public static void main(String[] args) {
        ROOT.setLevel(Level.OFF);
        TrafficPlan plan =
                TrafficPlan.dense(args[1], Long.parseLong(args[2]), YearMonth.parse(args[3]), Long.parseLong(args[4]));
        long rate = Long.parseLong(args[5]);
        String topic = args[6];
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        try (KafkaProducer<byte[], byte[]> producer = Loader.producer(args[0])) {
            System.out.println("ready");
            if (input.readLine() == null) {
                return;
            }
            Thread.ofPlatform().daemon().start(() -> endWith(input));
            send(producer, plan, rate, topic);
            System.out.println("done");
            LockSupport.park(); // the owner ends it
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback sees every failure
    private static void send(KafkaProducer<byte[], byte[]> producer, TrafficPlan plan, long rate, String topic) {
        EventWriter writer = new EventWriter();
        AtomicLong acknowledged = new AtomicLong();
        long begin = System.nanoTime();
        long[] number = {0};
        long[] said = {begin};
        plan.forEach(event -> {
            long due = begin + number[0]++ * SECOND / rate;
            long now = System.nanoTime();
            if (now - said[0] >= SAY_EVERY) {
                said[0] = now;
                System.out.println(acknowledged.get());
            }
            if (due > now) {
                LockSupport.parkNanos(due - now + TICK);
            }
            String target = topic.equals(Traffic.TO_SOURCES)
                    ? Topics.records(event.source().id())
                    : topic;
            producer.send(new ProducerRecord<>(target, writer.key(event), writer.value(event)), (_, problem) -> {
                if (problem != null) {
                    problem.printStackTrace();
                    Runtime.getRuntime().halt(1);
                }
                acknowledged.incrementAndGet();
            });
        });
        producer.flush();
        System.out.println(acknowledged.get());
    }

    private static void endWith(BufferedReader input) {
        try {
            while (input.readLine() != null) {
                // Nothing more is said.
            }
        } catch (IOException _) {
            // The owner is gone.
        }
        Runtime.getRuntime().halt(0);
    }
}
