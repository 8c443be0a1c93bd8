package sla.bench.freshness;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import sla.bench.event.EventWriter;
import sla.bench.plan.Contact;
import sla.bench.plan.PlannedEvent.Sent;
import sla.bench.plan.Queue;
import sla.bench.plan.Scene;
import sla.bench.system.BenchException;
import sla.bench.system.Waiting;
import sla.model.event.Channel;
import sla.model.event.Outcome;

/**
 * Contacts of queues of their own among the traffic, one every so often however slow the others are, and a reader that
 * asks for them again and again.
 */
final class Probes {
    static final Duration READ_EVERY = Duration.ofMillis(20);
    private static final int QUEUES = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final String name;
    private final YearMonth month;
    private final Duration every;
    private final Queue pattern = Scene.allQueues().getFirst();
    private final EventWriter writer = new EventWriter();
    private final ProbeBook book = new ProbeBook();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    /** @param name goes into records and queues: no two of one system may have the same */
    Probes(String name, YearMonth month, Duration every) {
        this.name = name;
        this.month = month;
        this.every = every;
    }

    /** The day on which all probes are; nothing else happens then, if the plan is not longer than the month before it. */
    static Instant moment(YearMonth month) {
        return month.atEndOfMonth().atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    List<String> queues() {
        List<String> queues = new ArrayList<>();
        for (int i = 0; i < QUEUES; i++) {
            queues.add(queue(i));
        }
        return queues;
    }

    /** Sends for that long, and reads until all of them are seen. */
    ProbeBook run(String kafka, String topic, Duration time, CountReader reader) {
        AtomicBoolean sent = new AtomicBoolean();
        Thread sender = Thread.ofPlatform().daemon().name("probes").start(() -> {
            try {
                send(kafka, topic, time);
            } catch (RuntimeException e) {
                failure.compareAndSet(null, e);
            }
            sent.set(true);
        });
        List<String> queues = queues();
        long limit = System.nanoTime() + time.plus(PATIENCE).toNanos();
        while ((!sent.get() || book.unseen() > 0) && System.nanoTime() < limit) {
            long begin = System.nanoTime();
            Map<String, Long> counts = reader.read(queues);
            long now = System.nanoTime();
            counts.forEach((queue, count) -> book.seen(queue, count, now));
            LockSupport.parkNanos(READ_EVERY.toNanos() - (now - begin));
            Exception problem = failure.get();
            if (problem != null) {
                throw new BenchException("The probes cannot be sent", problem);
            }
        }
        try {
            sender.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted", e);
        }
        return book;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback sees every failure
    private void send(String kafka, String topic, Duration time) {
        Map<String, Object> configuration =
                Map.of("bootstrap.servers", kafka, "enable.idempotence", "true", "acks", "all", "linger.ms", "0");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.partitionsFor(topic);
            long begin = System.nanoTime();
            long count = time.dividedBy(every);
            for (int number = 0; number < count; number++) {
                long due = begin + every.multipliedBy(number).toNanos();
                while (due > System.nanoTime()) {
                    Waiting.pause(Duration.ofNanos(due - System.nanoTime()));
                }
                String queue = queue(number % QUEUES);
                producer.send(
                        new ProducerRecord<>(
                                topic,
                                (name + number).getBytes(StandardCharsets.US_ASCII),
                                writer.value(new Sent(contact(queue, number)))),
                        (_, problem) -> {
                            if (problem == null) {
                                book.pushed(queue, System.nanoTime());
                            } else {
                                failure.compareAndSet(null, problem);
                            }
                        });
            }
        }
    }

    private Contact contact(String queue, int number) {
        return new Contact(
                name + '-' + number,
                1,
                new Queue(queue, pattern.vendor(), Channel.VOICE, pattern.source()),
                Scene.SITES.getFirst(),
                Scene.LANGUAGES.getFirst(),
                Outcome.ANSWERED,
                moment(month).toEpochMilli() + number,
                4_321,
                60_000,
                0,
                15_000,
                false,
                number % 100);
    }

    private String queue(int number) {
        return String.format(Locale.ROOT, "%s-%02d", name, number);
    }
}
