package sla.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A Kafka broker with its controller in this JVM, on the loopback address alone. Started again on the same folder, after
 * a clean stop or a kill, it goes on with its topics.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final int NODE = 1;

    private final Folder folder;
    private final int port;
    private final KafkaRaftServer server;
    private boolean stopped;

    private EmbeddedKafka(Folder folder, int port, Map<String, String> overrides) {
        this.folder = folder;
        this.port = port;
        Path data = folder.path().resolve("data");
        Properties properties = properties(data, port);
        properties.putAll(overrides);
        KafkaConfig config = KafkaConfig.fromProps(properties, false);
        format(config, data);
        server = new KafkaRaftServer(config, Time.SYSTEM);
        server.startup();
    }

    /** On a free port and in a folder that is deleted afterwards. */
    public static EmbeddedKafka temporary() {
        return start(Folder.temporary("kafka"), FreePort.choose(), Map.of());
    }

    /** On this port, with its data kept in the folder. */
    public static EmbeddedKafka start(Path folder, int port) {
        return start(folder, port, Map.of());
    }

    /**
     * On this port, with its data kept in the folder.
     *
     * @param overrides Kafka's own broker properties, stronger than the ones set here
     */
    public static EmbeddedKafka start(Path folder, int port, Map<String, String> overrides) {
        return start(Folder.kept(folder), port, overrides);
    }

    private static EmbeddedKafka start(Folder folder, int port, Map<String, String> overrides) {
        try {
            return new EmbeddedKafka(folder, port, overrides);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    public int port() {
        return port;
    }

    /** For {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return HOST + ":" + port;
    }

    /** Returns when all logs are flushed and closed. */
    @Override
    public synchronized void close() {
        if (stopped) {
            return;
        }
        stopped = true;
        server.shutdown();
        server.awaitShutdown();
        folder.close();
    }

    private static Properties properties(Path data, int port) {
        int controllerPort = FreePort.choose();
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "process.roles", "broker,controller",
                "node.id", Integer.toString(NODE),
                "log.dirs", data.toString(),
                "listeners", "BROKER://" + HOST + ":" + port + ",CONTROLLER://" + HOST + ":" + controllerPort,
                "listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name", "BROKER",
                "controller.listener.names", "CONTROLLER",
                "controller.quorum.voters", NODE + "@" + HOST + ":" + controllerPort,
                "metric.reporters", ""));
        properties.putAll(Map.of(
                // The event's own time would let retention delete late events before anyone has read them.
                "log.message.timestamp.type", "LogAppendTime",
                "auto.create.topics.enable", "false",
                "num.partitions", "4",
                "default.replication.factor", "1",
                "min.insync.replicas", "1",
                "log.retention.hours", "720",
                // Not shorter than the logs are kept: a group whose offsets expire reads everything again.
                "offsets.retention.minutes", Integer.toString(720 * 60),
                "group.initial.rebalance.delay.ms", "0",
                "transaction.max.timeout.ms", "60000"));
        properties.putAll(oneSmallMachine());
        return properties;
    }

    private static Map<String, String> oneSmallMachine() {
        return Map.ofEntries(
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "4"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "4"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.num.partitions", "1"),
                Map.entry("log.segment.bytes", Integer.toString(128 << 20)),
                Map.entry("log.index.size.max.bytes", Integer.toString(1 << 20)),
                Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(16 << 20)),
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "4"));
    }

    /** Gives the folder its cluster id, which must stay the same: Kafka refuses data of another cluster. */
    private static void format(KafkaConfig config, Path data) {
        try {
            Files.createDirectories(data);
            new Formatter()
                    .setClusterId(clusterId(data))
                    .setNodeId(NODE)
                    .setIgnoreFormatted(true)
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(config.metadataLogDir())
                    .addDirectory(data.toString())
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare " + data + " for Kafka", e);
        } catch (Exception e) {
            throw new IllegalStateException("Cannot prepare " + data + " for Kafka: " + e.getMessage(), e);
        }
    }

    private static String clusterId(Path data) throws IOException {
        // Written last, so a format that was interrupted is done again.
        Path file = data.resolve("meta.properties");
        if (!Files.exists(file)) {
            return Uuid.randomUuid().toString();
        }
        Properties meta = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            meta.load(reader);
        }
        return meta.getProperty("cluster.id", Uuid.randomUuid().toString());
    }
}
