package sla.evaluator.count;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Advisory locks round the counts, held until the transaction ends where nothing else is said. */
public final class CountLocks {
    /** Shared by batches, exclusive while an attribution is built or a month is sealed. */
    public static final long ATTRIBUTIONS = 0x736c61_01L;

    /** One fold at a time, and no fold while days of a new zone are built or counts are made anew. */
    public static final long FOLD = 0x736c61_02L;

    /** One maker of partitions at a time. */
    public static final long PARTITIONS = 0x736c61_03L;

    /** One job at a time. */
    public static final long JOBS = 0x736c61_04L;

    private CountLocks() {}

    public static void shared(Connection connection, long key) throws SQLException {
        execute(connection, "select true from pg_advisory_xact_lock_shared(?)", key);
    }

    public static void exclusive(Connection connection, long key) throws SQLException {
        execute(connection, "select true from pg_advisory_xact_lock(?)", key);
    }

    static boolean tryExclusive(Connection connection, long key) throws SQLException {
        return execute(connection, "select pg_try_advisory_xact_lock(?)", key);
    }

    /** Takes a lock that the connection holds until {@link #release}, over several transactions; false if it is taken. */
    public static boolean tryHold(Connection connection, long key) throws SQLException {
        return execute(connection, "select pg_try_advisory_lock(?)", key);
    }

    /** The same, waiting until it is free. */
    public static void hold(Connection connection, long key) throws SQLException {
        execute(connection, "select true from pg_advisory_lock(?)", key);
    }

    public static void release(Connection connection, long key) throws SQLException {
        execute(connection, "select pg_advisory_unlock(?)", key);
    }

    private static boolean execute(Connection connection, String sql, long key) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(sql)) {
            lock.setLong(1, key);
            try (ResultSet row = lock.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
