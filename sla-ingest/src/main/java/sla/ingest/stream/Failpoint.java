package sla.ingest.stream;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;

/** Places at which tests let the process fail. In production nothing happens at them. */
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

    @DefaultBean
    @ApplicationScoped
    class None implements Failpoint {
        @Override
        public void reached(Step step) {}
    }
}
