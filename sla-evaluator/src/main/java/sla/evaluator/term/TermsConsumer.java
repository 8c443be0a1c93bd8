package sla.evaluator.term;

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
import sla.model.term.Term;

/** Reads terms. All are read again at each start: storing one twice changes nothing. */
@ApplicationScoped
public class TermsConsumer {
    private static final Logger LOG = Logger.getLogger(TermsConsumer.class);

    private final TermTable terms;
    private final RetryInPlace retry;

    TermsConsumer(TermTable terms, RetryInPlace retry) {
        this.terms = terms;
        this.retry = retry;
    }

    @Incoming("terms")
    @Blocking
    void on(ConsumerRecords<String, byte[]> messages) {
        for (ConsumerRecord<String, byte[]> message : messages) {
            retry.until("terms", () -> store(message));
        }
    }

    private void store(ConsumerRecord<String, byte[]> message) throws SQLException {
        if (message.value() == null) {
            return;
        }
        try {
            terms.store(Json.MAPPER.readValue(message.value(), Term.class));
        } catch (IOException | IllegalArgumentException e) {
            LOG.errorf("Term %s cannot be read and is left out: %s", message.key(), e.getMessage());
        }
    }
}
