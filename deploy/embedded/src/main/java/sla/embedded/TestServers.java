package sla.embedded;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * One broker and one database for all tests of a JVM, each started when first asked for and stopped with the JVM.
 *
 * <p>A Quarkus test resource needs no more than
 *
 * <pre>{@code
 * public Map<String, String> start() {
 *     return Map.of(
 *             "kafka.bootstrap.servers", TestServers.bootstrapServers(),
 *             "quarkus.datasource.jdbc.url", TestServers.freshDatabase(),
 *             "quarkus.datasource.username", EmbeddedDatabase.NAME);
 * }
 * }</pre>
 */
public final class TestServers {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestServers() {}

    public static EmbeddedKafka kafka() {
        return Kafka.SHARED;
    }

    public static EmbeddedDatabase database() {
        return Database.SHARED;
    }

    public static String bootstrapServers() {
        return kafka().bootstrapServers();
    }

    /** Creates a database that no other test of this JVM uses and returns its address. */
    public static String freshDatabase() {
        return database().createDatabase("test_" + DATABASES.incrementAndGet());
    }

    private static <S extends AutoCloseable> S stoppedWithTheJvm(String name, S server) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(name, server), "stop-" + name));
        return server;
    }

    private static void stop(String name, AutoCloseable server) {
        try {
            server.close();
        } catch (Exception e) {
            System.err.println("The shared " + name + " did not stop: " + e.getMessage());
        }
    }

    private static final class Kafka {
        static final EmbeddedKafka SHARED = stoppedWithTheJvm("broker", EmbeddedKafka.temporary());
    }

    private static final class Database {
        static final EmbeddedDatabase SHARED = stoppedWithTheJvm("database", EmbeddedDatabase.temporary());
    }
}
