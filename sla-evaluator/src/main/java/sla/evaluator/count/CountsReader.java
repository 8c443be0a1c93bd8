package sla.evaluator.count;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sla.evaluator.count.CountsQuery.Place;
import sla.evaluator.count.DaysInMemory.Grain;
import sla.evaluator.series.Series;
import sla.model.agreement.Attribution;
import sla.model.event.EventType;

/**
 * Sums cells and the deltas that are not folded yet. Never touches facts: the cost grows with intervals, not with
 * contacts. Use one transaction with repeatable reads for everything that must fit together.
 */
@ApplicationScoped
public class CountsReader {
    private static final int FETCH_ROWS = 1_000;

    private final DaysInMemory days;
    private final SumsInMemory summed;
    private final DeltasInMemory deltas;

    CountsReader(DaysInMemory days, SumsInMemory summed, DeltasInMemory deltas) {
        this.days = days;
        this.summed = summed;
        this.deltas = deltas;
    }

    /** The sums by bucket and group; a place without any count is absent. */
    public Map<Place, CellCounts> read(Connection connection, CountsQuery query) throws SQLException {
        Map<Place, CellCounts> counts = new HashMap<>();
        if (query.groups().stream().allMatch(Map::isEmpty)) {
            return counts;
        }
        if (query.attribution() != Attribution.EVALUATED) {
            readCells(connection, query, counts);
        }
        if (query.judgements().contains(EventType.QUALITY_EVALUATION)) {
            readQualities(connection, query, counts);
        }
        if (query.judgements().contains(EventType.SURVEY_ANSWER)) {
            readSurveys(connection, query, counts);
        }
        return counts;
    }

