package sla.evaluator.tally;

import org.jspecify.annotations.Nullable;

/**
 * Contacts that are looked at together.
 *
 * @param source whose pseudonym the key is; null for the id of a journey, which is the same for all sources
 */
record Group(@Nullable String source, String key) {}
