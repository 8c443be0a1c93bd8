package sla.evaluator.retention;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Runs pieces of work, each in a transaction of its own. */
final class Pieces {
    private static final String DEADLOCK = "40P01";
    private static final int MOST_TRIES = 5;

    private final DataSource database;

    Pieces(DataSource database) {
        this.database = database;
    }

    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /** A batch may hold rows in another order: one of both gives way, and if it is the piece it is tried again. */
    <T> T run(Work<T> work) throws SQLException {
        for (int tries = 1; ; tries++) {
            try {
                return once(work);
            } catch (SQLException e) {
                if (!DEADLOCK.equals(e.getSQLState()) || tries == MOST_TRIES) {
                    throw e;
                }
            }
        }
    }

    private <T> T once(Work<T> work) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.run(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }
}
