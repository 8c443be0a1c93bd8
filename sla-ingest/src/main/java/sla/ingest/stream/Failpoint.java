package sla.ingest.stream;

/** Places at which tests and crash trials let the process fail. In production nothing happens at them. */
interface Failpoint {
    enum Step {
        /** Before the messages of a batch are judged. */
        BEFORE_JUDGEMENT,
        /** Results and offsets are sent, the transaction is open. */
        BEFORE_COMMIT,
        /** The transaction is committed, nobody here knows it yet. */
        AFTER_COMMIT
    }

    void reached(Step step);
}
