package sla.bench.baseline;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sla.bench.system.BenchException;
import sla.bench.system.Installation;
import sla.bench.system.JavaProcess;
import sla.bench.system.Ports;
import sla.bench.system.Servers;
import sla.embedded.EmbeddedDatabase;

/** The bare parts from a topic to a count by queue, and their reader, who asks the database itself. */
public final class BareCount implements AutoCloseable {
    public static final String TOPIC = "bench.counting";
    private static final String DATABASE = "counting";

    private final JavaProcess counter;
    private final Connection connection;

    private BareCount(JavaProcess counter, Connection connection) {
        this.counter = counter;
        this.connection = connection;
    }

    /** With the heap of sla-evaluator; it reads {@link #TOPIC}. */
    public static BareCount start(Installation installation, Ports ports, Servers servers) {
        servers.createDatabase(DATABASE);
        Baseline.createTopic(ports.bootstrapServers(), TOPIC);
        JavaProcess counter = JavaProcess.start(
                installation,
                "counting",
                352,
                CountingRow.class,
                List.of(ports.bootstrapServers(), TOPIC, ports.jdbcUrl(DATABASE)));
        try {
            counter.await("ready");
            counter.listen(_ -> {});
            counter.tell("begin");
            return new BareCount(
                    counter, DriverManager.getConnection(ports.jdbcUrl(DATABASE) + "?user=" + EmbeddedDatabase.NAME));
        } catch (SQLException e) {
            counter.close();
            throw new BenchException("The bare counts cannot be read", e);
        } catch (RuntimeException e) {
            counter.close();
            throw e;
        }
    }

    public long pid() {
        return counter.pid();
    }

    /** The counts of some queues. */
    public Map<String, Long> read(Collection<String> queues) {
        counter.requireAlive();
        Map<String, Long> counts = new HashMap<>();
        try (PreparedStatement select =
                connection.prepareStatement("select queue, contacts from counting where queue = any (?)")) {
            select.setArray(1, connection.createArrayOf("text", queues.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    counts.put(row.getString(1), row.getLong(2));
                }
            }
            return counts;
        } catch (SQLException e) {
            throw new BenchException("The bare counts cannot be read", e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException _) {
            // The server may be gone already.
        }
        counter.close();
    }
}
