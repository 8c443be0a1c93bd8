package sla.evaluator.fact;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import sla.evaluator.count.CountLocks;

/** The partitions of table {@code fact}, one for each month of UTC: made when a record needs them, dropped when none does. */
@ApplicationScoped
public class FactPartitions {
    /** A row fits into no partition. */
    private static final String NO_PARTITION = "23514";

    /** Another transaction has read the facts for longer than we let batches wait for us. */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final DataSource database;
    private final Set<LocalDate> knownMonths = ConcurrentHashMap.newKeySet();

    FactPartitions(DataSource database) {
        this.database = database;
    }

    /** Makes the months' partitions, each in a transaction of its own. */
    void ensure(Collection<LocalDate> months) throws SQLException {
        for (LocalDate month : months) {
            if (!knownMonths.contains(month)) {
                create(month);
                knownMonths.add(month);
            }
        }
    }

    /** Forgets which there are if a row fitted into none: another process has dropped one. The next try makes it again. */
    void look(SQLException failure) {
        if (NO_PARTITION.equals(failure.getSQLState())) {
            knownMonths.clear();
        }
    }

    /** Made apart and then attached, which waits for no reader of the other months and stops none. */
    private void create(LocalDate month) throws SQLException {
        String name = name(month);
        inTransaction(connection -> {
            if (!exists(connection, name)) {
                // Never vacuumed for what is only appended: that would write each page twice.
                execute(
                        connection,
                        "create table " + name
                                + " (like fact including all) with (autovacuum_vacuum_insert_threshold = -1)");
                execute(
                        connection,
                        "alter table fact attach partition " + name + " for values from ('" + month + "') to ('"
                                + month.plusMonths(1) + "')");
            }
            return true;
        });
    }

    /**
     * Drops a month's partition if it is empty; false if it is not, or if it cannot be dropped just now because somebody
     * reads facts. Batches wait for no longer than a second.
     */
    public boolean dropIfEmpty(YearMonth month) throws SQLException {
        String name = name(month.atDay(1));
        try {
            boolean dropped = inTransaction(connection -> {
                if (!exists(connection, name)) {
                    return false;
                }
                execute(connection, "set local lock_timeout = '1s'");
                // Nobody writes to it any more once this is ours.
                execute(connection, "lock table fact, " + name + " in access exclusive mode");
                if (!isEmpty(connection, name)) {
                    return false;
                }
                execute(connection, "drop table " + name);
                return true;
            });
            if (dropped) {
                knownMonths.remove(month.atDay(1));
            }
            return dropped;
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    /** The months that have a partition, the oldest first. */
    public static List<YearMonth> months(Connection connection) throws SQLException {
        String sql = """
                select replace(substring(c.relname from 6), '_', '-') from pg_inherits i
                join pg_class c on c.oid = i.inhrelid where i.inhparent = 'fact'::regclass order by 1
                """;
        List<YearMonth> months = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                months.add(YearMonth.parse(row.getString(1)));
            }
        }
        return months;
    }

    private static String name(LocalDate month) {
        return "fact_" + YearMonth.from(month).toString().replace('-', '_');
    }

    private interface Work {
        boolean run(Connection connection) throws SQLException;
    }

    /** One maker of partitions at a time. */
    private boolean inTransaction(Work work) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                CountLocks.exclusive(connection, CountLocks.PARTITIONS);
                boolean result = work.run(connection);
                connection.commit();
                return result;
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private static boolean exists(Connection connection, String table) throws SQLException {
        return isTrue(connection, "select to_regclass('" + table + "') is not null");
    }

    private static boolean isEmpty(Connection connection, String table) throws SQLException {
        return isTrue(connection, "select not exists (select from " + table + ")");
    }

    private static boolean isTrue(Connection connection, String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }
}
