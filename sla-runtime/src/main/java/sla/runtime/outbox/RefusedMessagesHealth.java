package sla.runtime.outbox;

import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Names messages that were set aside. Not a matter of readiness: all others leave, and no restart would help. */
@Wellness
@ApplicationScoped
@IfBuildProperty(name = "sla.outbox", stringValue = "true")
public class RefusedMessagesHealth implements HealthCheck {
    private static final String NAME = "outbox messages set aside";

    private final DataSource database;

    RefusedMessagesHealth(DataSource database) {
        this.database = database;
    }

    @Override
    public HealthCheckResponse call() {
        String sql = """
                select count(*), min(id), (array_agg(topic || ' ' || key || ': ' || refused order by id))[1]
                from outbox where refused is not null
                """;
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            if (!row.next() || row.getLong(1) == 0) {
                return HealthCheckResponse.up(NAME);
            }
            return HealthCheckResponse.named(NAME)
                    .down()
                    .withData("messages", row.getLong(1))
                    .withData("first", "outbox row " + row.getLong(2) + ", " + row.getString(3))
                    .build();
        } catch (SQLException e) {
            return HealthCheckResponse.named(NAME)
                    .down()
                    .withData("failure", String.valueOf(e.getMessage()))
                    .build();
        }
    }
}
