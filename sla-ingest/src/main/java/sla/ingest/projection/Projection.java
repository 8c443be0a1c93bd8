package sla.ingest.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A table that is made of a topic. */
public interface Projection {
    String name();

    String topic();

    String group();

    /** Whether storing a message a second time changes nothing. */
    boolean repeatable();

    /**
     * Stores the messages in the caller's transaction, which also moves the positions on.
     *
     * @param messages in order within each partition; none that is stored already
     */
    void store(Connection connection, List<ConsumerRecord<String, byte[]>> messages) throws SQLException;
}
