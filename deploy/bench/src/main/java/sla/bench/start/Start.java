package sla.bench.start;

import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import sla.bench.baseline.BareEndpoint;
import sla.bench.load.Lag;
import sla.bench.load.Stage;
import sla.bench.load.Traffic;
import sla.bench.measure.Latencies;
import sla.bench.measure.Output;
import sla.bench.measure.Usage;
import sla.bench.start.StartCommand.Settings;
import sla.bench.system.BenchException;
import sla.bench.system.Installation;
import sla.bench.system.Ports;
import sla.bench.system.Product;
import sla.bench.system.RestClient;
import sla.bench.system.Servers;
import sla.bench.system.Waiting;

/** Starts with an empty folder, starts with what is there, then memory without work and under load. */
final class Start {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final Duration SETTLE = Duration.ofSeconds(10);
    private static final Duration LOOK_AT_MEMORY_EVERY = Duration.ofSeconds(2);
    private static final long FLOOR_KILOBYTES = 400 << 10;

    private static final String ALL = "everything";

    private final Installation installation;
    private final Ports ports;
    private final Settings settings;
    private final Output output;

    Start(Installation installation, Ports ports, Settings settings, PrintStream out) {
        this.installation = installation;
        this.ports = ports;
        this.settings = settings;
        this.output = new Output(out);
    }

    /** Always true: there is nothing to be wrong but what throws. */
    boolean run() {
        long first = start(new LinkedHashMap<>());
        Map<String, Latencies> ready = new LinkedHashMap<>();
        for (int i = 0; i < settings.starts(); i++) {
            start(ready);
        }
        try (Stage stage = Stage.prepare(installation, ports, settings.month())) {
            output.print(stage.describe(installation.root()));
            output.say("");
            output.say(
                    "PRODUCT     ready %s s after './sla up' with an empty folder (databases and topics are made)",
                    seconds(first));
            output.say("            with what is there, %d times, in ms:", settings.starts());
            ready.forEach((name, times) -> output.say("    %-20s %s", name, times.describe()));
            memory(stage);
        }
        bareParts(ready.getOrDefault(ALL, new Latencies()));
        return true;
    }

    /** Until all services are ready; how long it took. */
    private long start(Map<String, Latencies> ready) {
        long begin = System.nanoTime();
        try (Product product = Product.start(installation, ports)) {
            Map<String, RestClient> waiting = new LinkedHashMap<>();
            waiting.put("contract-service", product.contractService());
            waiting.put("sla-evaluator", product.evaluator());
            waiting.put("sla-ingest", product.ingest());
            Waiting.until("the product is not ready", LIMIT, LOOK_EVERY, () -> {
                product.requireAlive();
                waiting.entrySet().removeIf(service -> {
                    boolean done = service.getValue().isReady();
                    if (done) {
                        ready.computeIfAbsent(service.getKey(), _ -> new Latencies())
                                .add(System.nanoTime() - begin);
                    }
                    return done;
                });
                return waiting.isEmpty();
            });
            long all = System.nanoTime() - begin;
            ready.computeIfAbsent(ALL, _ -> new Latencies()).add(all);
            return all;
        }
    }

    private void memory(Stage stage) {
        stage.awaitCalm();
        Waiting.pause(SETTLE);
        Usage idle = new Usage(stage.processes());
        idle.sampleMemory();
        output.say("");
        output.memory("idle", idle.mostMemory());
        Usage loaded = new Usage(stage.processes());
        Lag.Findings lag;
        Thread sampler = Thread.ofPlatform().daemon().name("memory").start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                loaded.sampleMemory();
                LockSupport.parkNanos(LOOK_AT_MEMORY_EVERY.toNanos());
            }
        });
        try (Traffic traffic = Traffic.start(
                        installation,
                        ports.bootstrapServers(),
                        new Traffic.Order("s", settings.seed(), settings.month(), settings.rate(), settings.time()));
                Lag watched = Lag.watch(stage, traffic)) {
            lag = watched.findings();
            // What could not be taken as it came in is taken now, and costs memory all the same.
            stage.awaitCalm();
        } finally {
            sampler.interrupt();
        }
        Map<String, Usage.Memory> most = loaded.mostMemory();
        output.say("");
        output.memory(String.format(Locale.ROOT, "at %,d events/s", settings.rate()), most);
        output.say("            %s", lag.describe());
        for (String service : new String[] {"contract-service", "sla-evaluator", "sla-ingest"}) {
            Usage.Memory seen = most.get(service);
            if (seen == null) {
                throw new BenchException("Nothing is known of the memory of " + service);
            }
            output.say(
                    "            %s %d MB, %s",
                    service, seen.resident() >> 10, Output.floor(seen.resident() <= FLOOR_KILOBYTES, "400 MB"));
        }
    }

    /** The servers alone, and a JVM that does nothing but answer over HTTP. */
    private void bareParts(Latencies everything) {
        output.say("");
        long begin = System.nanoTime();
        try (Servers servers = Servers.start(installation, ports)) {
            long serversAfter = System.nanoTime() - begin;
            long endpointBegin = System.nanoTime();
            try (BareEndpoint endpoint = BareEndpoint.start(installation, 1)) {
                RestClient client = new RestClient(endpoint.port());
                Waiting.until("the endpoint is not ready", LIMIT, LOOK_EVERY, client::isReady);
                long endpointAfter = System.nanoTime() - endpointBegin;
                output.say(
                        "BARE PARTS  broker and database alone after %s s, one after the other; a JVM that answers over HTTP"
                                + " after %s s more",
                        seconds(serversAfter), seconds(endpointAfter));
                Map<String, Long> processes = new LinkedHashMap<>(servers.processes());
                processes.put("bare endpoint", endpoint.pid());
                Usage usage = new Usage(processes);
                usage.sampleMemory();
                output.memory("idle", usage.mostMemory());
                output.say(
                        "RATIO       everything of the product is ready after %.1f times as long as the bare parts",
                        (double) everything.percentile(50) / Math.max(1, serversAfter + endpointAfter));
            }
        }
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f", nanos / 1e9);
    }
}
