package sla.evaluator.count;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import sla.model.agreement.Attribution;

/**
 * Which attributions and zones are kept in the counts. A new one is built before it is used: an attribution from the
 * facts, the days of a zone from the cells.
 */
@ApplicationScoped
public class CountsInUse {
    /** Days known ahead of today; extended every day. */
    private static final int DAYS_AHEAD = 800;

    private static final LocalDate FIRST_DAY = LocalDate.of(1989, 12, 1);

    private final Clock clock;

    CountsInUse(Clock clock) {
        this.clock = clock;
    }

    /** Builds the attribution from the facts if it is not kept yet. In the caller's transaction. */
    public void require(Connection connection, Attribution attribution) throws SQLException {
        if (attribution == Attribution.EVALUATED
                || exists(connection, "attribution_in_use where attribution = ?", attribution)) {
            return;
        }
        CountLocks.exclusive(connection, CountLocks.ATTRIBUTIONS);
        if (exists(connection, "attribution_in_use where attribution = ?", attribution)) {
            return;
        }
        try (PreparedStatement insert =
                connection.prepareStatement("insert into attribution_in_use (attribution) values (?)")) {
            insert.setInt(1, StoredCode.of(attribution));
            insert.executeUpdate();
        }
        for (String select : FactCounts.statements(attribution)) {
            try (PreparedStatement build = connection.prepareStatement(select)) {
                build.executeUpdate();
            }
        }
    }

    /** Builds the local days of the zone if they are not kept yet. In the caller's transaction. */
    public void require(Connection connection, ZoneId zone) throws SQLException {
        extendDays(connection, zone);
        try (PreparedStatement select = connection.prepareStatement("select true from zone_in_use where zone = ?")) {
            select.setString(1, zone.getId());
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    return;
                }
            }
        }
        CountLocks.exclusive(connection, CountLocks.FOLD);
        try (PreparedStatement insert =
                connection.prepareStatement("insert into zone_in_use (zone) values (?) on conflict do nothing")) {
            insert.setString(1, zone.getId());
            if (insert.executeUpdate() == 0) {
                return;
            }
        }
        buildDays(connection, zone, "cell", "", CellColumns.CELL);
        buildDays(connection, zone, "wait_count", ", outcome, bin", CellColumns.WAIT);
    }

    private static void buildDays(Connection connection, ZoneId zone, String table, String key, List<String> numbers)
            throws SQLException {
        String sql = """
                insert into day_{table} (zone, day_start, series_id, attribution{key}, {numbers})
                select ?, d.day_start, series_id, attribution{key}, {sums}
                from {table} left join lateral (
                    select day_start from local_day l where l.zone = ? and l.day_start <= interval_start
                    order by l.day_start desc limit 1) d on true
                group by d.day_start, series_id, attribution{key}
                """.replace("{table}", table)
                .replace("{key}", key)
                .replace("{numbers}", CellColumns.list(numbers))
                .replace("{sums}", CellColumns.sums(numbers));
        try (PreparedStatement build = connection.prepareStatement(sql)) {
            build.setString(1, zone.getId());
            build.setString(2, zone.getId());
            build.executeUpdate();
        }
    }

    /** The days' beginnings by this program's tables of the zones: PostgreSQL's may be of another year. */
    public void extendDays(Connection connection, ZoneId zone) throws SQLException {
        LocalDate last = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate().plusDays(DAYS_AHEAD);
        LocalDate day = FIRST_DAY;
        try (PreparedStatement select =
                connection.prepareStatement("select max(day_start) from local_day where zone = ?")) {
            select.setString(1, zone.getId());
            try (ResultSet row = select.executeQuery()) {
                OffsetDateTime known = row.next() ? row.getObject(1, OffsetDateTime.class) : null;
                if (known != null) {
                    day = known.atZoneSameInstant(zone).toLocalDate().plusDays(1);
                }
            }
        }
        CopyRows rows = new CopyRows(2);
        for (; day.isBefore(last); day = day.plusDays(1)) {
            rows.addText(zone.getId())
                    .addInstant(day.atStartOfDay(zone).toInstant())
                    .endRow();
        }
        rows.copyTo(connection, "local_day (zone, day_start)");
    }

    private static boolean exists(Connection connection, String what, Attribution attribution) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select true from " + what)) {
            select.setInt(1, StoredCode.of(attribution));
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }
}
