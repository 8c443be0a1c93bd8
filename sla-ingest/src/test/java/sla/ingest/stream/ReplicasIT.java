package sla.ingest.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static sla.ingest.event.Events.call;
import static sla.ingest.event.Events.source;

import io.restassured.RestAssured;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sla.embedded.EmbeddedKafka;
import sla.embedded.TestServers;
import sla.ingest.testing.Broker;
import sla.ingest.testing.Eventually;
import sla.ingest.testing.ServiceProcess;
import sla.model.Topics;
import sla.model.event.AcceptedRecord;

/** Several processes of the packaged service share the partitions of several sources. */
class ReplicasIT {
    private static final int SOURCES = 3;
    private static final int RECORDS_PER_SOURCE = 30_000;
    private static final int EVERY_TENTH_IS_BAD = 10;

    @TempDir
    Path folder;

    @Test
    void eachInputComesOutOnceAlthoughOneIsKilledOneIsFrozenAndOneJoins() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.temporary()) {
            Broker broker = new Broker(kafka.bootstrapServers());
            String database = TestServers.freshDatabase();
            try (ServiceProcess killed = start("killed", broker, database);
                    ServiceProcess frozen = start("frozen", broker, database)) {
                eventuallyReady(killed);
                eventuallyReady(frozen);
                for (int source = 0; source < SOURCES; source++) {
                    broker.register("source-" + source);
                }
                Thread sending = Thread.ofPlatform().start(() -> send(broker));

                eventuallyAccepted(broker, 5_000);
                killed.kill();
                eventuallyAccepted(broker, 20_000);
                signal("STOP", frozen);
                try (ServiceProcess joining = start("joining", broker, database)) {
                    eventuallyReady(joining);
                    eventuallyAccepted(broker, 30_000);
                    signal("CONT", frozen);
                    sending.join();

                    int bad = SOURCES * RECORDS_PER_SOURCE / EVERY_TENTH_IS_BAD;
                    int good = SOURCES * RECORDS_PER_SOURCE - bad;
                    eventuallyAccepted(broker, good);
                    Eventually.holds(() ->
                            assertThat(broker.committed(Topics.REJECTIONS)).hasSizeGreaterThanOrEqualTo(bad));
                    eventuallySummedUp(joining);
                    eventuallySummedUp(frozen);
                    assertThat(distinctKeys(broker.committed(Topics.INTERACTIONS)))
                            .isEqualTo(good);
                    assertThat(broker.committed(Topics.INTERACTIONS)).hasSize(good);
                    assertThat(broker.committed(Topics.REJECTIONS)).hasSize(bad);
                    assertThat(distinctKeys(broker.committed(Topics.REJECTIONS)))
                            .isEqualTo(bad);
                }
            }
        }
    }

    private static long distinctKeys(List<ConsumerRecord<String, byte[]>> messages) {
        return messages.stream().map(ConsumerRecord::key).distinct().count();
    }

    private ServiceProcess start(String instance, Broker broker, String database) {
        return ServiceProcess.start(instance, broker.servers(), database, folder);
    }

    private static void eventuallyReady(ServiceProcess service) throws Exception {
        Eventually.holds(() -> assertThat(statusOf(service)).isEqualTo(200));
    }

    private static int statusOf(ServiceProcess service) {
        try {
            return RestAssured.get(service.url() + "/q/health/ready").statusCode();
        } catch (Exception _) {
            return 0;
        }
    }

    private static void eventuallyAccepted(Broker broker, int count) throws Exception {
        Eventually.holds(() -> assertThat(broker.committed(Topics.INTERACTIONS)).hasSizeGreaterThanOrEqualTo(count));
    }

    private static void eventuallySummedUp(ServiceProcess service) throws Exception {
        int bad = RECORDS_PER_SOURCE / EVERY_TENTH_IS_BAD;
        for (int source = 0; source < SOURCES; source++) {
            String path = service.url() + "/v1/intake/source-" + source;
            Eventually.holds(() -> {
                var intake = RestAssured.get(path).jsonPath();
                assertThat(intake.getInt("accepted")).isEqualTo(RECORDS_PER_SOURCE - bad);
                assertThat(intake.getMap("rejectedByReason")).isEqualTo(Map.of("INVALID_VALUE", bad));
            });
        }
    }

    private static void send(Broker broker) {
        try (KafkaProducer<String, byte[]> producer = broker.sender()) {
            for (int i = 0; i < RECORDS_PER_SOURCE; i++) {
                for (int source = 0; source < SOURCES; source++) {
                    String name = "source-" + source;
                    String channel = i % EVERY_TENTH_IS_BAD == 0 ? "fax" : "voice";
                    byte[] event = call("recordId", "r" + i, "channel", channel)
                            .put("source", name)
                            .toString()
                            .getBytes(StandardCharsets.UTF_8);
                    producer.send(new ProducerRecord<>(Topics.records(name), i % 4, null, event));
                }
            }
        }
    }

    private static void signal(String name, ServiceProcess service) throws Exception {
        int code = new ProcessBuilder("kill", "-" + name, Long.toString(service.pid()))
                .start()
                .waitFor();
        assertThat(code).isZero();
    }

    @Test
    void refusesToStartWhileAnInputTopicKeepsItsSendersTimes() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.temporary()) {
            Broker broker = new Broker(kafka.bootstrapServers());
            broker.createTopic("source.backdated.records", 1, Map.of("message.timestamp.type", "CreateTime"));
            broker.createTopic("source.typo.records", 1, Map.of("message.timestamp.type", "CreateTime"));
            String database = TestServers.freshDatabase();
            try (ServiceProcess service = start("unregistered", broker, database)) {
                eventuallyReady(service);
                broker.publish(source("backdated"));
                Eventually.holds(() -> assertThat(RestAssured.get(service.url() + "/v1/intake/backdated")
                                .statusCode())
                        .isEqualTo(200));
            }
            try (ServiceProcess service = start("refused", broker, database)) {
                assertThat(service.exitCode()).isNotZero();
                assertThat(service.log())
                        .contains("source.backdated.records")
                        .contains("--alter --topic source.backdated.records"
                                + " --add-config message.timestamp.type=LogAppendTime")
                        .doesNotContain("records, source.typo.records");
            }
        }
    }

    @Test
    void goesOnWhereItStoppedAfterARestart() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.temporary()) {
            Broker broker = new Broker(kafka.bootstrapServers());
            String database = TestServers.freshDatabase();
            try (ServiceProcess first = start("same", broker, database)) {
                eventuallyReady(first);
                broker.register("steady");
                broker.send("steady", call("recordId", "before").put("source", "steady"));
                eventuallyAccepted(broker, 1);
                first.kill();
            }
            broker.send("steady", call("recordId", "between").put("source", "steady"));
            try (ServiceProcess second = start("same", broker, database)) {
                broker.send("steady", call("recordId", "after").put("source", "steady"));
                eventuallyAccepted(broker, 3);
                assertThat(broker.accepted("steady"))
                        .extracting(AcceptedRecord::recordId)
                        .containsExactlyInAnyOrder("before", "between", "after");
                Eventually.holds(() -> assertThat(RestAssured.get(second.url() + "/v1/intake/steady")
                                .jsonPath()
                                .getInt("accepted"))
                        .isEqualTo(3));
            }
        }
    }
}
