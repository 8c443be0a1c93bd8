package sla.ingest.stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import sla.ingest.intake.IntakeSummary;
import sla.ingest.source.SourceTable;

/** How the batch in hand is doing, for health, metrics and the log. */
@ApplicationScoped
public class BatchProgress {
    private static final Logger LOG = Logger.getLogger(BatchProgress.class);
    private static final Duration FENCING_WINDOW = Duration.ofMinutes(1);
    private static final int FENCINGS_TOLERATED = 2;

    private final Clock clock;
    private final MeterRegistry metrics;
    private final SourceTable sources;
    private final Timer duration;
    private final Deque<Instant> fencings = new ArrayDeque<>();
    private @Nullable Instant inHandSince;
    private @Nullable String failure;

    BatchProgress(Clock clock, MeterRegistry metrics, SourceTable sources) {
        this.clock = clock;
        this.metrics = metrics;
        this.sources = sources;
        this.duration = metrics.timer("sla.ingest.batch");
    }

    /** Called at every attempt; the first one of a batch counts. */
    synchronized void started() {
        if (inHandSince == null) {
            inHandSince = clock.instant();
        }
    }

    synchronized void succeeded() {
        if (failure != null) {
            LOG.info("The batch that failed is written");
        }
        if (inHandSince != null) {
            duration.record(Duration.between(inHandSince, clock.instant()));
        }
        inHandSince = null;
        failure = null;
    }

    /** The batch's partitions belong to another generation; whoever owns them now reads it again. */
    synchronized void dropped() {
        metrics.counter("sla.ingest.batches.dropped").increment();
        inHandSince = null;
        failure = null;
    }

    synchronized void failed(Exception cause) {
        metrics.counter("sla.ingest.batch.failures").increment();
        if (isFencing(cause)) {
            fencings.addLast(clock.instant());
        }
        if (failure == null) {
            LOG.warnf("A batch waits and is tried again, nothing is lost: %s", describe(cause));
        }
        failure = describe(cause);
    }

    synchronized void wrote(BatchResults results) {
        for (IntakeSummary summary : results.summaries()) {
            String source = label(summary.source());
            metrics.counter("sla.ingest.accepted", "source", source).increment((double) summary.accepted());
            summary.reasons()
                    .forEach((reason, count) -> metrics.counter(
                                    "sla.ingest.rejected", "source", source, "reason", reason.name())
                            .increment((double) count));
            retried(source, "accepted", summary.acceptedByRetry());
        }
        results.retriesRejected().forEach((source, count) -> retried(label(source), "rejected", count));
    }

    private void retried(String source, String outcome, long count) {
        if (count > 0) {
            metrics.counter("sla.ingest.retried", "source", source, "outcome", outcome)
                    .increment((double) count);
        }
    }

    /** Anybody who may write a topic can invent a source; metrics must not grow by it. */
    private String label(String source) {
        return sources.current().containsKey(source) ? source : "unregistered";
    }

    /** Why the batch in hand has been failing, if it has been in hand for longer than that; else null. */
    synchronized @Nullable String failingFor(Duration limit) {
        if (inHandSince == null || !inHandSince.isBefore(clock.instant().minus(limit))) {
            return null;
        }
        return "a batch has been in hand since " + inHandSince + ": " + (failure == null ? "no answer yet" : failure);
    }

    /** Whether somebody keeps taking over this process's transactional id. One take-over is a slow moment of ours. */
    synchronized boolean fencedRepeatedly() {
        Instant start = clock.instant().minus(FENCING_WINDOW);
        while (!fencings.isEmpty() && fencings.getFirst().isBefore(start)) {
            fencings.removeFirst();
        }
        return fencings.size() > FENCINGS_TOLERATED;
    }

    private static boolean isFencing(@Nullable Throwable cause) {
        return cause != null
                && (cause instanceof ProducerFencedException
                        || cause instanceof InvalidProducerEpochException
                        || isFencing(cause.getCause()));
    }

    private static String describe(Exception cause) {
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }
}
