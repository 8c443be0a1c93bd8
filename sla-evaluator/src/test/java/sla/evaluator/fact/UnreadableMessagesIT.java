package sla.evaluator.fact;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import sla.evaluator.testing.PolledMessage;
import sla.evaluator.testing.Servers;

@QuarkusTest
@WithTestResource(Servers.class)
class UnreadableMessagesIT {
    @Inject
    DataSource database;

    @Test
    void keepsWhatATopicThatWasMadeAnewHasAtTheSamePlace() throws Exception {
        try (Connection connection = database.getConnection()) {
            keep(connection, "2026-03-01T10:00:00Z", "old");
            keep(connection, "2026-03-02T10:00:00Z", "new");
            keep(connection, "2026-03-01T10:00:00Z", "old");
            List<String> values = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(
                            "select value from unreadable_message where topic = 'anew' order by appended_at");
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    values.add(new String(rows.getBytes(1), StandardCharsets.UTF_8));
                }
            }
            assertThat(values).containsExactly("old", "new");
        }
    }

    private static void keep(Connection connection, String appendedAt, String value) throws Exception {
        UnreadableMessages.keep(
                connection,
                PolledMessage.at("anew", 7, Instant.parse(appendedAt), value.getBytes(StandardCharsets.UTF_8)),
                "no JSON");
    }
}
