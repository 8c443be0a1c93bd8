package sla.evaluator.fact;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import sla.model.Topics;
import sla.model.event.RetryEffect;
import sla.model.event.RetryOutcome;
import sla.model.json.Json;
import sla.runtime.outbox.Outbox;

/** What the records of a batch that come by retries change, for sla-ingest to show beside the rejections. */
final class RetryEffects {
    private final Map<UUID, RetryEffect> effects = new LinkedHashMap<>();

    /** Nothing for a record that its source has just sent. */
    void note(FactRow row, RetryEffect effect) {
        UUID retry = row.message().retry();
        if (retry != null) {
            effects.put(retry, effect);
        }
    }

    /** Notes those that a change adds, once all of the batch are added to it. */
    void settle(RecordChange change) {
        ContentKey effective = change.afterKey();
        for (FactRow row : change.added().values()) {
            note(row, row.content().key().equals(effective) ? RetryEffect.COUNTS : RetryEffect.NEWER_REVISION);
        }
    }

    /** In the transaction that stores the records. */
    void store(Connection connection) throws SQLException {
        for (Map.Entry<UUID, RetryEffect> effect : effects.entrySet()) {
            Outbox.add(
                    connection,
                    Topics.RETRY_OUTCOMES,
                    effect.getKey().toString(),
                    json(new RetryOutcome.Stored(effect.getKey(), effect.getValue())));
        }
    }

    private static String json(RetryOutcome outcome) {
        try {
            return Json.MAPPER.writerFor(RetryOutcome.class).writeValueAsString(outcome);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The outcome of a retry cannot be written", e);
        }
    }
}
