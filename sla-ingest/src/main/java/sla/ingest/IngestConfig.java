package sla.ingest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.Instant;

/** The settings of this service. Their defaults suit one machine. */
@ConfigMapping(prefix = "sla.ingest")
public interface IngestConfig {
    /** Names this process among its replicas. Two with one name would keep throwing each other out. */
    @WithDefault("ingest-1")
    String instance();

    /** What is older is rejected. */
    @WithDefault("1990-01-01T00:00:00Z")
    Instant earliest();

    /** What claims to happen later than this after its arrival is rejected. */
    @WithDefault("24h")
    Duration latestAhead();

    /** Different names per source and dimension. */
    @WithDefault("1000")
    int mostValues();

    /** Partitions of a new source's input topic. */
    @WithDefault("4")
    int sourcePartitions();

    /** Partitions of the output topics, where this service creates them. */
    @WithDefault("4")
    int outputPartitions();

    /** How long the start waits for the broker. */
    @WithDefault("60s")
    Duration brokerWait();

    /** How long work may fail before the service says that it is not ready. */
    @WithDefault("30s")
    Duration failingLimit();

    /** How long rejections, which may hold personal data, are kept. */
    @WithDefault("30d")
    Duration rejectionsKept();

    /**
     * True for one start after Kafka has lost or deleted messages that were not stored: the tables go on with what is
     * left.
     */
    @WithDefault("false")
    boolean acceptLogLoss();
}
