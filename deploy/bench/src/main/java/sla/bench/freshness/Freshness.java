package sla.bench.freshness;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import sla.bench.baseline.BareCount;
import sla.bench.freshness.FreshnessCommand.Settings;
import sla.bench.load.Lag;
import sla.bench.load.Stage;
import sla.bench.load.Traffic;
import sla.bench.measure.Latencies;
import sla.bench.measure.Output;
import sla.bench.measure.Usage;
import sla.bench.plan.Scene;
import sla.bench.system.Installation;
import sla.bench.system.Ports;
import sla.bench.system.Servers;
import sla.bench.system.Waiting;
import sla.model.Topics;

/** The product at each rate, then the bare parts at each rate, with the same events and the same probes. */
public final class Freshness {
    private static final long FLOOR_NANOS = 1_000_000_000;
    private static final int FLOOR_RATE = 5_000;
    private final Installation installation;
    private final Settings settings;
    private final Output output;
    private final Ports ports;
    private final Map<Integer, Latencies> ours = new LinkedHashMap<>();

    public Freshness(Installation installation, Ports ports, Settings settings, PrintStream out) {
        this.installation = installation;
        this.ports = ports;
        this.settings = settings;
        this.output = new Output(out);
    }

    /** Whether every probe was seen. */
    boolean run() {
        boolean all = true;
        try (Stage stage = Stage.prepare(installation, ports, settings.month())) {
            output.print(stage.describe(installation.root()));
            output.say(
                    "plan        seed %d, %s; a probe every %d ms for %d s at each rate; read every %d ms",
                    settings.seed(),
                    settings.month(),
                    settings.every().toMillis(),
                    settings.time().toSeconds(),
                    Probes.READ_EVERY.toMillis());
            warmUp(stage);
            for (int rate : settings.rates()) {
                all &= product(stage, rate);
            }
        }
        bareParts();
        return all;
    }

    /** In the first minute or two most of the time goes into compiling, which says nothing of a day in use. */
    private void warmUp(Stage stage) {
        RestCounts reader = new RestCounts(stage.services().evaluator(), settings.month());
        List<String> queues = new Probes("none", settings.month(), settings.every()).queues();
        warmUp(Traffic.TO_SOURCES, () -> reader.read(queues));
        stage.awaitCalm();
    }

    private void warmUp(String topic, Runnable reader) {
        if (settings.warmUp().isZero()) {
            return;
        }
        int rate = settings.rates().stream().max(Integer::compare).orElseThrow();
        output.say(
                "warming up  %d s at %,d events/s, and until all of it is counted ...",
                settings.warmUp().toSeconds(), rate);
        try (Traffic traffic = Traffic.start(
                installation,
                ports.bootstrapServers(),
                new Traffic.Order("warm", settings.seed(), settings.month(), rate, settings.warmUp()),
                topic)) {
            while (!traffic.isDone()) {
                reader.run();
                Waiting.pause(Probes.READ_EVERY);
            }
        }
    }

    /** Whether every probe was seen among the traffic of this rate. */
    public boolean product(Stage stage, int rate) {
        Probes probes = new Probes("probe-" + rate, settings.month(), settings.every());
        Map<String, Long> processes = stage.processes();
        try (Traffic traffic = Traffic.start(
                installation,
                ports.bootstrapServers(),
                new Traffic.Order(
                        "at" + rate,
                        settings.seed(),
                        settings.month(),
                        rate,
                        settings.time().plus(settings.runUp())))) {
            processes.put("traffic", traffic.pid());
            processes.put("the benchmark", ProcessHandle.current().pid());
            Usage usage = new Usage(processes);
            try (Lag lag = Lag.watch(stage, traffic)) {
                Waiting.pause(settings.runUp());
                ProbeBook book = probes.run(
                        ports.bootstrapServers(),
                        Topics.records(Scene.allQueues().getFirst().source().id()),
                        settings.time(),
                        new RestCounts(stage.services().evaluator(), settings.month()));
                report(rate, book, lag.findings());
                output.costs(
                        usage.cpuMillis(),
                        usage.machine(),
                        traffic.acknowledged().events());
                ours.put(rate, book.latencies());
                return book.unseen() == 0;
            }
        } finally {
            stage.awaitCalm();
        }
    }

    private void report(int rate, ProbeBook book, Lag.Findings lag) {
        Latencies latencies = book.latencies();
        output.say("");
        output.say("PRODUCT     at %,d events/s, from the acknowledged push to the value over REST", rate);
        output.say("            %s", latencies.describe());
        output.say("            %s", lag.describe());
        if (book.unseen() > 0) {
            output.say("            %,d of %,d probes were NEVER SEEN", book.unseen(), book.pushed());
        }
        if (rate == FLOOR_RATE) {
            output.say(
                    "            %s",
                    Output.floor(
                            latencies.percentile(99) <= FLOOR_NANOS && book.unseen() == 0 && lag.sustained(),
                            "p99 1,000 ms at 5,000 events/s"));
        }
    }

    private void bareParts() {
        if (!settings.baseline()) {
            return;
        }
        output.say("");
        output.print("running the bare parts ...");
        try (Servers servers = Servers.start(installation, ports);
                BareCount counts = BareCount.start(installation, ports, servers)) {
            warmUp(BareCount.TOPIC, () -> {});
            for (int rate : settings.rates()) {
                bareParts(counts, rate);
            }
        }
    }

    private void bareParts(BareCount counts, int rate) {
        Probes probes = new Probes("bare-" + rate, settings.month(), settings.every());
        try (Traffic traffic = Traffic.start(
                installation,
                ports.bootstrapServers(),
                new Traffic.Order(
                        "at" + rate,
                        settings.seed(),
                        settings.month(),
                        rate,
                        settings.time().plus(settings.runUp())),
                BareCount.TOPIC)) {
            Waiting.pause(settings.runUp());
            ProbeBook book = probes.run(ports.bootstrapServers(), BareCount.TOPIC, settings.time(), counts::read);
            traffic.awaitEnd();
            Latencies latencies = book.latencies();
            output.say("");
            output.say("BARE PARTS  at %,d events/s: consume, parse, add to a row, read the row", rate);
            output.say("            %s", latencies.describe());
            Latencies product = ours.getOrDefault(rate, new Latencies());
            output.say(
                    "RATIO       at %,d events/s the product takes %s times as long at p50, %s at p99",
                    rate, ratio(product, latencies, 50), ratio(product, latencies, 99));
        }
    }

    private static String ratio(Latencies product, Latencies bare, int percent) {
        return String.format(
                Locale.ROOT, "%.1f", (double) product.percentile(percent) / Math.max(1, bare.percentile(percent)));
    }
}
