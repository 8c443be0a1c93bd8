package sla.evaluator.stream;

import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import sla.runtime.topic.PartitionLog;

/**
 * The stored position lies outside the log: Kafka deleted records before they were stored, or lost its end and gives
 * the same offsets to other records. Going on would lose or hide records, so somebody must decide.
 */
final class LogLossException extends RuntimeException {
    private static final Logger LOG = Logger.getLogger(LogLossException.class);

    private final String loss;

    LogLossException(TopicPartition partition, PartitionLog log, long next) {
        this(text(partition, log, next), log.beginning());
    }

    private LogLossException(String loss, long beginning) {
        super(loss + " The partition waits. Mend Kafka, or start once with sla.evaluator.accept-log-loss=true to"
                + " read again from offset " + beginning + ".");
        this.loss = loss;
    }

    private static String text(TopicPartition partition, PartitionLog log, long next) {
        String state = partition + " is stored up to offset " + next + ", but Kafka has " + log.beginning() + " to "
                + log.end() + ": ";
        return state
                + (next > log.end()
                        ? "it has lost the end of its log."
                        : "it has deleted records before they were stored.");
    }

    /** Says what is given up. */
    void accepted() {
        LOG.warnf("%s This is accepted, and the log is read from its beginning: what is stored counts once.", loss);
    }
}
