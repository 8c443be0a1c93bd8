package sla.evaluator.count;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import sla.model.agreement.Attribution;

/**
 * The local days as the database has them, of which those used last are kept. Never wrong: with each question the
 * database says in which version each day is, in the same snapshot as everything else.
 */
@ApplicationScoped
public class DaysInMemory {
    private static final int FETCH_ROWS = 1_000;

    private final Cache<Key, Kept> kept;
    private final Counter fromMemory;
    private final Counter fromDatabase;

    DaysInMemory(
            MeterRegistry metrics,
            @ConfigProperty(name = "sla.evaluator.days-in-memory", defaultValue = "32M") MemorySize most) {
        kept = Caffeine.newBuilder()
                .maximumWeight(most.asLongValue())
                .weigher((Key _, Kept day) -> day.counts().bytes())
                .executor(Runnable::run)
                .build();
        fromMemory = counter(metrics, "memory");
        fromDatabase = counter(metrics, "database");
    }

    private static Counter counter(MeterRegistry metrics, String origin) {
        return Counter.builder("sla.evaluator.days.read")
                .description("Local days of vendors that were summed, by where they were read")
                .tag("from", origin)
                .register(metrics);
    }

    /** What the rows of a day are of. */
    enum Grain {
        DAY(31),
        QUARTER_HOUR(1);

        /** Read at once: what is read is held in memory before it is summed. */
        private final int daysPerReading;

        Grain(int daysPerReading) {
            this.daysPerReading = daysPerReading;
        }
    }

    /**
     * The days that are asked for: all that have a moment within the span.
     *
     * @param attribution by which they were counted
     */
    record Days(Attribution attribution, Collection<String> vendors, Instant fromInclusive, Instant toExclusive) {}

    /** A local day of a vendor. */
    record Day(ZoneId zone, String vendor, Instant start) {}

    private record Key(Grain grain, Attribution attribution, Day day) {}

    private record Kept(UUID version, PackedCounts counts) {}

    /** Takes the days one after another. */
    interface Visitor {
        /** @param version for which the rows stand */
        void visit(Day day, UUID version, PackedCounts rows);
    }

    static Instant startOfDay(Instant moment, ZoneId zone) {
        return moment.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
    }

    private static Instant endOfDay(Instant start, ZoneId zone) {
        return start.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
    }

    /**
     * Gives the days that have counts. Each is whole, even if less of it is asked for.
     *
     * @param connection in a transaction with repeatable reads, else days and what is read besides may not fit together
     */
    void visit(Connection connection, Grain grain, ZoneId zone, Days days, Visitor visitor) throws SQLException {
        Map<String, Map<Instant, UUID>> missing = new TreeMap<>();
        String sql = """
                select vendor, day_start, version from day_version
                where zone = ? and vendor = any (?) and day_start >= ? and day_start < ?
                """;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, zone.getId());
            select.setArray(2, connection.createArrayOf("text", days.vendors().toArray()));
            select.setObject(3, startOfDay(days.fromInclusive(), zone).atOffset(ZoneOffset.UTC));
            select.setObject(4, days.toExclusive().atOffset(ZoneOffset.UTC));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String vendor = row.getString(1);
                    Instant start = row.getObject(2, OffsetDateTime.class).toInstant();
                    UUID version = row.getObject(3, UUID.class);
                    Day day = new Day(zone, vendor, start);
                    @Nullable Kept rows = kept.getIfPresent(new Key(grain, days.attribution(), day));
                    if (rows != null && rows.version().equals(version)) {
                        fromMemory.increment();
                        visitor.visit(day, version, rows.counts());
                    } else {
                        missing.computeIfAbsent(vendor, _ -> new TreeMap<>()).put(start, version);
                    }
                }
            }
        }
        for (Map.Entry<String, Map<Instant, UUID>> vendor : missing.entrySet()) {
            List<Map.Entry<Instant, UUID>> all = List.copyOf(vendor.getValue().entrySet());
            for (int i = 0; i < all.size(); i += grain.daysPerReading) {
                List<Map.Entry<Instant, UUID>> some = all.subList(i, Math.min(i + grain.daysPerReading, all.size()));
                keep(connection, grain, zone, days.attribution(), vendor.getKey(), some, visitor);
            }
        }
    }

    private void keep(
            Connection connection,
            Grain grain,
            ZoneId zone,
            Attribution attribution,
            String vendor,
            List<Map.Entry<Instant, UUID>> versions,
            Visitor visitor)
            throws SQLException {
        List<Instant> starts = versions.stream().map(Map.Entry::getKey).toList();
        Map<Instant, PackedCounts> read = read(connection, grain, zone, attribution, vendor, starts);
        for (Map.Entry<Instant, UUID> one : versions) {
            Day day = new Day(zone, vendor, one.getKey());
            PackedCounts counts = read.getOrDefault(one.getKey(), PackedCounts.NONE);
            kept.put(new Key(grain, attribution, day), new Kept(one.getValue(), counts));
            fromDatabase.increment();
            visitor.visit(day, one.getValue(), counts);
        }
    }

    /** By day; one without any row is absent. */
    private static Map<Instant, PackedCounts> read(
            Connection connection, Grain grain, ZoneId zone, Attribution attribution, String vendor, List<Instant> days)
            throws SQLException {
        String rows = switch (grain) {
            case DAY -> "select 0 as quarter_hour, * from day_cell where day_start = d.day_start and zone = ?";
            case QUARTER_HOUR ->
                "select extract(epoch from interval_start - d.day_start)::int / 900 as quarter_hour, * from cell"
                        + " where interval_start >= d.day_start and interval_start < d.day_end";
        };
        String sql =
                """
                select d.day_start, quarter_hour, series_id, {columns}, waits
                from unnest(?::timestamptz[], ?::timestamptz[]) d (day_start, day_end)
                cross join lateral (
                    {rows} and attribution = ? and series_id = any (array(select id from series where vendor = ?))
                    offset 0) c -- day by day: reading the table whole would cost more the longer it is
                """.replace("{columns}", CellColumns.list(CellColumns.CELL)).replace("{rows}", rows);
        Map<Instant, PackedCounts.Builder> builders = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            int at = 1;
            List<Instant> ends = days.stream().map(day -> endOfDay(day, zone)).toList();
            select.setArray(at++, moments(connection, days));
            select.setArray(at++, moments(connection, ends));
            if (grain == Grain.DAY) {
                select.setString(at++, zone.getId());
            }
            select.setInt(at++, StoredCode.of(attribution));
            select.setString(at, vendor);
            select.setFetchSize(FETCH_ROWS);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Instant start = row.getObject(1, OffsetDateTime.class).toInstant();
                    builders.computeIfAbsent(start, _ -> new PackedCounts.Builder())
                            .add(row, row.getInt(2), 3);
                }
            }
        }
        Map<Instant, PackedCounts> read = new HashMap<>();
        builders.forEach((day, builder) -> read.put(day, builder.build()));
        return read;
    }

    private static Array moments(Connection connection, List<Instant> moments) throws SQLException {
        return connection.createArrayOf(
                "timestamptz", moments.stream().map(Instant::toString).toArray());
    }
}
