package sla.evaluator.count;

/**
 * How much of the facts is in memory at a time, however many there are. Batches go on meanwhile and need most of it.
 *
 * @param bytesInMemory of each of the threads that read facts; what is more goes to a temporary file
 * @param mostEntries of several series that are compared together
 * @param mostEntriesAtOnce of a few series that have more; these are compared in parts, by time
 */
record RecountLimits(long bytesInMemory, int mostEntries, int mostEntriesAtOnce) {
    static final RecountLimits USUAL = new RecountLimits(24 << 20, 32_000, 128_000);
}
