package sla.ingest.event;

import java.time.Instant;
import sla.model.event.InputPosition;

/**
 * One message of an input topic, not yet looked into.
 *
 * @param source the source whose topic it came in by, registered or not
 * @param receivedAt when the broker appended it
 */
public record ReceivedMessage(String source, InputPosition input, Instant receivedAt, MessageValue value) {}
