package sla.bench.baseline;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** In the place of sla-ingest: consume, parse, produce. Says how many it has read, and how many of them it passed on. */
final class FirstHalf {
    private FirstHalf() {}

    @SuppressWarnings("FutureReturnValueIgnored") // what is lost shows in the number that comes out at the other end
    public static void main(String[] args) {
        Half.silence();
        String kafka = args[0];
        String target = args[1];
        List<String> topics = List.of(args).subList(2, args.length);
        try (KafkaConsumer<byte[], byte[]> consumer = Half.consumer(kafka, "bench-first-half", topics);
                KafkaProducer<byte[], byte[]> producer = producer(kafka)) {
            Half.awaitStart();
            long read = 0;
            long passed = 0;
            while (true) {
                ConsumerRecords<byte[], byte[]> batch = consumer.poll(Duration.ofMillis(200));
                for (ConsumerRecord<byte[], byte[]> message : batch) {
                    if (BareEvent.read(message.value()) != null) {
                        producer.send(new ProducerRecord<>(target, message.key(), message.value()));
                        passed++;
                    }
                }
                read += batch.count();
                if (!batch.isEmpty()) {
                    System.out.println(read + " " + passed);
                }
            }
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(String kafka) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        kafka,
                        "enable.idempotence",
                        "false",
                        "acks",
                        "1",
                        "linger.ms",
                        "5",
                        "batch.size",
                        Integer.toString(128 * 1024),
                        "buffer.memory",
                        Long.toString(64L << 20)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
