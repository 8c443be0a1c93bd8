package sla.bench.system;

import java.util.List;
import java.util.Map;
import sla.embedded.EmbeddedDatabase;

/** Broker and database alone, on the folders and ports of the product while that is down. */
public final class Servers implements AutoCloseable {
    private final JavaProcess broker;
    private final EmbeddedDatabase database;
    private final Thread hook;

    private Servers(JavaProcess broker, EmbeddedDatabase database) {
        this.broker = broker;
        this.database = database;
        this.hook = new Thread(this::stop, "stop-servers");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    public static Servers start(Installation installation, Ports ports) {
        // As much memory as the launcher has in the script sla, in whose process the product's broker runs.
        JavaProcess broker = JavaProcess.start(
                installation,
                "broker",
                384,
                Broker.class,
                List.of(installation.kafka().toString(), Integer.toString(ports.kafka())));
        broker.await("ready");
        return new Servers(broker, EmbeddedDatabase.start(installation.database(), ports.database()));
    }

    public Map<String, Long> processes() {
        return Map.of("broker", broker.pid(), "database", database.pid());
    }

    public void createDatabase(String name) {
        database.createDatabase(name);
    }

    @Override
    public void close() {
        stop();
        Runtime.getRuntime().removeShutdownHook(hook);
    }

    private synchronized void stop() {
        broker.close();
        database.close();
    }
}
