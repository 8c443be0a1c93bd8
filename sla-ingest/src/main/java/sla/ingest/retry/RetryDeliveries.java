package sla.ingest.retry;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import sla.ingest.event.MessageValue;
import sla.ingest.event.ReceivedMessage;
import sla.model.event.InputPosition;
import sla.model.event.RetryAttempt;

/**
 * Finds what the messages on {@link sla.model.Topics#RETRIES} name. An attempt is bound to the first place at which it
 * is taken, before it is judged: the same place again, after a batch that failed, is judged again, for of that batch
 * nothing is left; any other place is a repetition and left out. Each place comes out once, so each attempt does.
 */
@ApplicationScoped
public class RetryDeliveries {
    private static final Logger LOG = Logger.getLogger(RetryDeliveries.class);

    private static final String TAKE = """
            with delivery as (
                select * from unnest(?::uuid[], ?::int[], ?::bigint[], ?::timestamptz[]) d (id, place, at_offset, at_time)
            )
            update retry_attempt a set delivered_partition = d.place, delivered_offset = d.at_offset,
                delivered_at = d.at_time
            from delivery d, rejection r
            where a.id = d.id and a.outcome is null
                and (a.delivered_at is null or (a.delivered_partition, a.delivered_offset, a.delivered_at)
                    = (d.place, d.at_offset, d.at_time))
                and (r.topic, r.partition, r.record_offset, r.received_at)
                    = (a.topic, a.partition, a.record_offset, a.received_at)
            returning a.delivered_partition, a.delivered_offset, a.source, a.topic, a.partition, a.record_offset,
                a.received_at, coalesce(a.body, r.raw), a.id, a.retry, a.requested_at, a.corrected, a.kept_record_id""";

    private final DataSource database;

    RetryDeliveries(DataSource database) {
        this.database = database;
    }

    /**
     * A message of the topic.
     *
     * @param appendedAt when the broker appended it: with that, a topic made anew collides with nothing
     */
    public record Delivery(int partition, long offset, Instant appendedAt, MessageValue value) {
        Optional<UUID> attempt() {
            try {
                return Optional.of(UUID.fromString(new String(value.bytes(), StandardCharsets.UTF_8)));
            } catch (IllegalArgumentException _) {
                return Optional.empty();
            }
        }
    }

    private record Place(int partition, long offset) {}

    /** The rejected messages to judge once more, in the order given; fewer than given if some are repetitions. */
    public List<ReceivedMessage> take(List<Delivery> deliveries) throws SQLException {
        if (deliveries.isEmpty()) {
            return List.of();
        }
        Map<UUID, Delivery> named = new TreeMap<>();
        for (Delivery delivery : deliveries) {
            // Twice in one batch: the first place, again after a failure.
            delivery.attempt()
                    .ifPresentOrElse(
                            id -> named.putIfAbsent(id, delivery),
                            () -> LOG.errorf(
                                    "The message at sla.retries-%d@%d names no attempt and is left out",
                                    delivery.partition(), delivery.offset()));
        }
        Map<Place, ReceivedMessage> taken = take(named);
        List<ReceivedMessage> messages = new ArrayList<>(taken.size());
        for (Delivery delivery : deliveries) {
            ReceivedMessage message = taken.get(new Place(delivery.partition(), delivery.offset()));
            if (message != null) {
                messages.add(message);
            }
        }
        return messages;
    }

    private Map<Place, ReceivedMessage> take(Map<UUID, Delivery> named) throws SQLException {
        List<Delivery> deliveries = List.copyOf(named.values());
        Map<Place, ReceivedMessage> taken = new HashMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement take = connection.prepareStatement(TAKE)) {
            take.setArray(1, connection.createArrayOf("uuid", named.keySet().toArray()));
            take.setArray(2, array(connection, "int", deliveries, Delivery::partition));
            take.setArray(3, array(connection, "bigint", deliveries, Delivery::offset));
            take.setArray(
                    4,
                    array(
                            connection,
                            "text",
                            deliveries,
                            delivery -> delivery.appendedAt().toString()));
            try (ResultSet row = take.executeQuery()) {
                while (row.next()) {
                    taken.put(new Place(row.getInt(1), row.getLong(2)), message(row));
                }
            }
        }
        return taken;
    }

    private static Array array(
            Connection connection, String type, List<Delivery> deliveries, Function<Delivery, Object> part)
            throws SQLException {
        return connection.createArrayOf(type, deliveries.stream().map(part).toArray());
    }

    private static ReceivedMessage message(ResultSet row) throws SQLException {
        return new ReceivedMessage(
                row.getString(3),
                new InputPosition(row.getString(4), row.getInt(5), row.getLong(6)),
                row.getObject(7, OffsetDateTime.class).toInstant(),
                MessageValue.of(row.getBytes(8)),
                new RetryAttempt(
                        row.getObject(9, UUID.class),
                        row.getString(10),
                        row.getObject(11, OffsetDateTime.class).toInstant(),
                        row.getBoolean(12),
                        row.getString(13)));
    }
}
