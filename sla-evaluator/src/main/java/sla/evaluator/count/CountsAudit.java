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

/** Compares the counts that batches made with sums over the facts: they must be equal at any moment. */
@ApplicationScoped
public class CountsAudit {
    private static final int MOST_DIFFERENCES = 20;

    private final DataSource database;

    CountsAudit(DataSource database) {
        this.database = database;
    }

    /** The first differences in words, each naming table and key; empty if the counts are right. */
    public List<String> differences() throws SQLException {
        List<String> differences = new ArrayList<>();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            for (Attribution attribution : attributions(connection)) {
                if (attribution != Attribution.EVALUATED) {
                    compare(connection, "cell", "", CellColumns.CELL, FactCounts.cells(attribution), attribution)
                            .forEach(differences::add);
                    compare(
                                    connection,
                                    "wait_count",
                                    ", outcome, bin",
                                    CellColumns.WAIT,
                                    FactCounts.waits(attribution),
                                    attribution)
                            .forEach(differences::add);
                }
                compare(
                                connection,
                                "quality_cell",
                                ", form, instrument",
                                CellColumns.QUALITY,
                                FactCounts.qualities(attribution),
                                attribution)
                        .forEach(differences::add);
                compare(
                                connection,
                                "survey_cell",
                                ", csat, csat_scale, nps, resolved",
                                CellColumns.SURVEY,
                                FactCounts.surveys(attribution),
                                attribution)
                        .forEach(differences::add);
            }
            days(connection, "cell", "", CellColumns.CELL).forEach(differences::add);
            days(connection, "wait_count", ", outcome, bin", CellColumns.WAIT).forEach(differences::add);
            connection.rollback();
        }
        return differences;
    }

    private static List<Attribution> attributions(Connection connection) throws SQLException {
        List<Attribution> attributions = new ArrayList<>(List.of(Attribution.EVALUATED));
        try (PreparedStatement select = connection.prepareStatement("select attribution from attribution_in_use");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                attributions.add(StoredCode.attribution(row.getInt(1)));
            }
        }
        return attributions;
    }

    private static List<String> compare(
            Connection connection,
            String table,
            String key,
            List<String> numbers,
            String facts,
            Attribution attribution)
            throws SQLException {
        String columns = "series_id, attribution, interval_start" + key + ", " + CellColumns.list(numbers);
        String sql = """
                with counted as (
                    select series_id, attribution, interval_start{key}, {sums} from (
                        select {columns} from {table} where attribution = {code}
                        union all select {columns} from {table}_delta where attribution = {code}) both_parts
                    group by series_id, attribution, interval_start{key}
                    having {any}
                ), must ({columns}) as ({facts})
                (select 'counted but not in facts: ' || row_to_json(x)::text
                 from (select * from counted except select * from must) x)
                union all
                (select 'in facts but not counted: ' || row_to_json(x)::text
                 from (select * from must except select * from counted) x)
                limit {most}
                """.replace("{facts}", facts)
                .replace("{columns}", columns)
                .replace("{key}", key)
                .replace("{sums}", CellColumns.sums(numbers))
                .replace("{any}", anyNotZero(numbers))
                .replace("{table}", table)
                .replace("{code}", String.valueOf(StoredCode.of(attribution)))
                .replace("{most}", String.valueOf(MOST_DIFFERENCES));
        return texts(connection, table, sql);
    }

    /** Each zone's days against the quarter-hours they are made of; both without deltas, as they are folded together. */
    private static List<String> days(Connection connection, String table, String key, List<String> numbers)
            throws SQLException {
        String sql = """
                with made as (
                    select z.zone, d.day_start, series_id, attribution{key}, {sums}
                    from {table} cross join zone_in_use z
                    left join lateral (
                        select day_start from local_day l where l.zone = z.zone and l.day_start <= interval_start
                        order by l.day_start desc limit 1) d on true
                    group by z.zone, d.day_start, series_id, attribution{key}
                ), kept as (select zone, day_start, series_id, attribution{key}, {numbers} from day_{table})
                (select 'day that differs: ' || row_to_json(x)::text
                 from (select * from kept except select * from made) x)
                union all
                (select 'day that is missing: ' || row_to_json(x)::text
                 from (select * from made except select * from kept) x)
                limit {most}
                """.replace("{key}", key)
                .replace("{sums}", CellColumns.sums(numbers))
                .replace("{numbers}", CellColumns.list(numbers))
                .replace("{table}", table)
                .replace("{most}", String.valueOf(MOST_DIFFERENCES));
        return texts(connection, "day_" + table, sql);
    }

    private static String anyNotZero(List<String> numbers) {
        return String.join(
                " or ",
                numbers.stream().map(number -> "sum(" + number + ") <> 0").toList());
    }

    private static List<String> texts(Connection connection, String table, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                texts.add(table + ": " + row.getString(1));
            }
        }
        return texts;
    }
}
