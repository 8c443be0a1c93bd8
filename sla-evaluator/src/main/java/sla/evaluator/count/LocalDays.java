package sla.evaluator.count;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Where the local days of each zone begin, and the counts by them. By this program's tables of the zones: PostgreSQL's
 * may be of another year. Countries change their rules, so the days are compared with the tables at each start.
 */
@ApplicationScoped
public class LocalDays {
    private static final Logger LOG = Logger.getLogger(LocalDays.class);

    /** Days known ahead of today; extended every day. */
    private static final int DAYS_AHEAD = 800;

    /** No contact is older, whatever the intake is set to. */
    private static final LocalDate FIRST_DAY = LocalDate.of(1969, 12, 1);

    private final DataSource database;
    private final Clock clock;

    LocalDays(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                for (ZoneId zone : inUse(connection)) {
                    mend(connection, zone);
                }
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    /** Builds the days of the zone if they are not kept yet. In the caller's transaction. */
    void require(Connection connection, ZoneId zone) throws SQLException {
        extend(connection, zone);
        if (inUse(connection).contains(zone)) {
            return;
        }
        CountLocks.exclusive(connection, CountLocks.FOLD);
        try (PreparedStatement insert =
                connection.prepareStatement("insert into zone_in_use (zone) values (?) on conflict do nothing")) {
            insert.setString(1, zone.getId());
            if (insert.executeUpdate() == 0) {
                return;
            }
        }
        build(connection, zone);
    }

    /** Adds the days that have come into sight. */
    void extend(Connection connection, ZoneId zone) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select max(day_start) from local_day where zone = ?")) {
            select.setString(1, zone.getId());
            try (ResultSet row = select.executeQuery()) {
                OffsetDateTime last = row.next() ? row.getObject(1, OffsetDateTime.class) : null;
                store(connection, zone, last == null ? Instant.MIN : last.toInstant());
            }
        }
    }

    /** Builds the days anew if the rules of the zone have changed since they were made. */
    void mend(Connection connection, ZoneId zone) throws SQLException {
        List<Instant> known = known(connection, zone);
        if (known.isEmpty() || known.equals(starts(zone, known.getLast()))) {
            return;
        }
        LOG.infof("The days of %s begin at other moments than when they were made: they are counted anew.", zone);
        CountLocks.exclusive(connection, CountLocks.FOLD);
        for (String table : List.of("local_day", "day_cell")) {
            try (PreparedStatement delete = connection.prepareStatement("delete from " + table + " where zone = ?")) {
                delete.setString(1, zone.getId());
                delete.executeUpdate();
            }
        }
        store(connection, zone, Instant.MIN);
        build(connection, zone);
        String all = """
                insert into changed_day (vendor, day)
                select distinct s.vendor, (c.interval_start at time zone 'UTC')::date
                from cell c join series s on s.id = c.series_id
                """;
        try (PreparedStatement note = connection.prepareStatement(all)) {
            note.executeUpdate();
        }
    }

    private static List<ZoneId> inUse(Connection connection) throws SQLException {
        List<ZoneId> zones = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("select zone from zone_in_use order by zone");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                zones.add(ZoneId.of(row.getString(1)));
            }
        }
        return zones;
    }

    private static List<Instant> known(Connection connection, ZoneId zone) throws SQLException {
        List<Instant> starts = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement("select day_start from local_day where zone = ? order by day_start")) {
            select.setString(1, zone.getId());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    starts.add(row.getObject(1, OffsetDateTime.class).toInstant());
                }
            }
        }
        return starts;
    }

    private void store(Connection connection, ZoneId zone, Instant after) throws SQLException {
        LocalDate last = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate().plusDays(DAYS_AHEAD);
        CopyRows rows = new CopyRows(2);
        for (Instant start : starts(zone, last.atStartOfDay(zone).toInstant())) {
            if (start.isAfter(after)) {
                rows.addText(zone.getId()).addInstant(start).endRow();
            }
        }
        rows.copyTo(connection, "local_day (zone, day_start)");
    }

    /** A day that a zone skipped when it crossed the date line begins with the next one: it has no row of its own. */
    private static List<Instant> starts(ZoneId zone, Instant lastInclusive) {
        List<Instant> starts = new ArrayList<>();
        for (LocalDate day = FIRST_DAY; ; day = day.plusDays(1)) {
            Instant start = day.atStartOfDay(zone).toInstant();
            if (start.isAfter(lastInclusive)) {
                return starts;
            }
            if (starts.isEmpty() || start.isAfter(starts.getLast())) {
                starts.add(start);
            }
        }
    }

    private static void build(Connection connection, ZoneId zone) throws SQLException {
        String sql = """
                insert into day_cell (zone, day_start, series_id, attribution, {columns})
                select ?, d.day_start, series_id, attribution, {sums},
                       case when count(*) = 1 then string_agg(waits, '') else sum_waits(string_agg(waits, '')) end
                from cell left join lateral (
                    select day_start from local_day l where l.zone = ? and l.day_start <= interval_start
                    order by l.day_start desc limit 1) d on true
                group by d.day_start, series_id, attribution
                """.replace("{columns}", CellColumns.list(CountTable.CELL.columns()))
                .replace("{sums}", CellColumns.sums(CellColumns.CELL));
        try (PreparedStatement build = connection.prepareStatement(sql)) {
            build.setString(1, zone.getId());
            build.setString(2, zone.getId());
            build.executeUpdate();
        }
        DayVersions.change(connection, CountScope.ALL);
    }
}
