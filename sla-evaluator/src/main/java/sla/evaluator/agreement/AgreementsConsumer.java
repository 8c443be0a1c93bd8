package sla.evaluator.agreement;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.SQLException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import sla.evaluator.stream.RetryInPlace;
import sla.model.agreement.Agreement;
import sla.model.json.Json;

/** Reads active agreement versions. All are read again at each start: storing one twice changes nothing. */
@ApplicationScoped
public class AgreementsConsumer {
    private static final Logger LOG = Logger.getLogger(AgreementsConsumer.class);

    private final AgreementTable agreements;
    private final RetryInPlace retry;

    AgreementsConsumer(AgreementTable agreements, RetryInPlace retry) {
        this.agreements = agreements;
        this.retry = retry;
    }

    @Incoming("agreements")
    @Blocking
    void on(ConsumerRecords<String, byte[]> messages) {
        for (ConsumerRecord<String, byte[]> message : messages) {
            retry.until("agreements", () -> store(message));
        }
    }

    private void store(ConsumerRecord<String, byte[]> message) throws SQLException {
        if (message.value() == null) {
            return;
        }
        try {
            agreements.store(Json.MAPPER.readValue(message.value(), Agreement.class));
        } catch (IOException | IllegalArgumentException e) {
            LOG.errorf("Agreement %s cannot be read and is left out: %s", message.key(), e.getMessage());
        }
    }
}
