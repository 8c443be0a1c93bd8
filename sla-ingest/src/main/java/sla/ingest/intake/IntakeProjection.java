package sla.ingest.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import sla.ingest.projection.Projection;
import sla.model.Topics;
import sla.model.json.Json;

/**
 * Sums up the summaries. The next offset of each partition is stored in the same transaction, and what lies before it
 * is left out, so that nothing counts twice whatever comes again.
 */
@ApplicationScoped
public class IntakeProjection implements Projection {
    private static final Logger LOG = Logger.getLogger(IntakeProjection.class);

    private final DataSource database;

    IntakeProjection(DataSource database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "intake";
    }

    @Override
    public String topic() {
        return Topics.INTAKE;
    }

    @Override
    public String group() {
        return "sla-ingest-intake";
    }

    @Override
    public void store(List<ConsumerRecord<String, byte[]>> messages) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Map<Integer, Long> next = lockOffsets(connection, messages);
                Map<String, IntakeSummary> sums = new TreeMap<>();
                for (ConsumerRecord<String, byte[]> message : messages) {
                    if (message.offset() >= next.getOrDefault(message.partition(), 0L)) {
                        next.put(message.partition(), message.offset() + 1);
                        add(message, sums);
                    }
                }
                for (IntakeSummary sum : sums.values()) {
                    new IntakeTable(connection).add(sum);
                }
                storeOffsets(connection, next);
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    @Override
    public Map<TopicPartition, Long> positions(Set<TopicPartition> partitions) throws SQLException {
        Map<TopicPartition, Long> positions = new HashMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select partition, next_offset from intake_offset");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                TopicPartition partition = new TopicPartition(Topics.INTAKE, rows.getInt(1));
                if (partitions.contains(partition)) {
                    positions.put(partition, rows.getLong(2));
                }
            }
        }
        return positions;
    }

    private static void add(ConsumerRecord<String, byte[]> message, Map<String, IntakeSummary> sums) {
        try {
            IntakeSummary summary = Json.MAPPER.readValue(message.value(), IntakeSummary.class);
            sums.merge(summary.source(), summary, IntakeSummary::plus);
        } catch (IOException e) {
            LOG.errorf(
                    "The summary at %s-%d@%d cannot be read and is left out",
                    message.topic(), message.partition(), message.offset());
        }
    }

    /** Locks in the order of partitions, so that two writers during a rebalance wait and do not lock each other out. */
    private static Map<Integer, Long> lockOffsets(Connection connection, List<ConsumerRecord<String, byte[]>> messages)
            throws SQLException {
        List<Integer> partitions = messages.stream()
                .map(ConsumerRecord::partition)
                .distinct()
                .sorted()
                .toList();
        Map<Integer, Long> next = new TreeMap<>();
        try (PreparedStatement insert = connection.prepareStatement(
                        "insert into intake_offset (partition, next_offset) values (?, 0) on conflict do nothing");
                PreparedStatement select = connection.prepareStatement(
                        "select next_offset from intake_offset where partition = ? for update")) {
            for (int partition : partitions) {
                insert.setInt(1, partition);
                insert.executeUpdate();
                select.setInt(1, partition);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    next.put(partition, row.getLong(1));
                }
            }
        }
        return next;
    }

    private static void storeOffsets(Connection connection, Map<Integer, Long> next) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update intake_offset set next_offset = ? where partition = ?")) {
            for (var entry : next.entrySet()) {
                update.setLong(1, entry.getValue());
                update.setInt(2, entry.getKey());
                update.addBatch();
            }
            update.executeBatch();
        }
    }
}
