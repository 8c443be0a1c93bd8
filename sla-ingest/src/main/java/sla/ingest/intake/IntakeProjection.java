package sla.ingest.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import sla.ingest.projection.Projection;
import sla.model.Topics;
import sla.model.json.Json;

/** Sums up the summaries. Each must come once, which its position in the same transaction sees to. */
@ApplicationScoped
public class IntakeProjection implements Projection {
    private static final Logger LOG = Logger.getLogger(IntakeProjection.class);

    @Override
    public String name() {
        return "intake";
    }

    @Override
    public String topic() {
        return Topics.INTAKE;
    }

    @Override
    public String group() {
        return "sla-ingest-intake";
    }

    @Override
    public boolean repeatable() {
        return false;
    }

    @Override
    public void store(Connection connection, List<ConsumerRecord<String, byte[]>> messages) throws SQLException {
        Map<String, IntakeSummary> sums = new TreeMap<>();
        messages.forEach(message -> add(message, sums));
        for (IntakeSummary sum : sums.values()) {
            new IntakeTable(connection).add(sum);
        }
    }

    private static void add(ConsumerRecord<String, byte[]> message, Map<String, IntakeSummary> sums) {
        try {
            IntakeSummary summary = Json.MAPPER.readValue(message.value(), IntakeSummary.class);
            sums.merge(summary.source(), summary, IntakeSummary::plus);
        } catch (IOException e) {
            LOG.errorf(
                    "The summary at %s-%d@%d cannot be read and is left out",
                    message.topic(), message.partition(), message.offset());
        }
    }
}
