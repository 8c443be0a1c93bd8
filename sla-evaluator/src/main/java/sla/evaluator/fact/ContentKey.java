package sla.evaluator.fact;

import java.util.UUID;

/** Which content of a record: its revision, and the hash that tells contents of one revision apart. */
public record ContentKey(long revision, UUID hash) {}