    /** The zone, if its days are kept; else null. */
    public @Nullable ZoneId zoneWithDays(Connection connection, @Nullable ZoneId zone) throws SQLException {
        if (zone == null) {
            return null;
        }
        try (PreparedStatement select = connection.prepareStatement("select true from zone_in_use where zone = ?")) {
            select.setString(1, zone.getId());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? zone : null;
            }
        }
    }

    /** Whether contacts are counted by this attribution. */
    public boolean isKept(Connection connection, Attribution attribution) throws SQLException {
        if (attribution == Attribution.EVALUATED) {
            return true;
        }
        try (PreparedStatement select =
                connection.prepareStatement("select true from attribution_in_use where attribution = ?")) {
            select.setInt(1, StoredCode.of(attribution));
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    private void readCells(Connection connection, CountsQuery query, Map<Place, CellCounts> counts)
            throws SQLException {
        Sums sums = new Sums(query, counts);
        ZoneId zone = query.dayZone();
        if (zone != null && sums.haveMidnights(zone)) {
            days.visit(connection, Grain.DAY, zone, sums.days(), summed.adding(query, Grain.DAY, sums));
        } else if (zone != null && sums.areOfSomeDays()) {
            days.visit(
                    connection, Grain.QUARTER_HOUR, zone, sums.days(), summed.adding(query, Grain.QUARTER_HOUR, sums));
        } else if (!query.bounds().isEmpty()) {
            readRows(connection, query, "cell", "", sums);
        } else {
            readSums(connection, query, sums);
        }
        deltas.addTo(
                connection,
                query.attribution(),
                sums,
                (some, condition) -> readRows(connection, query, "cell_delta", condition, some));
    }

    /** How many rows there are depends on how many series are asked for: a plan for any number can be much worse. */
    private static void planAnew(Connection connection) throws SQLException {
        try (Statement plan = connection.createStatement()) {
            plan.execute("set local plan_cache_mode = force_custom_plan");
        }
    }

    /** Row by row: to group histograms the database sorts them. */
    private static void readRows(Connection connection, CountsQuery query, String table, String condition, Sums sums)
            throws SQLException {
        planAnew(connection);
        String sql = "select series_id, interval_start, " + CellColumns.list(CellColumns.CELL)
                + ", waits from " + table + " where attribution = ? and interval_start >= ? and interval_start < ?"
                + " and series_id = any (?)" + condition;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setInt(1, StoredCode.of(query.attribution()));
            select.setObject(2, query.edges().getFirst().atOffset(ZoneOffset.UTC));
            select.setObject(3, query.edges().getLast().atOffset(ZoneOffset.UTC));
            select.setArray(4, connection.createArrayOf("int", sums.series().toArray()));
            select.setFetchSize(FETCH_ROWS);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    sums.add(
                            row.getInt(1),
                            row.getObject(2, OffsetDateTime.class).toInstant(),
                            numbers(row, 3, CountDeltas.CELL_NUMBERS),
                            row.getBytes(3 + CountDeltas.CELL_NUMBERS));
                }
            }
        }
    }

    /** Summed by the database. */
    private static void readSums(Connection connection, CountsQuery query, Sums sums) throws SQLException {
        planAnew(connection);
        List<String> tables = List.of("cell");
        try (PreparedStatement select = connection.prepareStatement(sql(tables, CellColumns.CELL, ""))) {
            bind(connection, select, query, tables.size());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    sums.at(row.getInt(1), row.getInt(2))
                            .addCell(row.getInt(3), numbers(row, 4, CountDeltas.CELL_NUMBERS));
                }
            }
        }
    }

    private static void readQualities(Connection connection, CountsQuery query, Map<Place, CellCounts> counts)
            throws SQLException {
        readJudgements(
                connection,
                query,
                CountTable.QUALITY,
                ", form, instrument",
                row -> at(counts, row)
                        .addQuality(row.getString(4), row.getString(5), numbers(row, 6, CellColumns.QUALITY.size())));
    }

    private static void readSurveys(Connection connection, CountsQuery query, Map<Place, CellCounts> counts)
            throws SQLException {
        readJudgements(
                connection,
                query,
                CountTable.SURVEY,
                ", csat, csat_scale, nps, resolved",
                row -> at(counts, row)
                        .addAnswers(
                                new SurveyCounts.Answer(row.getInt(4), row.getInt(5), row.getInt(6), row.getInt(7)),
                                row.getLong(8)));
    }

    private static CellCounts at(Map<Place, CellCounts> counts, ResultSet row) throws SQLException {
        return counts.computeIfAbsent(new Place(row.getInt(1), row.getInt(2)), _ -> new CellCounts());
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    /** Columns 1 to 3 are bucket, group and known parts; then come those of {@code more}, then the numbers. */
    private static void readJudgements(
            Connection connection, CountsQuery query, CountTable judgements, String more, RowReader reader)
            throws SQLException {
        planAnew(connection);
        List<String> tables = List.of(judgements.table, judgements.table + "_delta");
        try (PreparedStatement select = connection.prepareStatement(sql(tables, judgements.numbers(), more))) {
            bind(connection, select, query, tables.size());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    reader.read(row);
                }
            }
        }
    }

    /** @param more columns by which rows are told apart, each behind a comma; beside bucket, group and known parts */
    private static String sql(List<String> tables, List<String> numbers, String more) {
        String rows = tables.stream()
                .map(table -> "select series_id, interval_start" + more + ", " + CellColumns.list(numbers) + " from "
                        + table + " where attribution = ? and interval_start >= ? and interval_start < ?"
                        + " and series_id in (select series_id from g)")
                .collect(Collectors.joining(" union all "));
        return """
                with g (series_id, grp, known_parts) as (select * from unnest(?::int[], ?::int[], ?::int[]))
                select width_bucket(x.interval_start, ?::timestamptz[]) - 1, g.grp, g.known_parts{more}, {sums}
                from ({rows}) x join g on g.series_id = x.series_id
                group by 1, 2, 3{more}
                """.replace("{rows}", rows).replace("{more}", more).replace("{sums}", CellColumns.sums(numbers));
    }

    private static void bind(Connection connection, PreparedStatement select, CountsQuery query, int tables)
            throws SQLException {
        List<Integer> series = new ArrayList<>();
        List<Integer> groups = new ArrayList<>();
        List<Integer> knownParts = new ArrayList<>();
        for (int group = 0; group < query.groups().size(); group++) {
            for (Map.Entry<Integer, Series> member : query.groups().get(group).entrySet()) {
                series.add(member.getKey());
                groups.add(group);
                knownParts.add(member.getValue().knownParts());
            }
        }
        int at = 1;
        select.setArray(at++, connection.createArrayOf("int", series.toArray()));
        select.setArray(at++, connection.createArrayOf("int", groups.toArray()));
        select.setArray(at++, connection.createArrayOf("int", knownParts.toArray()));
        select.setArray(
                at++,
                connection.createArrayOf(
                        "timestamptz",
                        query.edges().stream().map(Instant::toString).toArray()));
        for (int table = 0; table < tables; table++) {
            select.setInt(at++, StoredCode.of(query.attribution()));
            select.setObject(at++, query.edges().getFirst().atOffset(ZoneOffset.UTC));
            select.setObject(at++, query.edges().getLast().atOffset(ZoneOffset.UTC));
        }
    }

    private static long[] numbers(ResultSet row, int first, int count) throws SQLException {
        long[] numbers = new long[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = row.getLong(first + i);
        }
        return numbers;
    }
}
