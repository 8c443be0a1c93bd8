package sla.bench.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import sla.embedded.EmbeddedDatabase;
import sla.embedded.FreePort;

/**
 * The product as separate processes that can be killed and come again, each on its own port and data. Unlike {@link
 * Product}, which ends as a whole when one of its parts does.
 */
public final class FailingProduct implements Services, AutoCloseable {
    private static final Duration READY_LIMIT = Duration.ofMinutes(4);
    private static final Duration TEND_EVERY = Duration.ofMillis(100);

    private final Installation installation;
    private final Ports ports;
    private final PartLog events;
    private final Map<PartName, Part> parts = new EnumMap<>(PartName.class);
    private final Map<PartName, RestClient> clients = new EnumMap<>(PartName.class);
    private final Thread hook = new Thread(this::stop, "stop-failing-product");
    private volatile boolean stopped;

    private FailingProduct(Installation installation, Ports ports, PartLog events) {
        this.installation = installation;
        this.ports = ports;
        this.events = events;
        server(PartName.BROKER, 384, Broker.class, installation.kafka(), ports.kafka(), List::of);
        server(
                PartName.DATABASE,
                256,
                DatabaseServer.class,
                installation.database(),
                ports.database(),
                this::postmaster);
        service(PartName.CONTRACT_SERVICE, "contract-service", 256, ports.contract());
        service(PartName.INGEST_1, "sla-ingest", 448, ports.ingest());
        service(PartName.INGEST_2, "sla-ingest", 448, FreePort.choose());
        service(PartName.EVALUATOR_1, "sla-evaluator", 640, ports.evaluator());
        service(PartName.EVALUATOR_2, "sla-evaluator", 640, FreePort.choose());
    }

    /** Starts one process of each kind; returns when all services are ready. */
    public static FailingProduct start(Installation installation, Ports ports, PartLog events) {
        FailingProduct product = new FailingProduct(installation, ports, events);
        Runtime.getRuntime().addShutdownHook(product.hook);
        product.parts.values().forEach(part -> Thread.ofPlatform().daemon().start(() -> product.tend(part)));
        try {
            // A start with nothing there is another benchmark's subject: these need the servers.
            product.part(PartName.BROKER).want();
            product.part(PartName.DATABASE).want();
            product.awaitServers();
            for (PartName name : PartName.values()) {
                if (!name.isReplica()) {
                    product.part(name).want();
                }
            }
            product.awaitReady();
            return product;
        } catch (RuntimeException e) {
            product.close();
            throw e;
        }
    }

    public Part part(PartName name) {
        return Objects.requireNonNull(parts.get(name));
    }

    @Override
    public RestClient contractService() {
        return client(PartName.CONTRACT_SERVICE);
    }

    @Override
    public RestClient evaluator() {
        return client(PartName.EVALUATOR_1);
    }

    @Override
    public RestClient ingest() {
        return client(PartName.INGEST_1);
    }

    private RestClient client(PartName name) {
        return Objects.requireNonNull(clients.get(name));
    }

    /** Returns when every service that is wanted says that it is ready. */
    public void awaitReady() {
        clients.forEach((name, client) -> {
            if (part(name).isWanted()) {
                Waiting.until(name + " is not ready", READY_LIMIT, TEND_EVERY, client::isReady);
            }
        });
    }

    private void awaitServers() {
        for (int port : new int[] {ports.kafka(), ports.database()}) {
            Waiting.until("no server listens on port " + port, READY_LIMIT, TEND_EVERY, () -> listens(port));
        }
    }

    private static boolean listens(int port) {
        try (java.net.Socket _ = new java.net.Socket(java.net.InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private void tend(Part part) {
        while (!stopped) {
            part.tend();
            Waiting.pause(TEND_EVERY);
        }
    }

    private void server(
            PartName name, int heap, Class<?> main, Path data, int port, Supplier<List<ProcessHandle>> others) {
        List<String> command = JavaProcess.command(heap, main, List.of(data.toString(), Integer.toString(port)));
        parts.put(name, new Part(name, command, Map.of(), installation.folder(), others, events));
    }

    private void service(PartName name, String module, int heap, int port) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap + "m",
                "-Xms32m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                // Those that are killed every few seconds start more than they work.
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar"));
        Path jar = installation.root().resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new BenchException(jar + " is missing; mvn -pl " + module + " -am package makes it");
        }
        command.add(jar.toString());
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("KAFKA_BOOTSTRAP_SERVERS", ports.bootstrapServers());
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", ports.jdbcUrl(EmbeddedDatabase.NAME));
        environment.put("QUARKUS_DATASOURCE_USERNAME", EmbeddedDatabase.NAME);
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        if (name.kind() == PartName.Kind.INGEST) {
            environment.put("SLA_INGEST_INSTANCE", name.toString());
        }
        parts.put(name, new Part(name, command, environment, installation.folder(), List::of, events));
        clients.put(name, new RestClient(port));
    }

    private List<ProcessHandle> postmaster() {
        try {
            List<String> lines =
                    Files.readAllLines(installation.database().resolve("data").resolve("postmaster.pid"));
            return lines.isEmpty()
                    ? List.of()
                    : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                            .filter(FailingProduct::isPostgres)
                            .map(List::of)
                            .orElse(List.of());
        } catch (IOException | NumberFormatException _) {
            return List.of(); // it is just coming or going
        }
    }

    /** The file of a server that was killed may name a process that is none any more. */
    private static boolean isPostgres(ProcessHandle process) {
        Optional<String> program = process.info().command();
        return program.isPresent() && Path.of(program.get()).endsWith("postgres");
    }

    @Override
    public void close() {
        stop();
        Runtime.getRuntime().removeShutdownHook(hook);
    }

    private synchronized void stop() {
        stopped = true;
        List<PartName> order = new ArrayList<>(List.of(PartName.values()).reversed());
        order.forEach(name -> part(name).resume());
        order.forEach(name -> part(name).leave());
    }
}
