package sla.evaluator.fact;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sla.evaluator.count.CountsAudit;
import sla.evaluator.count.CountsInUse;
import sla.evaluator.count.Folder;
import sla.evaluator.stream.FencedStore.TryAgainException;
import sla.evaluator.testing.RecordStories;
import sla.evaluator.testing.Servers;
import sla.model.agreement.Attribution;
import sla.model.event.AcceptedRecord;

@QuarkusTest
@WithTestResource(Servers.class)
class RecordWriterIT {
    @Inject
    DataSource database;

    @Inject
    RecordWriter writer;

    @Inject
    CountsAudit audit;

    @Inject
    CountsInUse inUse;

    @Inject
    Folder folder;

    @BeforeEach
    void empty() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("truncate record, fact, cell, wait_count, quality_cell, cell_delta, wait_count_delta,"
                    + " quality_cell_delta, day_cell, day_wait_count, changed_day, attribution_in_use, zone_in_use");
        }
        require(Attribution.OFFERED);
    }

    @Test
    void countsEqualTheFactsInAnyOrderWithRepetitionsAndCutsIntoBatches() throws SQLException {
        require(Attribution.ENDED);
        List<AcceptedRecord> messages = RecordStories.shuffled(RecordStories.of(1, 2_000), 1);
        Random cuts = new Random(1);
        for (int at = 0; at < messages.size(); ) {
            int to = Math.min(messages.size(), at + 1 + cuts.nextInt(700));
            store(messages.subList(at, to));
            at = to;
            if (cuts.nextInt(3) == 0) {
                folder.fold();
            }
        }
        assertThat(audit.differences()).isEmpty();
    }

    private void require(Attribution attribution) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            inUse.require(connection, attribution);
            connection.commit();
        }
    }

    private void store(List<AcceptedRecord> messages) throws SQLException {
        Set<Identity> otherTargets = new HashSet<>();
        while (true) {
            try (Connection connection = database.getConnection()) {
                connection.setAutoCommit(false);
                try {
                    writer.store(connection, messages, otherTargets, new FactMetrics.Tally());
                    connection.commit();
                    return;
                } catch (TryAgainException e) {
                    connection.rollback();
                } catch (SQLException | RuntimeException e) {
                    connection.rollback();
                    throw e;
                }
            }
        }
    }
}
