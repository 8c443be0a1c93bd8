package sla.evaluator.count;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The batches whose deltas of cells are not folded yet. Rows of a batch come and go together, so that whoever has read
 * them once need not read them again. Rows of batch 0 are of none: whoever deletes single rows has the rest of their batch
 * set apart so, by a trigger.
 */
final class DeltaBatches {
    /** The batch of rows that are of none. */
    static final long APART = 0;

    /** A condition on rows that are read and will be folded. */
    static final String KNOWN = " and (batch = 0 or batch in (select id from delta_batch))";

    private DeltaBatches() {}

    /**
     * A new batch, to be appended in the same transaction. Random and not counted up: after a restore of the database a
     * number would come again with other rows.
     */
    static long add(Connection connection, int rows) throws SQLException {
        long id = RandomGenerator.getDefault().nextLong(1, Long.MAX_VALUE);
        try (PreparedStatement insert =
                connection.prepareStatement("insert into delta_batch (id, row_count) values (?, ?)")) {
            insert.setLong(1, id);
            insert.setInt(2, rows);
            insert.executeUpdate();
        }
        return id;
    }

    /** @param rows of the batch */
    record Batch(long id, int rows) {}

    /** All that the transaction sees; {@link #APART} is one of them if there are such rows. */
    static List<Batch> all(Connection connection) throws SQLException {
        String sql = "select id, row_count from delta_batch"
                + " union all select 0, 0 where exists (select from cell_delta where batch = 0)";
        List<Batch> batches = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                batches.add(new Batch(row.getLong(1), row.getInt(2)));
            }
        }
        return batches;
    }

    /** Takes some away, together about so many rows: whoever does it takes their rows away, all of them. */
    static List<Long> take(Connection connection, long rows) throws SQLException {
        try (Statement say = connection.createStatement()) {
            say.execute("set local sla.takes = 'batches'");
        }
        String sql = """
                delete from delta_batch where id in (
                    select id from (select id, sum(row_count) over (order by id) - row_count as before
                                    from delta_batch) batches
                    where before < {rows})
                returning id
                """.replace("{rows}", String.valueOf(rows));
        List<Long> ids = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                ids.add(row.getLong(1));
            }
        }
        return ids;
    }

    /** Sets rows apart whose batch nobody knows, so that they are read and folded; there should be none. */
    static int adoptLost(Connection connection) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update cell_delta set batch = 0 where not (true " + KNOWN + ")")) {
            return update.executeUpdate();
        }
    }
}
