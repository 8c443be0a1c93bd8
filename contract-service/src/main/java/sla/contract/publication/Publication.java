package sla.contract.publication;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.Arrays;
import java.util.Map;
import org.hibernate.Session;
import sla.model.json.Json;
import sla.runtime.outbox.Outbox;
import sla.runtime.outbox.OutboxPublisher;

/** Puts messages into the outbox: they leave if, and only if, the caller's transaction commits. */
@ApplicationScoped
public class Publication {
    private final Session session;
    private final Event<Added> added;
    private final OutboxPublisher publisher;

    Publication(Session session, Event<Added> added, OutboxPublisher publisher) {
        this.session = session;
        this.added = added;
        this.publisher = publisher;
    }

    /** Needs a transaction. */
    public void add(String topic, String key, Object value) {
        byte[] json = json(value);
        session.doWork(connection -> Outbox.add(connection, topic, key, json));
        added.fire(new Added());
    }

    /**
     * Adds the message unless it is what the topic has.
     *
     * @param published the topic's messages by key
     */
    public boolean addIfMissing(Map<String, byte[]> published, String topic, String key, Object value) {
        if (Arrays.equals(published.get(key), json(value))) {
            return false;
        }
        add(topic, key, value);
        return true;
    }

    private static byte[] json(Object value) {
        try {
            return Json.MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) Added event) {
        publisher.wake();
    }

    record Added() {}
}
