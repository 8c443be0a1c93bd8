package sla.bench.baseline;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What both halves do alike: wait for the word to begin, read in batches as large as the product's, and end on request. */
final class Half {
    private static final Logger ROOT = Logger.getLogger("");

    private Half() {}

    /** Returns when told to begin. From then on the JVM ends when its input does. */
    static void awaitStart() {
        System.out.println("ready");
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        try {
            if (input.readLine() == null) {
                System.exit(0);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().name("await-end").start(() -> {
            try {
                while (input.readLine() != null) {
                    // Nothing more is said.
                }
            } catch (IOException _) {
                // The owner is gone.
            }
            System.exit(0);
        });
    }

    static void silence() {
        ROOT.setLevel(Level.OFF);
    }

    static KafkaConsumer<byte[], byte[]> consumer(String kafka, String group, Collection<String> topics) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", kafka,
                        "group.id", group,
                        "auto.offset.reset", "earliest",
                        "enable.auto.commit", "true",
                        "max.poll.records", "5000",
                        "max.partition.fetch.bytes", "4194304",
                        "fetch.max.wait.ms", "100"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(topics);
        return consumer;
    }
}
