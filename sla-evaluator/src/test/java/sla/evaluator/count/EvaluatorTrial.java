package sla.evaluator.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.postgresql.ds.PGSimpleDataSource;
import sla.embedded.EmbeddedDatabase;
import sla.embedded.EmbeddedKafka;
import sla.embedded.TestServers;
import sla.evaluator.testing.EvaluatorProcess;
import sla.evaluator.testing.RecordStories;
import sla.evaluator.testing.ReferenceModel;
import sla.model.Topics;
import sla.model.agreement.Agreement;
import sla.model.agreement.AgreementReader;
import sla.model.event.AcceptedRecord;
import sla.model.event.Interaction;
import sla.model.event.Outcome;
import sla.model.json.Json;

/** Evaluators as processes on a broker of their own, with four partitions, and what must be true of them afterwards. */
class EvaluatorTrial {
    private static final Instant FROM = Instant.parse("2026-02-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-04-01T00:00:00Z");

    EmbeddedKafka kafka;
    PGSimpleDataSource database;
    KafkaProducer<String, byte[]> producer;

    @BeforeEach
    void startServers() throws SQLException {
        kafka = EmbeddedKafka.temporary();
        database = new PGSimpleDataSource();
        database.setUrl(TestServers.freshDatabase());
        database.setUser(EmbeddedDatabase.NAME);
        database.setCurrentSchema("evaluator");
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all", "linger.ms", "5"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    @AfterEach
    void stopServers() {
        producer.close();
        kafka.close();
    }

    EvaluatorProcess start() throws Exception {
        return EvaluatorProcess.start(
                kafka.bootstrapServers(), database.getUrl(), "sla.consumer.interactions.max.poll.records=500");
    }

    void assertCountedOnce(List<AcceptedRecord> messages) throws SQLException {
        assertThat(new CountsAudit(database).differences()).isEmpty();
        ReferenceModel model = new ReferenceModel(messages);
        List<Interaction> all = model.interactions(RecordStories.VENDOR, FROM, TO, Interaction::offeredAt);
        long answered = all.stream()
                .filter(contact -> contact.outcome() == Outcome.ANSWERED)
                .count();
        long waits = all.stream()
                .filter(contact -> contact.outcome() == Outcome.ANSWERED)
                .mapToLong(Interaction::waitMillis)
                .sum();
        assertThat(number("select sum(answered) from cell_now c"
                        + " join series s on s.id = series_id where attribution = 0 and vendor = 'va'"))
                .isEqualTo(answered);
        assertThat(number("select sum(wait_answered_ms) from cell_now c"
                        + " join series s on s.id = series_id where attribution = 0 and vendor = 'va'"))
                .isEqualTo(waits);
    }

    void sendAgreement() throws Exception {
        Agreement agreement = switch (AgreementReader.read("""
                agreement: va-service
                version: 1
                title: Test
                buyer: {legalName: Buyer}
                vendor: {id: va, legalName: Vendor}
                effectiveFrom: 2026-01-01
                zone: Europe/Amsterdam
                currency: EUR
                lots:
                  - {id: all, title: All}
                kpis:
                  - {id: asa, title: Speed, lot: all, metric: {type: average-speed-of-answer},
                     attribution: left-queue, rounding: {decimals: 0, mode: half-up}}
                  - {id: quality, title: Quality, lot: all, metric: {type: quality-score}, reportedOnly: true}
                rules:
                  - {id: asa, kpi: asa, shape: tiers, tiers: [{above: 30, amount: -5000}], otherwise: 0}
                """)) {
            case AgreementReader.Read read -> read.agreement();
            case AgreementReader.Refused refused -> throw new AssertionError(refused.errors());
        };
        producer.send(new ProducerRecord<>(
                        Topics.AGREEMENTS, agreement.key(), Json.MAPPER.writeValueAsBytes(agreement)))
                .get();
    }

    void send(List<AcceptedRecord> messages) throws Exception {
        for (AcceptedRecord message : messages) {
            producer.send(
                    new ProducerRecord<>(Topics.INTERACTIONS, message.key(), Json.MAPPER.writeValueAsBytes(message)));
        }
        producer.flush();
    }

    void awaitStored(long atLeast) {
        await().atMost(Duration.ofSeconds(90)).until(() -> stored() >= atLeast);
    }

    void awaitAllStored() throws Exception {
        long end = endOffsets();
        await().atMost(Duration.ofSeconds(120)).until(() -> stored() == end);
    }

    private long stored() throws SQLException {
        return number(
                "select coalesce(sum(next_offset), 0) from input_position where topic = '" + Topics.INTERACTIONS + "'");
    }

    /** Until so many processes share the partitions; else one may have done all the work before another has any. */
    void awaitSharing(int processes, EvaluatorProcess unlessItEnds) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> !unlessItEnds.isAlive() || sharing(admin) == processes);
        }
    }

    private static long sharing(Admin admin) throws Exception {
        return admin
                .describeConsumerGroups(List.of("sla-evaluator"))
                .all()
                .get()
                .get("sla-evaluator")
                .members()
                .stream()
                .filter(member -> !member.assignment().topicPartitions().isEmpty())
                .count();
    }

    private long endOffsets() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            var partitions = admin.describeTopics(List.of(Topics.INTERACTIONS))
                    .allTopicNames()
                    .get()
                    .get(Topics.INTERACTIONS)
                    .partitions();
            assertThat(partitions).hasSizeGreaterThanOrEqualTo(4);
            var offsets = admin.listOffsets(partitions.stream()
                            .collect(Collectors.toMap(
                                    partition -> new TopicPartition(Topics.INTERACTIONS, partition.partition()),
                                    _ -> OffsetSpec.latest())))
                    .all()
                    .get();
            return offsets.values().stream().mapToLong(info -> info.offset()).sum();
        }
    }

    long number(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    String text(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }
}
