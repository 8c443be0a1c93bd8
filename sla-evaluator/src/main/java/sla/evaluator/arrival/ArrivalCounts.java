package sla.evaluator.arrival;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import sla.model.event.AcceptedRecord;
import sla.model.event.ControlTotals;
import sla.model.event.DeclaredMeasure;
import sla.model.event.Interaction;
import sla.model.event.QualityEvaluation;
import sla.model.event.Retraction;
import sla.model.event.SurveyAnswer;
import sla.model.time.Interval;

/**
 * What one batch adds to the counts of how many records come from each source per quarter-hour of their arrival: what it usually sends is made of them.
 * Only contents that are new and tell of the last seven days: repetitions and old files in bulk are no pattern.
 */
public final class ArrivalCounts {
    private static final Duration FRESH = Duration.ofDays(7);

    private record Place(String source, long intervalStart) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int bySource = source.compareTo(other.source);
            return bySource != 0 ? bySource : Long.compare(intervalStart, other.intervalStart);
        }
    }

    /** In key order, so that two writers never wait for each other in a circle. */
    private final Map<Place, Long> arrivals = new TreeMap<>();

    /** A content that was not stored before. */
    public void add(AcceptedRecord record) {
        Instant occurredAt = switch (record.content()) {
            case Interaction interaction -> interaction.offeredAt();
            case QualityEvaluation evaluation -> evaluation.evaluatedAt();
            case SurveyAnswer answer -> answer.respondedAt();
            case Retraction _, ControlTotals _, DeclaredMeasure _ -> Instant.EPOCH;
        };
        if (Duration.between(occurredAt, record.receivedAt()).compareTo(FRESH) <= 0) {
            long interval = Interval.startOf(record.receivedAt().toEpochMilli());
            arrivals.merge(new Place(record.source(), interval), 1L, Long::sum);
        }
    }

    /**
     * @param partition one that belongs to the writer alone, so that no two writers meet in one row
     */
    public void store(Connection connection, int partition) throws SQLException {
        if (arrivals.isEmpty()) {
            return;
        }
        String sql = """
                insert into arrival as a (source, input_partition, interval_start, records) values (?, ?, ?, ?)
                on conflict (source, interval_start, input_partition)
                do update set records = a.records + excluded.records
                """;
        try (PreparedStatement upsert = connection.prepareStatement(sql)) {
            for (Map.Entry<Place, Long> arrival : arrivals.entrySet()) {
                Place place = arrival.getKey();
                upsert.setString(1, place.source());
                upsert.setInt(2, partition);
                upsert.setObject(3, Instant.ofEpochMilli(place.intervalStart()).atOffset(ZoneOffset.UTC));
                upsert.setLong(4, arrival.getValue());
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }
}
