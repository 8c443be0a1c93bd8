package sla.bench.garbage;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import sla.bench.system.BenchException;
import sla.bench.system.RestClient;
import sla.model.Topics;
import sla.model.event.RejectionCode;
import sla.model.json.Json;

/** Reads what became of the messages, and tells the ledger. */
final class Outcomes {
    private static final Set<RejectionCode> NONE = EnumSet.noneOf(RejectionCode.class);
    private static final int PAGE = 1000;

    private final String kafka;
    private final Ledger ledger;

    Outcomes(String kafka, Ledger ledger) {
        this.kafka = kafka;
        this.ledger = ledger;
    }

    /** Everything that sla-ingest has committed. */
    void read() {
        each(Topics.INTERACTIONS, record -> {
            JsonNode input = record.path("input");
            ledger.came(place(input), input.path("offset").longValue(), NONE);
        });
        each(Topics.REJECTIONS, rejection -> {
            JsonNode input = rejection.path("input");
            ledger.came(place(input), input.path("offset").longValue(), codes(rejection));
        });
    }

    /**
     * Rejections of the plan that can be read over REST, by topic; each page is read.
     *
     * @return how many, each counted once
     */
    Map<String, Long> shown(RestClient ingest) {
        Map<String, Long> shown = new TreeMap<>();
        String cursor = "";
        do {
            JsonNode page = ingest.getJson("/v1/rejections?limit=" + PAGE + cursor);
            for (JsonNode rejection : page.path("items")) {
                if (ledger.isRejected(place(rejection), rejection.path("offset").longValue())
                        && !codes(rejection).isEmpty()) {
                    shown.merge(rejection.path("topic").textValue(), 1L, Long::sum);
                }
            }
            cursor = page.hasNonNull("next") ? "&cursor=" + page.get("next").textValue() : "";
        } while (!cursor.isEmpty());
        return shown;
    }

    private static TopicPartition place(JsonNode input) {
        return new TopicPartition(
                input.path("topic").textValue(), input.path("partition").intValue());
    }

    private static Set<RejectionCode> codes(JsonNode rejection) {
        EnumSet<RejectionCode> codes = EnumSet.noneOf(RejectionCode.class);
        rejection
                .path("reasons")
                .forEach(reason ->
                        codes.add(RejectionCode.valueOf(reason.path("code").textValue())));
        return codes;
    }

    private void each(String topic, Consumer<JsonNode> message) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka, "isolation.level", "read_committed", "enable.auto.commit", "false"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> one : consumer.poll(Duration.ofSeconds(1))) {
                    message.accept(Json.MAPPER.readTree(one.value()));
                }
            }
        } catch (IOException e) {
            throw new BenchException("A message on " + topic + " cannot be read", e);
        }
    }
}
