package sla.evaluator.failpoint;

/** Moments at which tests and crash trials stop the process, because a mistake there would lose or double a record. */
public enum Failpoint {
    AFTER_FACTS,
    AFTER_DELTAS,
    BEFORE_COMMIT,
    AFTER_COMMIT,
    /** The evaluation and its outbox row are committed, the message has not left. */
    BEFORE_PUBLISH,
    /** Some of what is too old is deleted, and not committed. */
    IN_RETENTION
}
