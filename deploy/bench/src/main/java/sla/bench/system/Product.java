package sla.bench.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import sla.model.json.Json;

/**
 * Everything that {@code ./sla up} starts, started by just that: broker, database and services run with the options that
 * users get, and a change of these is measured without a change here.
 */
public final class Product implements Services, AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration STOP_LIMIT = Duration.ofMinutes(2);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final String BROKER = "kafka";

    private final Installation installation;
    private final Process launcher;
    private final Thread hook;
    private final RestClient contractService;
    private final RestClient evaluator;
    private final RestClient ingest;

    private Product(Installation installation, Ports ports, Process launcher) {
        this.installation = installation;
        this.launcher = launcher;
        this.contractService = new RestClient(ports.contract());
        this.evaluator = new RestClient(ports.evaluator());
        this.ingest = new RestClient(ports.ingest());
        this.hook = new Thread(this::stop, "stop-product");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Returns when the processes are on their way; {@link #awaitReady} when they can be used. */
    public static Product start(Installation installation, Ports ports) {
        ProcessBuilder builder = new ProcessBuilder(
                        installation.root().resolve("sla").toString(),
                        "up",
                        "--no-sample",
                        "--contract-port",
                        Integer.toString(ports.contract()),
                        "--evaluator-port",
                        Integer.toString(ports.evaluator()),
                        "--ingest-port",
                        Integer.toString(ports.ingest()),
                        "--kafka-port",
                        Integer.toString(ports.kafka()),
                        "--database-port",
                        Integer.toString(ports.database()))
                .redirectErrorStream(true)
                .redirectInput(Redirect.from(new java.io.File("/dev/null")))
                .redirectOutput(log(installation).toFile());
        builder.environment().put("SLA_FOLDER", installation.folder().toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        try {
            return new Product(installation, ports, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start the product", e);
        }
    }

    @Override
    public RestClient contractService() {
        return contractService;
    }

    @Override
    public RestClient evaluator() {
        return evaluator;
    }

    @Override
    public RestClient ingest() {
        return ingest;
    }

    /** Returns when all three services are ready. */
    public void awaitReady() {
        for (RestClient service : new RestClient[] {ingest, evaluator, contractService}) {
            Waiting.until("the product is not ready", START_LIMIT, LOOK_EVERY, () -> {
                requireAlive();
                return service.isReady();
            });
        }
    }

    /** Process ids by name, as the launcher wrote them down; the broker lives in the launcher. */
    public Map<String, Long> processes() {
        try {
            JsonNode run = Json.MAPPER.readTree(
                    Files.readAllBytes(installation.folder().resolve("running.json")));
            Map<String, Long> processes = new LinkedHashMap<>();
            run.get("parts").forEach(part -> {
                String name = part.get("name").textValue();
                processes.put(
                        name.equals(BROKER) ? "broker" : name, part.get("pid").longValue());
            });
            return processes;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read what the launcher started", e);
        }
    }

    public void requireAlive() {
        if (!launcher.isAlive()) {
            throw new BenchException("The product has ended; see " + log(installation) + " and the logs beside it");
        }
    }

    @Override
    public void close() {
        stop();
        Runtime.getRuntime().removeShutdownHook(hook);
    }

    private synchronized void stop() {
        launcher.destroy();
        try {
            if (!launcher.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new BenchException("The product does not stop; see " + log(installation));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted", e);
        }
    }

    private static Path log(Installation installation) {
        return installation.folder().resolve("up.log");
    }
}
