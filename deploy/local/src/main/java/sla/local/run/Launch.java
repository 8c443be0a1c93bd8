package sla.local.run;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import sla.local.run.RunningParts.Failure;
import sla.local.run.RunningParts.StoppingException;
import sla.local.sample.SampleLoad;
import sla.local.state.Installation;
import sla.local.state.RunningPart;

/** One run of everything, from the first start to the end of the last process. */
final class Launch {
    private static final Duration READY_LIMIT = Duration.ofMinutes(3);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    /** A Ctrl-C reaches the services at the same moment as us: their end is then no failure, once we know. */
    private static final Duration BENEFIT_OF_DOUBT = Duration.ofSeconds(1);

    private static final int LINES_LOOKED_AT = 500;
    private static final int LINES_SHOWN = 15;
    private static final Pattern STACK_FRAME = Pattern.compile("\\s+(at |\\.\\.\\. \\d+ more)");

    private final Installation installation;
    private final Ports ports;
    private final Borrowed borrowed;
    private final boolean withSample;
    private final Clock clock;
    private final PrintStream out;
    private final RunningParts parts;
    private final Instant began;

    Launch(
            Installation installation,
            Ports ports,
            Borrowed borrowed,
            boolean withSample,
            Clock clock,
            PrintStream out) {
        this.installation = installation;
        this.ports = ports;
        this.borrowed = borrowed;
        this.withSample = withSample;
        this.clock = clock;
        this.out = out;
        this.parts = new RunningParts(installation, out);
        this.began = clock.instant();
    }

