package sla.local.system;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends lines of text without a key and with Kafka's usual settings, as a console client does. */
final class PlainProducer implements AutoCloseable {
    private final KafkaProducer<String, String> producer;

    PlainProducer(String kafka) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka, "max.block.ms", "3000"),
                new StringSerializer(),
                new StringSerializer());
    }

    /** Returns when the broker has acknowledged it, with its place. */
    RecordMetadata send(String topic, String value) throws ExecutionException, InterruptedException {
        return producer.send(new ProducerRecord<>(topic, value)).get();
    }

    @Override
    public void close() {
        producer.close();
    }
}
