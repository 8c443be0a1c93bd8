package sla.evaluator.arrival;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import sla.evaluator.arrival.ArrivalAnswer.SourceArrivals;
import sla.evaluator.source.SourceTable;
import sla.model.registration.SourceRegistration;

/** Judges all sources by their arrivals of the last five weeks; what is older is deleted. */
@ApplicationScoped
class ArrivalReader {
    /** Four weeks, an hour to either side, and a gap of up to a week. */
    private static final Duration KEPT = Duration.ofDays(36);

    private final DataSource database;
    private final SourceTable sources;
    private final Clock clock;

    ArrivalReader(DataSource database, SourceTable sources, Clock clock) {
        this.database = database;
        this.sources = sources;
        this.clock = clock;
    }

    ArrivalAnswer read() throws SQLException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        try (Connection connection = database.getConnection()) {
            Map<String, SourceRegistration> registered = sources.all(connection);
            Map<String, NavigableMap<Instant, Long>> arrivals = arrivals(connection, now);
            registered.keySet().forEach(source -> arrivals.computeIfAbsent(source, _ -> ArrivalPattern.records()));
            List<SourceArrivals> judged = new ArrayList<>();
            arrivals.forEach((source, records) -> {
                @Nullable SourceRegistration registration = registered.get(source);
                boolean sample = registration != null && registration.sample();
                judged.add(ArrivalPattern.judge(source, records, sample, now));
            });
            return new ArrivalAnswer(now, ArrivalPattern.ENOUGH, judged);
        }
    }

    private static Map<String, NavigableMap<Instant, Long>> arrivals(Connection connection, Instant now)
            throws SQLException {
        String sql = """
                select source, interval_start, sum(records)::bigint from arrival
                where interval_start >= ? and interval_start <= ? group by source, interval_start
                """;
        Map<String, NavigableMap<Instant, Long>> arrivals = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, now.minus(KEPT).atOffset(ZoneOffset.UTC));
            select.setObject(2, now.atOffset(ZoneOffset.UTC));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    arrivals.computeIfAbsent(row.getString(1), _ -> ArrivalPattern.records())
                            .put(row.getObject(2, OffsetDateTime.class).toInstant(), row.getLong(3));
                }
            }
        }
        return arrivals;
    }

    /** Deletes what no pattern is made of any more. */
    void deleteOld() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement delete =
                        connection.prepareStatement("delete from arrival where interval_start < ?")) {
            delete.setObject(1, clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC));
            delete.executeUpdate();
        }
    }
}