    /** Returns the exit code when a part failed; otherwise a signal ends the JVM while this waits. */
    int run() {
        Runtime.getRuntime().addShutdownHook(new Thread(parts::stop, "stop-all"));
        try {
            Servers servers = startServers();
            List<ServicePart> services = startServices(servers);
            awaitReady(services);
            announce(servers, services);
            loadSample(servers, services);
            watch();
            return 0;
        } catch (StoppingException _) {
            return 0;
        } catch (FailedPartException e) {
            report(e.failure);
            parts.stop();
            return 1;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static final class FailedPartException extends Exception {
        private final transient Failure failure;

        FailedPartException(Failure failure) {
            this.failure = failure;
        }
    }

    private Servers startServers() throws FailedPartException {
        if (borrowed.kafka() != null) {
            parts.borrow(RunningPart.borrowed(KafkaPart.NAME, borrowed.kafka()));
        }
        if (borrowed.jdbcUrl() != null) {
            parts.borrow(RunningPart.borrowed(DatabasePart.NAME, databaseAddress(borrowed.jdbcUrl())));
        }
        CompletableFuture<String> database = CompletableFuture.supplyAsync(this::database);
        CompletableFuture<String> kafka = CompletableFuture.supplyAsync(this::kafka);
        String jdbcUrl = await(DatabasePart.NAME, database);
        return new Servers(await(KafkaPart.NAME, kafka), jdbcUrl, borrowed.user(), borrowed.password());
    }

    private String kafka() {
        if (borrowed.kafka() != null) {
            return borrowed.kafka();
        }
        KafkaPart part = parts.start(() -> KafkaPart.start(installation.data(KafkaPart.NAME), ports.kafka));
        tellReady(part.running());
        return part.running().address();
    }

    private String database() {
        if (borrowed.jdbcUrl() != null) {
            return borrowed.jdbcUrl();
        }
        Path log = LogFile.fresh(installation.log(DatabasePart.NAME));
        DatabasePart part =
                parts.start(() -> DatabasePart.start(installation.data(DatabasePart.NAME), ports.database, log));
        tellReady(part.running());
        return part.jdbcUrl();
    }

    private String await(String part, CompletableFuture<String> start) throws FailedPartException {
        try {
            return start.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StoppingException stopping) {
                throw stopping;
            }
            throw new FailedPartException(new Failure(part, reason(e)));
        }
    }

    private static String reason(CompletionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    private List<ServicePart> startServices(Servers servers) {
        List<ServicePart> services = new ArrayList<>();
        for (Service service : Service.values()) {
            services.add(parts.start(() -> ServicePart.start(service, installation, servers, ports.of(service))));
        }
        return services;
    }

    private void awaitReady(List<ServicePart> services) throws FailedPartException, InterruptedException {
        List<ServicePart> waiting = new ArrayList<>(services);
        Instant limit = clock.instant().plus(READY_LIMIT);
        while (!waiting.isEmpty()) {
            requireHealth();
            waiting.stream().filter(ServicePart::isReady).toList().forEach(service -> {
                waiting.remove(service);
                tellReady(service.running());
            });
            if (!waiting.isEmpty() && clock.instant().isAfter(limit)) {
                throw new FailedPartException(new Failure(
                        waiting.getFirst().service().label(),
                        "it was not ready within " + READY_LIMIT.toMinutes() + " minutes"));
            }
            Thread.sleep(LOOK_EVERY);
        }
    }

    private void loadSample(Servers servers, List<ServicePart> services) {
        SampleLoad sample = new SampleLoad(
                installation,
                url(services, Service.CONTRACT_SERVICE),
                url(services, Service.INGEST),
                servers.kafka(),
                clock,
                out);
        if (withSample && !sample.isDone()) {
            sample.run();
        }
    }

    private void watch() throws FailedPartException, InterruptedException {
        while (true) {
            requireHealth();
            Thread.sleep(LOOK_EVERY);
        }
    }

    private void requireHealth() throws FailedPartException, InterruptedException {
        Optional<Failure> failure = parts.failure();
        if (failure.isPresent()) {
            Thread.sleep(BENEFIT_OF_DOUBT);
            if (parts.isStopping()) {
                throw new StoppingException();
            }
            throw new FailedPartException(failure.get());
        }
    }

    private void report(Failure failure) {
        Path log = installation.log(failure.part());
        out.println(failure.part() + " failed: " + failure.reason());
        List<String> said = LogFile.lastLines(log, LINES_LOOKED_AT).stream()
                .filter(line -> !line.isBlank() && !STACK_FRAME.matcher(line).lookingAt())
                .toList();
        if (!said.isEmpty()) {
            out.println("The end of its log " + log + ":");
            said.subList(Math.max(0, said.size() - LINES_SHOWN), said.size())
                    .forEach(line -> out.println("  | " + line));
        }
    }

    private synchronized void tellReady(RunningPart part) {
        out.printf("  %-17s ready at %s (%s)%n", part.name(), part.address(), sinceStart());
    }

    private String sinceStart() {
        Duration took = Duration.between(began, clock.instant());
        return String.format(Locale.ROOT, "%d.%d s", took.toSeconds(), took.toMillisPart() / 100);
    }

    private void announce(Servers servers, List<ServicePart> services) {
        out.println();
        out.println("Everything is ready after " + sinceStart() + ". Ctrl-C stops it.");
        out.println();
        services.forEach(service -> out.printf(
                "  %-17s %-25s %s%n",
                service.service().label(), service.baseUrl(), service.service().offers()));
        out.printf("  %-17s %s%n", "Kafka", servers.kafka());
        out.printf("  %-17s %s (user %s)%n", "PostgreSQL", servers.jdbcUrl(), servers.user());
        out.println();
        out.println("  Each service describes itself under /q/openapi. Logs: ./sla logs SERVICE");
        Arrays.asList(
                        "curl " + url(services, Service.CONTRACT_SERVICE) + "/v1/statements",
                        "curl " + url(services, Service.CONTRACT_SERVICE) + "/v1/penalties",
                        "curl " + url(services, Service.INGEST) + "/v1/intake")
                .forEach(example -> out.println("  " + example));
        out.println();
    }

    private static String url(List<ServicePart> services, Service wanted) {
        return services.stream()
                .filter(part -> part.service() == wanted)
                .map(ServicePart::baseUrl)
                .findFirst()
                .orElseThrow();
    }

    private static String databaseAddress(String jdbcUrl) {
        String rest = jdbcUrl.substring("jdbc:postgresql://".length());
        String address = rest.substring(0, rest.indexOf('/'));
        return address.matches(".*:\\d+") ? address : address + ":5432";
    }
}
