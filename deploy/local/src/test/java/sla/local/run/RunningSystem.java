package sla.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import sla.embedded.EmbeddedDatabase;
import sla.embedded.FreePort;
import sla.local.replay.SourceTopic;
import sla.local.state.Installation;

/**
 * The whole product as {@code ./sla up} runs it: the built services in JVMs of their own, a broker and a database that
 * nobody else uses, all on free ports and in a folder of their own.
 */
public final class RunningSystem implements AutoCloseable {
    /** Of the repository; tests run in the folder of their module, {@code deploy/local}. */
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final int LOG_LINES = 15;

    private final Installation installation;
    private final RunningParts parts;
    private final Map<Service, ServicePart> services = new EnumMap<>(Service.class);
    private final String kafka;

    private RunningSystem(Path folder) {
        installation = new Installation(ROOT, folder);
        installation.create();
        parts = new RunningParts(installation, new PrintStream(System.err, true, StandardCharsets.UTF_8));
        try {
            kafka = parts.start(() -> KafkaPart.start(installation.data(KafkaPart.NAME), FreePort.choose()))
                    .running()
                    .address();
            startServices();
            await("all services are ready", () -> services.values().stream().allMatch(ServicePart::isReady));
        } catch (RuntimeException | AssertionError e) {
            parts.stop();
            throw e;
        }
    }

    /** Starts everything; returns when every service says that it is ready. */
    public static RunningSystem start(Path folder) {
        return new RunningSystem(folder);
    }

    private void startServices() {
        Path log = LogFile.fresh(installation.log(DatabasePart.NAME));
        DatabasePart database =
                parts.start(() -> DatabasePart.start(installation.data(DatabasePart.NAME), FreePort.choose(), log));
        Servers servers = new Servers(kafka, database.jdbcUrl(), EmbeddedDatabase.NAME, null);
        for (Service service : Service.values()) {
            assertThat(service.jar(ROOT))
                    .as("%s must be built before: mvn -pl %s -am package", service.label(), service.label())
                    .exists();
            services.put(
                    service, parts.start(() -> ServicePart.start(service, installation, servers, FreePort.choose())));
        }
    }

    /** For {@code bootstrap.servers}. */
    public String kafka() {
        return kafka;
    }

    public RestClient contractService() {
        return client(Service.CONTRACT_SERVICE);
    }

    public RestClient evaluator() {
        return client(Service.EVALUATOR);
    }

    public RestClient ingest() {
        return client(Service.INGEST);
    }

    private RestClient client(Service service) {
        return new RestClient(services.get(service).baseUrl());
    }

    public void registerVendor(String id) {
        contractService().put("/v1/vendors/" + id, """
                {"name": "%s", "sourcingForm": "onshore", "legalName": "%s B.V."}""".formatted(id, id));
    }

    /** Returns when the source may send: what comes before is rejected. */
    public void registerSource(String id, String vendor, String... types) {
        String quoted =
                java.util.Arrays.stream(types).map(type -> '"' + type + '"').collect(Collectors.joining(", "));
        contractService().put("/v1/sources/" + id, """
                {"title": "%s", "vendors": ["%s"], "types": [%s], "clockResolution": "PT1S"}""".formatted(id, vendor, quoted));
        await("source " + id + " may send", () -> {
            RestClient.Answer intake = ingest().get("/v1/intake/" + id);
            return intake.status() == 200
                    && intake.json().path("registered").booleanValue()
                    && SourceTopic.exists(kafka, id);
        });
    }

    public void await(String what, BooleanSupplier condition) {
        await(() -> what, condition);
    }

    /**
     * Waits for a condition; fails at once if a service has ended.
     *
     * @param what is waited for, and how it stands when the wait is over
     */
    public void await(Supplier<String> what, BooleanSupplier condition) {
        try {
            Awaitility.await()
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(LOOK_EVERY)
                    .atMost(LIMIT)
                    .until(() -> {
                        boolean holds = condition.getAsBoolean();
                        parts.failure().filter(_ -> !holds).ifPresent(failure -> {
                            throw new AssertionError(failure.part() + ": " + failure.reason() + logs());
                        });
                        return holds;
                    });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("Not within " + LIMIT.toSeconds() + " s: " + what.get() + logs(), e);
        }
    }

    private String logs() {
        return services.keySet().stream()
                .map(service -> "\n--- " + service.label() + "\n"
                        + String.join("\n", LogFile.lastLines(installation.log(service.label()), LOG_LINES)))
                .collect(Collectors.joining());
    }

    @Override
    public void close() {
        parts.stop();
    }
}
