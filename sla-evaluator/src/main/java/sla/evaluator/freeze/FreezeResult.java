package sla.evaluator.freeze;

/** What came of the command to freeze a period. */
sealed interface FreezeResult {
    record Created(StoredFreeze freeze) implements FreezeResult {}

    /** The same command was carried out before. */
    record Repeated(StoredFreeze freeze) implements FreezeResult {}

    /** What is kept does not allow it. */
    record Conflict(String sentence) implements FreezeResult {}

    /** There is nothing of that kind to be frozen. */
    record NoSuchPeriod(String sentence) implements FreezeResult {}
}
