package sla.evaluator.source;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.SQLException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import sla.evaluator.stream.RetryInPlace;
import sla.model.json.Json;
import sla.model.registration.SourceRegistration;

/** Reads registrations of sources; all again at each start, the last one of a source stays. */
@ApplicationScoped
public class SourcesConsumer {
    private static final Logger LOG = Logger.getLogger(SourcesConsumer.class);

    private final SourceTable sources;
    private final RetryInPlace retry;

    SourcesConsumer(SourceTable sources, RetryInPlace retry) {
        this.sources = sources;
        this.retry = retry;
    }

    @Incoming("sources")
    @Blocking
    void on(ConsumerRecords<String, byte[]> messages) {
        for (ConsumerRecord<String, byte[]> message : messages) {
            retry.until("sources", () -> store(message));
        }
    }

    private void store(ConsumerRecord<String, byte[]> message) throws SQLException {
        if (message.value() == null) {
            return;
        }
        try {
            sources.store(Json.MAPPER.readValue(message.value(), SourceRegistration.class));
        } catch (IOException | IllegalArgumentException e) {
            LOG.errorf("Source %s cannot be read and is left out: %s", message.key(), e.getMessage());
        }
    }
}
