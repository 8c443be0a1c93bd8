package sla.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {
    @TempDir
    Path folder;

    @Test
    void keepsTopicsRecordsAndClusterIdBetweenStarts() throws Exception {
        String cluster;
        try (EmbeddedKafka first = EmbeddedKafka.start(folder, FreePort.choose())) {
            KafkaClient.createTopic(first.bootstrapServers(), "kept");
            KafkaClient.send(first.bootstrapServers(), new ProducerRecord<>("kept", "key", "value"));
            cluster = KafkaClient.clusterId(first.bootstrapServers());
        }
        try (EmbeddedKafka second = EmbeddedKafka.start(folder, FreePort.choose())) {
            assertThat(KafkaClient.readAll(second.bootstrapServers(), "kept"))
                    .singleElement()
                    .satisfies(record -> assertThat(record.value()).isEqualTo("value"));
            assertThat(KafkaClient.clusterId(second.bootstrapServers())).isEqualTo(cluster);
        }
    }

    @Test
    void stampsRecordsWithTheTimeOfTheirArrival() throws Exception {
        long inThePast = Instant.parse("1985-01-01T00:00:00Z").toEpochMilli();
        long before = System.currentTimeMillis();
        String servers = TestServers.bootstrapServers();
        KafkaClient.createTopic(servers, "stamped");

        KafkaClient.send(servers, new ProducerRecord<>("stamped", null, inThePast, "key", "value"));

        assertThat(KafkaClient.readAll(servers, "stamped")).singleElement().satisfies(record -> {
            assertThat(record.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
            assertThat(record.timestamp()).isGreaterThanOrEqualTo(before);
        });
    }

    @Test
    void makesNoTopicThatNobodyCreated() {
        assertThatThrownBy(() -> KafkaClient.send(
                        TestServers.bootstrapServers(), new ProducerRecord<>("never-created", "key", "value")))
                .hasRootCauseInstanceOf(org.apache.kafka.common.errors.UnknownTopicOrPartitionException.class)
                .hasCauseInstanceOf(TimeoutException.class);
    }

    @Test
    void refusesAFolderInUse() {
        try (EmbeddedKafka first = EmbeddedKafka.start(folder, FreePort.choose())) {
            assertThat(first.port()).isPositive();
            assertThatThrownBy(() -> EmbeddedKafka.start(folder, FreePort.choose()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void deletesOnlyATemporaryFolder() {
        try (EmbeddedKafka kept = EmbeddedKafka.start(folder, FreePort.choose())) {
            assertThat(kept.port()).isPositive();
        }
        assertThat(Files.exists(folder.resolve("data/meta.properties"))).isTrue();
    }
}
