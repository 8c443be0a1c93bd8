package sla.bench.load;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import sla.bench.plan.Figure;
import sla.bench.plan.Totals;
import sla.bench.system.BenchException;
import sla.embedded.EmbeddedDatabase;

/** Reads what the product has counted, straight from its tables. */
public final class CountsDatabase implements AutoCloseable {
    /** Attribution code of evaluations by the moment of judging; it has no contacts. */
    private static final int EVALUATED = 3;

    private static final Map<Figure, String> CELL = Map.ofEntries(
            Map.entry(Figure.ANSWERED, "answered"),
            Map.entry(Figure.ABANDONED, "abandoned"),
            Map.entry(Figure.OVERFLOWED, "overflowed"),
            Map.entry(Figure.CALLBACK_REQUESTED, "callback_requested"),
            Map.entry(Figure.REFUSED, "refused"),
            Map.entry(Figure.LEFT_IN_MENU, "left_in_menu"),
            Map.entry(Figure.SELF_SERVED, "self_served"),
            Map.entry(Figure.WAIT_ANSWERED, "wait_answered_ms"),
            Map.entry(Figure.WAIT_ABANDONED, "wait_abandoned_ms"),
            Map.entry(Figure.WAIT_OVERFLOWED, "wait_overflowed_ms"),
            Map.entry(Figure.WAIT_CALLBACK, "wait_callback_ms"),
            Map.entry(Figure.TALK, "talk_ms"),
            Map.entry(Figure.HOLD, "hold_ms"),
            Map.entry(Figure.WRAP_UP, "wrap_up_ms"),
            Map.entry(Figure.TRANSFERRED, "transferred"));

    private static final Map<Figure, String> QUALITY = Map.of(
            Figure.EVALUATIONS, "evaluations",
            Figure.SCORE_THOUSANDTHS, "score_thousandths",
            Figure.CUSTOMER_CRITICAL, "customer_critical",
            Figure.BUSINESS_CRITICAL, "business_critical",
            Figure.COMPLIANCE_CRITICAL, "compliance_critical");

    private final Connection connection;

    private CountsDatabase(Connection connection) {
        this.connection = connection;
    }

    /** @param jdbcUrl of the product's database */
    public static CountsDatabase open(String jdbcUrl) {
        try {
            return new CountsDatabase(
                    DriverManager.getConnection(jdbcUrl + "?currentSchema=evaluator&user=" + EmbeddedDatabase.NAME));
        } catch (SQLException e) {
            throw new BenchException("The database cannot be reached", e);
        }
    }

    public String version() {
        return texts("select current_setting('server_version')").getFirst();
    }

    /** How far the internal topic is stored, by partition. */
    public Map<Integer, Long> positions() {
        Map<Integer, Long> positions = new java.util.HashMap<>();
        query(
                "select partition, next_offset from input_position where topic = 'sla.interactions'",
                row -> positions.put(row.getInt(1), row.getLong(2)));
        return positions;
    }

    /** Whether every delta has been folded into the cells. */
    public boolean isFolded() {
        return texts("select 1 where exists (select from cell_delta) or exists (select from quality_cell_delta)")
                .isEmpty();
    }

    /** Whether every change is evaluated, and every evaluation has left for Kafka. */
    public boolean isEvaluated() {
        return texts("select 1 where exists (select from changed_day) or exists (select from agreement_due)"
                        + " or exists (select from outbox where refused is null)")
                .isEmpty();
    }

    /** The last evaluation of each agreement and period, {@code agreement:period}, as JSON. */
    public Map<String, String> evaluations() {
        Map<String, String> evaluations = new TreeMap<>();
        query(
                "select agreement || ':' || period, document from evaluation where not withdrawn",
                row -> evaluations.put(row.getString(1), row.getString(2)));
        return evaluations;
    }

    /** Codes of the attributions by which contacts are counted. */
    public List<Integer> attributions() {
        return texts("select attribution from attribution_in_use where attribution <> " + EVALUATED
                        + " order by attribution")
                .stream()
                .map(Integer::valueOf)
                .toList();
    }

    /** Cells of quarter-hours in which there are contacts by their offer. */
    public long cells() {
        return Long.parseLong(
                texts("select count(*) from cell where attribution = 0").getFirst());
    }

    public int agreements() {
        return texts("select agreement from agreement_version").size();
    }

    /** The counts by one attribution: all must come to the same. */
    public Totals counts(int attribution) {
        Totals totals = new Totals();
        sums(totals, "cell_now", CELL, attribution);
        sums(totals, "(select * from quality_cell union all select * from quality_cell_delta)", QUALITY, attribution);
        query(
                "select source, count(*) from record where revision is not null group by source",
                row -> totals.add(row.getString(1), Figure.RECORDS, row.getLong(2)));
        return totals;
    }

    private void sums(Totals totals, String rows, Map<Figure, String> columns, int attribution) {
        List<Figure> figures = List.copyOf(columns.keySet());
        String sums = String.join(
                ", ",
                figures.stream()
                        .map(figure -> "sum(" + columns.get(figure) + ")")
                        .toList());
        String sql = String.format(Locale.ROOT, """
                select s.source, %s
                from %s c join series s on s.id = c.series_id
                where c.attribution = %d group by s.source""", sums, rows, attribution);
        query(sql, row -> {
            for (int i = 0; i < figures.size(); i++) {
                totals.add(row.getString(1), figures.get(i), row.getLong(i + 2));
            }
        });
    }

    private List<String> texts(String sql) {
        List<String> texts = new ArrayList<>();
        query(sql, row -> texts.add(row.getString(1)));
        return texts;
    }

    private interface Row {
        void read(ResultSet row) throws SQLException;
    }

    private void query(String sql, Row each) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                each.read(row);
            }
        } catch (SQLException e) {
            throw new BenchException("The database did not answer", e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException _) {
            // The server may be gone already.
        }
    }
}
