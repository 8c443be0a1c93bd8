package sla.ingest.event;

import java.time.Duration;
import java.time.Instant;

/**
 * How far from the present an event may be. A time exactly at a limit is accepted.
 *
 * @param earliest nothing happened before this
 * @param latestAhead how long after its arrival at the broker something may claim to have happened
 */
public record TimeLimits(Instant earliest, Duration latestAhead) {}
