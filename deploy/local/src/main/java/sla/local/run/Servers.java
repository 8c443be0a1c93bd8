package sla.local.run;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sla.local.state.Loopback;

/**
 * What the services are to use, as the environment variables they read: a command line can be seen by every user of the
 * machine, an environment cannot.
 */
record Servers(
        String kafka, String jdbcUrl, String user, @Nullable String password) {

    Map<String, String> environment(int httpPort) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka);
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", jdbcUrl);
        environment.put("QUARKUS_DATASOURCE_USERNAME", user);
        if (password != null) {
            environment.put("QUARKUS_DATASOURCE_PASSWORD", password);
        }
        environment.put("QUARKUS_HTTP_HOST", Loopback.HOST);
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(httpPort));
        return environment;
    }
}
