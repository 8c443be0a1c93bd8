package sla.bench.dashboard;

import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import sla.bench.baseline.BareEndpoint;
import sla.bench.counts.GeneratedCounts;
import sla.bench.dashboard.Clients.Asked;
import sla.bench.dashboard.DashboardCommand.Settings;
import sla.bench.load.Lag;
import sla.bench.load.Stage;
import sla.bench.load.Traffic;
import sla.bench.measure.Latencies;
import sla.bench.measure.Output;
import sla.bench.measure.Usage;
import sla.bench.plan.TrafficPlan;
import sla.bench.system.Installation;
import sla.bench.system.Ports;

/** The clients ask the product, then a bare endpoint, while events go on coming in. */
final class Dashboard {
    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
    private static final long FLOOR_NANOS = 25_000_000;

    /** For how long events go on coming in at least after the last question. */
    private static final Duration MARGIN = Duration.ofSeconds(15);

    private final Installation installation;
    private final Ports ports;
    private final Settings settings;
    private final Output output;

    Dashboard(Installation installation, Ports ports, Settings settings, PrintStream out) {
        this.installation = installation;
        this.ports = ports;
        this.settings = settings;
        this.output = new Output(out);
    }

    /** Whether every question had an answer. */
    boolean run() {
        try (Stage stage = Stage.prepare(installation, ports, settings.month())) {
            output.print(stage.describe(installation.root()));
            TrafficPlan plan = TrafficPlan.ofContacts("q", settings.seed(), settings.month(), settings.contacts());
            output.say("writing     the counts of %,d contacts into %s ...", plan.contacts(), settings.month());
            GeneratedCounts.replace(stage.jdbcUrl(), plan, ZONE);
            stage.awaitCalm();
            return run(stage);
        }
    }

    private boolean run(Stage stage) {
        List<Query> queries = Query.of(settings.clients(), settings.month());
        Clients clients = new Clients(settings.every());
        output.say(
                "clients     %d, each with its own query every %d ms, while %,d events/s come in",
                settings.clients(), settings.every().toMillis(), settings.rate());
        // A warm-up may take twice as long: nothing is compiled yet, and what was asked for is asked late.
        Duration time = settings.warmUp().plus(settings.time()).multipliedBy(2).plus(MARGIN);
        try (BareEndpoint endpoint = BareEndpoint.start(installation, settings.bodyBytes());
                Traffic load = Traffic.start(
                        installation,
                        ports.bootstrapServers(),
                        new Traffic.Order("d", settings.seed(), settings.month(), settings.rate(), time));
                Lag lag = Lag.watch(stage, load)) {
            clients.ask(queries, this::address, settings.warmUp());
            Map<String, Long> processes = stage.processes();
            processes.put("traffic", load.pid());
            processes.put("the benchmark", ProcessHandle.current().pid());
            Usage usage = new Usage(processes);
            List<Asked> ours = clients.ask(queries, this::address, settings.time());
            Map<String, Long> cpu = usage.cpuMillis();
            Usage.MachineTime machine = usage.machine();
            List<Asked> bare = clients.ask(
                    queries,
                    query -> URI.create("http://127.0.0.1:" + endpoint.port() + query.path()),
                    settings.time());
            report(ours, bare);
            output.say("  processor time while the clients asked the product; events are the answers");
            output.costs(
                    cpu,
                    machine,
                    ours.stream().mapToInt(asked -> asked.times().count()).sum());
            load.awaitEnd();
            output.say("traffic     %s", lag.findings().describe());
            return ours.stream().allMatch(asked -> asked.failed() == 0);
        } finally {
            stage.awaitCalm();
        }
    }

    private URI address(Query query) {
        int port = query.kind().ofPerformance() ? ports.evaluator() : ports.contract();
        return URI.create("http://127.0.0.1:" + port + query.path());
    }

    private void report(List<Asked> ours, List<Asked> bare) {
        output.say("");
        for (Query.Kind kind : Query.Kind.values()) {
            for (boolean conditional : new boolean[] {false, true}) {
                report(
                        "PRODUCT     " + kind.title() + (conditional ? ", conditional" : ""),
                        ours,
                        asked -> asked.query().kind() == kind && asked.query().conditional() == conditional);
            }
        }
        report("PRODUCT     all together", ours, _ -> true);
        Latencies product = times(ours, _ -> true);
        Latencies endpoint = times(bare, _ -> true);
        output.say("            %s", Output.floor(product.percentile(99) <= FLOOR_NANOS, "p99 25 ms"));
        report("BARE PARTS  an endpoint that always answers the same, the same clients and traffic", bare, _ -> true);
        output.say(
                "RATIO       %.1f at p50, %.1f at p99",
                (double) product.percentile(50) / Math.max(1, endpoint.percentile(50)),
                (double) product.percentile(99) / Math.max(1, endpoint.percentile(99)));
    }

    private void report(String title, List<Asked> all, Predicate<Asked> chosen) {
        List<Asked> asked = all.stream().filter(chosen).toList();
        if (asked.isEmpty()) {
            return;
        }
        Latencies times = times(asked, _ -> true);
        Latencies lateness = new Latencies();
        asked.forEach(one -> lateness.add(one.lateness()));
        long answers = Math.max(1, times.count());
        output.say("%s", title);
        output.say("            %s", times.describe());
        output.say(
                "            asked at most %s ms late (p99 %s); %d %% had a tag, %d %% were 304, %d failed; %,d bytes each",
                Latencies.millis(lateness.percentile(100)),
                Latencies.millis(lateness.percentile(99)),
                100L * asked.stream().mapToInt(Asked::tagged).sum() / answers,
                100L * asked.stream().mapToInt(Asked::notModified).sum() / answers,
                asked.stream().mapToInt(Asked::failed).sum(),
                asked.stream().mapToLong(Asked::bytes).sum() / answers);
    }

    private static Latencies times(List<Asked> all, Predicate<Asked> chosen) {
        Latencies times = new Latencies();
        all.stream().filter(chosen).forEach(asked -> times.add(asked.times()));
        return times;
    }
}
