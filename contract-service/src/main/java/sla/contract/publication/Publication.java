package sla.contract.publication;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
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
        try {
            byte[] json = Json.MAPPER.writeValueAsBytes(value);
            session.doWork(connection -> Outbox.add(connection, topic, key, json));
            added.fire(new Added());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) Added event) {
        publisher.wake();
    }

    record Added() {}
}
