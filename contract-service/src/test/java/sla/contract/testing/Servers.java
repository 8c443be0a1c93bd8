package sla.contract.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import sla.embedded.EmbeddedDatabase;
import sla.embedded.TestServers;

/** A real broker and a real, empty database under the service. */
public class Servers implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        return Map.of(
                "kafka.bootstrap.servers", TestServers.bootstrapServers(),
                "quarkus.datasource.jdbc.url", TestServers.freshDatabase(),
                "quarkus.datasource.username", EmbeddedDatabase.NAME);
    }

    @Override
    public void stop() {}
}
