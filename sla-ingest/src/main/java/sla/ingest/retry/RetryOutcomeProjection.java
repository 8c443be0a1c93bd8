package sla.ingest.retry;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import sla.ingest.projection.Projection;
import sla.model.Topics;
import sla.model.event.RetryAttempt;
import sla.model.event.RetryOutcome;
import sla.model.json.Json;

/**
 * Notes what came of each attempt. The first judgement of an attempt stays, and a rejection's state is made of all its
 * attempts, so the same outcome again changes nothing.
 */
@ApplicationScoped
public class RetryOutcomeProjection implements Projection {
    private static final Logger LOG = Logger.getLogger(RetryOutcomeProjection.class);

    /** An attempt that this database does not know is one of before it was lost. */
    private static final String JUDGED = """
            insert into retry_attempt as a (id, retry, place, requested_at, topic, partition, record_offset, received_at,
                source, corrected, kept_record_id, sent_at, outcome, judged_at, record_id, revision, reasons)
            values (?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
            on conflict (id) do update set outcome = excluded.outcome, judged_at = excluded.judged_at,
                record_id = excluded.record_id, revision = excluded.revision, reasons = excluded.reasons, body = null
            where a.outcome is null""";

    private static final String STATE = """
            update rejection r set state = coalesce(
                (select case when bool_or(a.outcome = 'accepted') then 'accepted'
                        when bool_or(a.outcome is null) then 'waiting' end
                    from retry_attempt a
                    where (a.topic, a.partition, a.record_offset, a.received_at)
                        = (r.topic, r.partition, r.record_offset, r.received_at)), 'open')
            where topic = ? and partition = ? and record_offset = ? and received_at = ?""";

    /** A log that is read again shows its records as repetitions. */
    private static final String EFFECT = "update retry_attempt set effect = ? where id = ? and effect is null";

    @Override
    public String name() {
        return "retries";
    }

    @Override
    public String topic() {
        return Topics.RETRY_OUTCOMES;
    }

    @Override
    public String group() {
        return "sla-ingest-retries";
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public void store(Connection connection, List<ConsumerRecord<String, byte[]>> messages) throws SQLException {
        try (PreparedStatement judged = connection.prepareStatement(JUDGED);
                PreparedStatement state = connection.prepareStatement(STATE);
                PreparedStatement effect = connection.prepareStatement(EFFECT)) {
            for (ConsumerRecord<String, byte[]> message : messages) {
                try {
                    switch (Json.MAPPER.readValue(message.value(), RetryOutcome.class)) {
                        case RetryOutcome.Judged outcome -> {
                            add(judged, outcome);
                            addPlace(state, outcome);
                        }
                        case RetryOutcome.Stored stored -> {
                            effect.setString(1, stored.effect().label());
                            effect.setObject(2, stored.attempt());
                            effect.addBatch();
                        }
                    }
                } catch (IOException | IllegalArgumentException e) {
                    LOG.errorf(
                            "The outcome of a retry at %s-%d@%d cannot be read and is left out",
                            message.topic(), message.partition(), message.offset());
                }
            }
            judged.executeBatch();
            state.executeBatch();
            effect.executeBatch();
        }
    }

    private static void add(PreparedStatement judged, RetryOutcome.Judged outcome) throws SQLException, IOException {
        RetryAttempt attempt = outcome.attempt();
        judged.setObject(1, attempt.id());
        judged.setString(2, attempt.retry());
        judged.setObject(3, attempt.requestedAt().atOffset(ZoneOffset.UTC));
        judged.setString(4, outcome.input().topic());
        judged.setInt(5, outcome.input().partition());
        judged.setLong(6, outcome.input().offset());
        judged.setObject(7, outcome.receivedAt().atOffset(ZoneOffset.UTC));
        judged.setString(8, outcome.source());
        judged.setBoolean(9, attempt.corrected());
        judged.setString(10, attempt.recordId());
        judged.setObject(11, attempt.requestedAt().atOffset(ZoneOffset.UTC));
        judged.setObject(13, outcome.judgedAt().atOffset(ZoneOffset.UTC));
        switch (outcome) {
            case RetryOutcome.Accepted accepted -> {
                judged.setString(12, "accepted");
                judged.setString(14, accepted.recordId());
                judged.setString(15, accepted.revision());
                judged.setString(16, null);
            }
            case RetryOutcome.Rejected rejected -> {
                judged.setString(12, "rejected");
                judged.setString(14, null);
                judged.setString(15, null);
                judged.setString(16, Json.MAPPER.writeValueAsString(rejected.reasons()));
            }
        }
        judged.addBatch();
    }

    private static void addPlace(PreparedStatement state, RetryOutcome.Judged outcome) throws SQLException {
        state.setString(1, outcome.input().topic());
        state.setInt(2, outcome.input().partition());
        state.setLong(3, outcome.input().offset());
        state.setObject(4, outcome.receivedAt().atOffset(ZoneOffset.UTC));
        state.addBatch();
    }
}
