package sla.bench.garbage;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import sla.bench.load.PatientLoader;
import sla.model.Topics;

/** Sends the messages of a plan, each in a batch of its compression. For one thread. */
public final class GarbageLoader implements AutoCloseable {
    private final String kafka;
    private final Map<String, PatientLoader> loaders = new HashMap<>();

    public GarbageLoader(String kafka) {
        this.kafka = kafka;
    }

    /** Sends all, returns when a broker has acknowledged everything. */
    public void sendAll(GarbagePlan plan) {
        Ledger ledger = new Ledger();
        plan.forEach(garbage -> send(garbage, ledger));
        flush();
    }

    void send(Garbage garbage, Ledger ledger) {
        String topic = Topics.records(garbage.source().id());
        loaders.computeIfAbsent(garbage.compression(), codec -> new PatientLoader(kafka, codec))
                .send(
                        new ProducerRecord<>(topic, null, garbage.key(), garbage.value(), garbage.headers()),
                        place -> ledger.put(
                                new TopicPartition(place.topic(), place.partition()), place.offset(), garbage.kind()));
    }

    void flush() {
        loaders.values().forEach(PatientLoader::flush);
    }

    /** Messages of which a broker may have two, because nobody knows whether the first one arrived. */
    public long repeated() {
        return loaders.values().stream().mapToLong(PatientLoader::repeated).sum();
    }

    @Override
    public void close() {
        loaders.values().forEach(PatientLoader::close);
    }
}
