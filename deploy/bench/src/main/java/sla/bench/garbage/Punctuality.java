package sla.bench.garbage;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import sla.bench.system.BenchException;
import sla.bench.system.Waiting;
import sla.embedded.EmbeddedDatabase;

/**
 * How long good records take from the broker's acknowledgement until they are stored with their counts. Looks into the
 * database every 20 ms, on a thread of its own.
 */
final class Punctuality implements AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final Connection connection;
    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    private final Thread thread;
    private List<Long> millis = new ArrayList<>();
    private volatile boolean stopped;

    Punctuality(String jdbcUrl) {
        try {
            connection =
                    DriverManager.getConnection(jdbcUrl + "?currentSchema=evaluator&user=" + EmbeddedDatabase.NAME);
        } catch (SQLException e) {
            throw new BenchException("The database cannot be reached", e);
        }
        thread = Thread.ofPlatform().name("punctuality").start(this::run);
    }

    /** A new record was acknowledged just now. */
    void acknowledged(String recordId) {
        acknowledged.put(recordId, System.nanoTime());
    }

    /** Waits for those that are on their way; gives the times of all since the last call, in ascending order. */
    List<Long> take(Duration limit) {
        Waiting.until("good records are not stored", limit, LOOK_EVERY, acknowledged::isEmpty);
        synchronized (this) {
            List<Long> taken = millis.stream().sorted().toList();
            millis = new ArrayList<>();
            return taken;
        }
    }

    /** By nearest rank; of ascending values, at least one. */
    static long percentile(List<Long> sorted, int percent) {
        return sorted.get(Math.max(1, (percent * sorted.size() + 99) / 100) - 1);
    }

    private void run() {
        while (!stopped) {
            List<String> wanted = List.copyOf(acknowledged.keySet());
            if (!wanted.isEmpty()) {
                look(wanted);
            }
            Waiting.pause(LOOK_EVERY);
        }
    }

    private void look(List<String> wanted) {
        try (PreparedStatement select =
                connection.prepareStatement("select r.record_id from unnest(?::text[]) i cross join unnest(?::text[]) s"
                        + " join record r on r.key = record_key(s, i)")) {
            select.setArray(1, connection.createArrayOf("text", wanted.toArray()));
            select.setArray(
                    2, connection.createArrayOf("text", GarbagePlan.sources().toArray()));
            try (ResultSet row = select.executeQuery()) {
                long now = System.nanoTime();
                while (row.next()) {
                    Long since = acknowledged.remove(row.getString(1));
                    if (since != null) {
                        synchronized (this) {
                            millis.add((now - since) / 1_000_000);
                        }
                    }
                }
            }
        } catch (SQLException e) {
            throw new BenchException("The database did not answer", e);
        }
    }

    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
            connection.close();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (SQLException _) {
            // The server may be gone already.
        }
    }
}
