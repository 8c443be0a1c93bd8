package sla.evaluator.count;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
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
    /** Read at once: what is read is held in memory before it is summed. */
    private static final int DAYS_PER_READING = 31;

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

    private record Key(ZoneId zone, Attribution attribution, String vendor, Instant start) {}

    private record Kept(UUID version, DayCounts counts) {}

    /** Takes the days one after another. */
    interface Visitor {
        void visit(Instant dayStart, DayCounts counts);
    }

    /**
     * Gives the days that have counts, of these vendors, that begin between these moments.
     *
     * @param connection in a transaction with repeatable reads, else days and what is read besides may not fit together
     */
    void visit(
            Connection connection,
            ZoneId zone,
            Attribution attribution,
            Collection<String> vendors,
            Instant fromInclusive,
            Instant toExclusive,
            Visitor visitor)
            throws SQLException {
        Map<String, Map<Instant, UUID>> missing = new TreeMap<>();
        String sql = """
                select vendor, day_start, version from day_version
                where zone = ? and vendor = any (?) and day_start >= ? and day_start < ?
                """;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, zone.getId());
            select.setArray(2, connection.createArrayOf("text", vendors.toArray()));
            select.setObject(3, fromInclusive.atOffset(ZoneOffset.UTC));
            select.setObject(4, toExclusive.atOffset(ZoneOffset.UTC));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String vendor = row.getString(1);
                    Instant start = row.getObject(2, OffsetDateTime.class).toInstant();
                    UUID version = row.getObject(3, UUID.class);
                    @Nullable Kept day = kept.getIfPresent(new Key(zone, attribution, vendor, start));
                    if (day != null && day.version().equals(version)) {
                        fromMemory.increment();
                        visitor.visit(start, day.counts());
                    } else {
                        missing.computeIfAbsent(vendor, _ -> new TreeMap<>()).put(start, version);
                    }
                }
            }
        }
        for (Map.Entry<String, Map<Instant, UUID>> vendor : missing.entrySet()) {
            List<Map.Entry<Instant, UUID>> days = List.copyOf(vendor.getValue().entrySet());
            for (int i = 0; i < days.size(); i += DAYS_PER_READING) {
                List<Map.Entry<Instant, UUID>> some = days.subList(i, Math.min(i + DAYS_PER_READING, days.size()));
                Map<Instant, DayCounts> read = read(
                        connection,
                        zone,
                        attribution,
                        vendor.getKey(),
                        some.stream().map(Map.Entry::getKey).toList());
                for (Map.Entry<Instant, UUID> day : some) {
                    DayCounts counts = read.getOrDefault(day.getKey(), DayCounts.NONE);
                    kept.put(
                            new Key(zone, attribution, vendor.getKey(), day.getKey()),
                            new Kept(day.getValue(), counts));
                    fromDatabase.increment();
                    visitor.visit(day.getKey(), counts);
                }
            }
        }
    }

    /** By day; one without any row is absent. */
    private static Map<Instant, DayCounts> read(
            Connection connection, ZoneId zone, Attribution attribution, String vendor, List<Instant> days)
            throws SQLException {
        String sql = "select day_start, series_id, " + CellColumns.list(CellColumns.CELL)
                + ", waits from day_cell where zone = ? and attribution = ?"
                + " and series_id in (select id from series where vendor = ?) and day_start = any (?::timestamptz[])";
        Map<Instant, DayCounts.Builder> builders = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, zone.getId());
            select.setInt(2, StoredCode.of(attribution));
            select.setString(3, vendor);
            List<String> starts = new ArrayList<>();
            days.forEach(day -> starts.add(day.toString()));
            select.setArray(4, connection.createArrayOf("timestamptz", starts.toArray()));
            select.setFetchSize(FETCH_ROWS);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Instant start = row.getObject(1, OffsetDateTime.class).toInstant();
                    builders.computeIfAbsent(start, _ -> new DayCounts.Builder())
                            .add(row, 2);
                }
            }
        }
        Map<Instant, DayCounts> read = new HashMap<>();
        builders.forEach((day, builder) -> read.put(day, builder.build()));
        return read;
    }
}
