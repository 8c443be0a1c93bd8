package sla.ingest.source;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static sla.ingest.event.Events.call;

import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import sla.embedded.TestServers;
import sla.ingest.event.Events;
import sla.ingest.testing.Broker;
import sla.ingest.testing.Eventually;
import sla.ingest.testing.ServiceIT;
import sla.model.event.AcceptedRecord;

@ServiceIT
class HealthIT {
    private final Broker broker = new Broker(TestServers.bootstrapServers());

    @Inject
    AppendTimeCheck appendTime;

    @Test
    void isReadyWithEveryPartChecked() throws Exception {
        Eventually.holds(() -> {
            JsonPath health = given().get("/q/health/ready").jsonPath();
            assertThat(health.getString("status")).as(health.prettify()).isEqualTo("UP");
            assertThat(health.<String>getList("checks.name")).contains("sources", "append-time", "stream", "tables");
        });
    }

    @Test
    void namesATopicThatKeepsItsSendersTimesUntilItIsMended() throws Exception {
        broker.createTopic("source.backdated.records", 4, Map.of("message.timestamp.type", "CreateTime"));
        broker.publish(Events.source("backdated"));
        broker.send("backdated", call("recordId", "kept").put("source", "backdated"));

        Eventually.holds(() -> assertThat(broker.accepted("backdated"))
                .extracting(AcceptedRecord::recordId)
                .containsExactly("kept"));
        Eventually.holds(() -> given().get("/q/health/ready").then().statusCode(503));
        assertThat(given().get("/q/health/ready").asString()).contains("source.backdated.records");

        alter("source.backdated.records", "message.timestamp.type", "LogAppendTime");
        Eventually.holds(() -> {
            appendTime.check();
            given().get("/q/health/ready").then().statusCode(200);
        });
    }

    @Test
    void leavesOutATopicWhoseSourceNobodyRegistered() throws Exception {
        broker.createTopic("source.typo.records", 1, Map.of("message.timestamp.type", "CreateTime"));
        broker.send("typo", call("recordId", "nobody's").put("source", "typo"));
        Eventually.holds(() -> assertThat(broker.rejected("typo")).hasSize(1));
        appendTime.check();

        JsonPath health = given().get("/q/health/ready").jsonPath();
        assertThat(health.getString("checks.find { it.name == 'append-time' }.status"))
                .isEqualTo("UP");
        assertThat(health.prettify()).contains("source.typo.records");
    }

    private void alter(String topic, String name, String value) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var change = new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
        try (var admin = broker.admin()) {
            admin.incrementalAlterConfigs(Map.of(resource, List.of(change)))
                    .all()
                    .get();
        }
    }

    @Test
    void showsMetricsPerSourceAndReason() throws Exception {
        broker.register("measured");
        broker.send("measured", call().put("source", "measured"));
        broker.send("measured", "no json");

        Eventually.holds(() -> assertThat(given().get("/q/metrics").asString())
                .contains("sla_ingest_accepted_total{source=\"measured\"} 1.0")
                .contains("sla_ingest_rejected_total{reason=\"NOT_JSON\",source=\"measured\"} 1.0")
                .contains("sla_ingest_batch_seconds_count"));
    }
}
