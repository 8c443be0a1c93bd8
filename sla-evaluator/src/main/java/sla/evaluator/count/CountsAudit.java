package sla.evaluator.count;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import sla.model.agreement.Attribution;

/**
 * Compares the counts that batches made with sums over the facts, the facts that count with the rule by which they
 * count, and local days with their quarter-hours. At any moment, whatever is under way, they must be equal.
 */
@ApplicationScoped
public class CountsAudit {
    /** Of each table; whoever has more looks at the first. */
    private static final int MOST_DIFFERENCES = 20;

    private final DataSource database;

    CountsAudit(DataSource database) {
        this.database = database;
    }

    /**
     * What came of a comparison.
     *
     * @param rows rows compared
     * @param differences rows that differ
     * @param first some of them in words, each naming table, key and numbers
     */
    public record Outcome(long rows, long differences, List<String> first) {
        Outcome plus(Outcome other) {
            List<String> both = new ArrayList<>(first);
            both.addAll(other.first);
            return new Outcome(rows + other.rows, differences + other.differences, both);
        }
    }

    /** The first differences in words; empty if the counts are right. */
    public List<String> differences() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                return compare(connection, Progress.UNSEEN).first();
            } finally {
                connection.rollback();
            }
        }
    }

    /**
     * Compares everything, each table as of one moment. The transaction ends after each: an old one keeps the database
     * from clearing away the deltas that are folded meanwhile.
     *
     * @param connection without auto-commit, its transactions see one moment: repeatable read
     */
    public Outcome compare(Connection connection, Progress progress) throws SQLException {
        List<CountStep> compared = CountStep.all(connection);
        int steps = compared.size() + 2;
        progress.step("the records that count", 0, steps);
        Outcome outcome = RecordsAudit.compare(connection, MOST_DIFFERENCES);
        int done = 1;
        for (CountStep step : compared) {
            connection.commit();
            progress.step(step.name(), done++, steps);
            boolean seals = SealedCounts.any(connection);
            outcome = outcome.plus(compare(connection, step.counts(), step.attribution(), seals));
        }
        connection.commit();
        progress.step("days", done, steps);
        return outcome.plus(compareDays(connection, CountTable.CELL));
    }

    private static Outcome compare(Connection connection, CountTable counts, Attribution attribution, boolean seals)
            throws SQLException {
        String both = """
                with counted as (%s), expected (%s, %s) as (%s)
                """.formatted(
                        counts.counted(attribution, CountScope.ALL, seals),
                        counts.key(),
                        CellColumns.list(counts.columns()),
                        counts.expected(attribution, CountScope.ALL, seals));
        return compare(connection, counts, counts.table, both, counts.key(), "the facts give");
    }

    /** Each zone's days against the quarter-hours they are made of; both without deltas, as they are folded together. */
    private static Outcome compareDays(Connection connection, CountTable counts) throws SQLException {
        String both = """
                with expected as (
                    select {key}, {sums}
                    from {table} cross join zone_in_use z
                    left join lateral (
                        select day_start from local_day l where l.zone = z.zone and l.day_start <= interval_start
                        order by l.day_start desc limit 1) d on true
                    group by {key}
                ), counted as (select {key}, {columns} from day_{table})
                """.replace("{key}", counts.dayKey())
                .replace("{sums}", counts.sums())
                .replace("{columns}", CellColumns.list(counts.columns()))
                .replace("{table}", counts.table);
        return compare(connection, counts, "day_" + counts.table, both, counts.dayKey(), "its quarter-hours give");
    }

    /**
     * Compares the rows of {@code counted} and {@code expected}; a row that is missing is one of zeros.
     *
     * @param key the columns by which they are joined
     */
    private static Outcome compare(
            Connection connection, CountTable counts, String table, String both, String key, String source)
            throws SQLException {
        String differs = "(" + counts.each("counted", "") + ") is distinct from (" + counts.each("expected", "") + ")";
        String totals = both + "select count(*), count(*) filter (where " + differs
                + ") from counted full join expected using (" + key + ")";
        Outcome outcome;
        try (PreparedStatement select = connection.prepareStatement(totals);
                ResultSet row = select.executeQuery()) {
            row.next();
            outcome = new Outcome(row.getLong(1), row.getLong(2), List.of());
        }
        return outcome.differences() == 0
                ? outcome
                : new Outcome(
                        outcome.rows(),
                        outcome.differences(),
                        inWords(connection, counts, table, both, key, differs, source));
    }

    private static List<String> inWords(
            Connection connection,
            CountTable counts,
            String table,
            String both,
            String key,
            String differs,
            String source)
            throws SQLException {
        String sql = both
                + """
                select row_to_json(s)::text, row_to_json((select k from (select {key}) k))::text, {both_columns}
                from (select {key}, {counted}, {expected}
                      from counted full join expected using ({key})
                      where {differs} order by {key} limit {most}) differing
                left join series s on s.id = series_id
                order by {key}
                """.replace("{both_columns}", counts.named("counted_") + ", " + counts.named("expected_"))
                        .replace("{counted}", counts.each("counted", " as counted_#"))
                        .replace("{expected}", counts.each("expected", " as expected_#"))
                        .replace("{key}", key)
                        .replace("{differs}", differs)
                        .replace("{most}", String.valueOf(MOST_DIFFERENCES));
        List<String> words = new ArrayList<>();
        List<String> columns = counts.columns();
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                List<String> each = new ArrayList<>();
                for (int i = 0; i < columns.size(); i++) {
                    int is = 3 + i;
                    int must = is + columns.size();
                    each.addAll(
                            columns.get(i).equals(CellColumns.WAITS)
                                    ? DifferenceWords.waits(row.getBytes(is), row.getBytes(must), source)
                                    : DifferenceWords.number(
                                            columns.get(i), row.getLong(is), row.getLong(must), source));
                }
                words.add(DifferenceWords.place(table, row.getString(1), row.getString(2)) + ": "
                        + String.join("; ", each));
            }
        }
        return words;
    }
}
