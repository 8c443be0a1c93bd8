package sla.evaluator.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import sla.evaluator.testing.Servers;
import sla.model.event.Channel;

@QuarkusTest
@WithTestResource(Servers.class)
class SeriesCatalogIT {
    @Inject
    SeriesCatalog catalog;

    @Inject
    DataSource database;

    /** Many processes count, and each answers for all. */
    @Test
    void seriesThatAnotherProcessMakesAreSeen() throws SQLException {
        String queue = "q-" + UUID.randomUUID();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            Map<Integer, Series> before = catalog.all(connection);
            assertThat(before.values()).noneMatch(series -> series.queue().equals(queue));
            statement.execute("insert into series (source, vendor, site, queue, channel, language, known_parts)"
                    + " values ('elsewhere', 'va', 's', '" + queue + "', 'VOICE', 'nl', 7)");
            assertThat(catalog.all(connection))
                    .hasSize(before.size() + 1)
                    .containsAllEntriesOf(before)
                    .containsValue(new Series("elsewhere", "va", "s", queue, Channel.VOICE, "nl", null, null, 7));
        }
    }
}
