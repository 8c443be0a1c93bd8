package sla.local.event;

import java.time.Instant;

/**
 * One message for a source's topic.
 *
 * @param key the record's id, so that all revisions of a record share a partition
 * @param due when a real source would have sent it
 * @param value JSON, or what a bad source sends in its place
 */
public record OutgoingEvent(String key, Instant due, String value) {}
