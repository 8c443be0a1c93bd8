package sla.evaluator.count;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import sla.model.agreement.Attribution;

/**
 * Compares the counts that batches made with sums over the facts, the facts that count with the rule by which they
 * count, and local days with their quarter-hours. At any moment, whatever is under way, they must be equal.
 */
@ApplicationScoped
public class CountsAudit {
    /** Of each table; whoever has more looks at the first. */
    static final int MOST_DIFFERENCES = 20;

    private final DataSource database;
    private final RecountLimits limits;

    @Inject
    CountsAudit(DataSource database) {
        this(database, RecountLimits.USUAL);
    }

    CountsAudit(DataSource database, RecountLimits limits) {
        this.database = database;
        this.limits = limits;
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
     * Compares everything: the facts that count with the rule, then all counts with the facts, each as of one moment. The
     * transaction ends between: an old one keeps the database from clearing away the deltas that are folded meanwhile.
     *
     * @param connection without auto-commit, its transactions see one moment: repeatable read
     */
    public Outcome compare(Connection connection, Progress progress) throws SQLException {
        List<CountStep> judgements = CountStep.ofJudgements(connection);
        int steps = 2 + judgements.size() + 2 * Recount.STEPS;
        progress.step("the records that count", 0, steps);
        Outcome records = RecordsAudit.compare(connection, MOST_DIFFERENCES);
        connection.commit();
        Recount.keepPartitions(connection);
        progress.step(FactCounts.STEP, 1, steps);
        int before = 2 + judgements.size();
        Recount contacts = new Recount(
                database,
                connection,
                CountScope.ALL,
                false,
                limits,
                (name, done) -> progress.step(name, before + done, steps));
        List<Outcome> judged = new ArrayList<>();
        SeriesRecount.Result counted = contacts.run(() -> {
            boolean seals = SealedCounts.any(connection);
            FactCounts.gatherJudgements(connection, CountScope.ALL);
            for (CountStep step : judgements) {
                progress.step(step.name(), 2 + judged.size(), steps);
                judged.add(compare(connection, step.counts(), step.attribution(), seals));
            }
        });
        Outcome outcome = records.plus(new Outcome(counted.rows, counted.differences, inWords(connection, counted)));
        for (Outcome of : judged) {
            outcome = outcome.plus(of);
        }
        return outcome;
    }

    private static List<String> inWords(Connection connection, SeriesRecount.Result counted) throws SQLException {
        Map<Integer, String> series = new HashMap<>();
        List<CountDifference> first = new ArrayList<>(counted.cells);
        first.addAll(counted.days);
        List<String> words = new ArrayList<>();
        for (CountDifference difference : first) {
            if (!series.containsKey(difference.series())) {
                series.put(difference.series(), series(connection, difference.series()));
            }
            words.add(difference.inWords(series.get(difference.series())));
        }
        return words;
    }

    /** Its row as JSON; null if there is no such series. */
    private static @Nullable String series(Connection connection, int id) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select row_to_json(s)::text from series s where id = ?")) {
            select.setInt(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }

    private static Outcome compare(Connection connection, CountTable counts, Attribution attribution, boolean seals)
            throws SQLException {
        String both = """
                with counted as (%s), expected (%s, %s) as (%s)
                """.formatted(
                        counts.counted(attribution, CountScope.ALL, seals),
                        counts.key(),
                        CellColumns.list(counts.numbers()),
                        counts.expected(attribution, CountScope.ALL, seals));
        return compare(connection, counts, both);
    }

    /** Compares the rows of {@code counted} and {@code expected}; a row that is missing is one of zeros. */
    private static Outcome compare(Connection connection, CountTable counts, String both) throws SQLException {
        String differs = "(" + counts.each("counted", "") + ") is distinct from (" + counts.each("expected", "") + ")";
        String totals = both + "select count(*), count(*) filter (where " + differs
                + ") from counted full join expected using (" + counts.key() + ")";
        Outcome outcome;
        try (PreparedStatement select = connection.prepareStatement(totals);
                ResultSet row = select.executeQuery()) {
            row.next();
            outcome = new Outcome(row.getLong(1), row.getLong(2), List.of());
        }
        return outcome.differences() == 0
                ? outcome
                : new Outcome(outcome.rows(), outcome.differences(), inWords(connection, counts, both, differs));
    }

    private static List<String> inWords(Connection connection, CountTable counts, String both, String differs)
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
                        .replace("{key}", counts.key())
                        .replace("{differs}", differs)
                        .replace("{most}", String.valueOf(MOST_DIFFERENCES));
        List<String> words = new ArrayList<>();
        List<String> columns = counts.numbers();
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                List<String> each = new ArrayList<>();
                for (int i = 0; i < columns.size(); i++) {
                    int is = 3 + i;
                    int must = is + columns.size();
                    each.addAll(DifferenceWords.number(
                            columns.get(i), row.getLong(is), row.getLong(must), "the facts give"));
                }
                words.add(DifferenceWords.place(counts.table, row.getString(1), row.getString(2)) + ": "
                        + String.join("; ", each));
            }
        }
        return words;
    }
}
