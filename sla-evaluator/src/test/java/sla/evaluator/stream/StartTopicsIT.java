package sla.evaluator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sla.embedded.TestServers;
import sla.evaluator.testing.Servers;
import sla.model.Topics;

@QuarkusTest
@WithTestResource(Servers.class)
class StartTopicsIT {
    /** The broker's default happens to be as long here; elsewhere it is a week. */
    @ParameterizedTest
    @ValueSource(strings = {Topics.INTERACTIONS, Topics.REJECTIONS, Topics.RETRY_OUTCOMES})
    void saysItselfHowLongATopicIsKept(String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestServers.bootstrapServers()))) {
            ConfigEntry retention = admin.describeConfigs(List.of(resource))
                    .all()
                    .get()
                    .get(resource)
                    .get("retention.ms");
            assertThat(retention.source()).isEqualTo(ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG);
            assertThat(retention.value()).isEqualTo("2592000000");
        }
    }
}
