package sla.evaluator.source;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import sla.model.event.AcceptedRecord;
import sla.model.event.ControlTotals;
import sla.model.event.DeclaredMeasure;
import sla.model.event.Interaction;
import sla.model.event.QualityEvaluation;
import sla.model.event.Retraction;
import sla.model.event.SurveyAnswer;

/** The newest contact, evaluation or answer and the last arrival of each source. */
@ApplicationScoped
public class SourceProgress {
    /** Stands for a source that has only retracted or declared so far. */
    private static final Instant NONE = Instant.EPOCH;

    /**
     * What we have of a source.
     *
     * @param newestOccurredAt the newest offer, evaluation or answer it has told of; null if none yet
     * @param lastReceivedAt when its last record came
     */
    public record Progress(String source, @Nullable Instant newestOccurredAt, Instant lastReceivedAt) {}

    public List<Progress> all(Connection connection) throws SQLException {
        String sql = """
                select source, max(newest_occurred_at), max(last_received_at)
                from source_progress group by source order by source
                """;
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            List<Progress> all = new ArrayList<>();
            while (row.next()) {
                Instant newest = row.getObject(2, OffsetDateTime.class).toInstant();
                all.add(new Progress(
                        row.getString(1),
                        newest.equals(NONE) ? null : newest,
                        row.getObject(3, OffsetDateTime.class).toInstant()));
            }
            return all;
        }
    }

    public Batch batch() {
        return new Batch();
    }

    /** Collects the newest of one batch. */
    public static final class Batch {
        /** In key order, so that two writers never wait for each other in a circle. */
        private final Map<String, Map<Integer, Instant[]>> newest = new TreeMap<>();

        public void add(int partition, AcceptedRecord record) {
            Instant occurredAt = switch (record.content()) {
                case Interaction interaction -> interaction.offeredAt();
                case QualityEvaluation evaluation -> evaluation.evaluatedAt();
                case SurveyAnswer answer -> answer.respondedAt();
                case Retraction _, ControlTotals _, DeclaredMeasure _ -> NONE;
            };
            Instant[] instants = newest.computeIfAbsent(record.source(), _ -> new TreeMap<>())
                    .computeIfAbsent(partition, _ -> new Instant[] {occurredAt, record.receivedAt()});
            instants[0] = instants[0].isAfter(occurredAt) ? instants[0] : occurredAt;
            instants[1] = instants[1].isAfter(record.receivedAt()) ? instants[1] : record.receivedAt();
        }

        public void store(Connection connection) throws SQLException {
            String sql = """
                    insert into source_progress as p (source, input_partition, newest_occurred_at, last_received_at)
                    values (?, ?, ?, ?)
                    on conflict (source, input_partition) do update set
                        newest_occurred_at = greatest(p.newest_occurred_at, excluded.newest_occurred_at),
                        last_received_at = greatest(p.last_received_at, excluded.last_received_at)
                    """;
            try (PreparedStatement upsert = connection.prepareStatement(sql)) {
                for (var source : newest.entrySet()) {
                    for (var partition : source.getValue().entrySet()) {
                        upsert.setString(1, source.getKey());
                        upsert.setInt(2, partition.getKey());
                        upsert.setObject(3, partition.getValue()[0].atOffset(ZoneOffset.UTC));
                        upsert.setObject(4, partition.getValue()[1].atOffset(ZoneOffset.UTC));
                        upsert.addBatch();
                    }
                }
                upsert.executeBatch();
            }
        }
    }
}
