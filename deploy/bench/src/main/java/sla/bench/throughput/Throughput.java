package sla.bench.throughput;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sla.bench.baseline.Baseline;
import sla.bench.load.CountsDatabase;
import sla.bench.load.Findings;
import sla.bench.load.Loader;
import sla.bench.load.Register;
import sla.bench.measure.Machine;
import sla.bench.plan.Figure;
import sla.bench.plan.Totals;
import sla.bench.plan.TrafficPlan;
import sla.bench.profile.Statements;
import sla.bench.system.Installation;
import sla.bench.system.Ports;
import sla.bench.system.Product;
import sla.bench.system.Servers;
import sla.bench.throughput.ThroughputCommand.Settings;
import sla.model.json.Json;

/**
 * One benchmark from the empty folder to the comparison of the totals: the product is started once to make the scene
 * known to it, stopped while the load is sent and the bare parts run, and started again to be measured.
 */
final class Throughput {
    private static final long CALIBRATION_EVENTS = 250_000;
    private static final String DATABASE = "sla";

    private final Installation installation;
    private final Settings settings;
    private final PrintStream out;
    private final Ports ports = Ports.choose();
    private final Totals planned = new Totals();
    private final Totals duplicates = new Totals();
    private final Report report;

    Throughput(Installation installation, Settings settings, PrintStream out) {
        this.installation = installation;
        this.settings = settings;
        this.out = out;
        this.report = new Report(out);
    }

    /** Whether the product came to what was planned. */
    boolean run() {
        long events = prepare();
        TrafficPlan plan = settings.plan("m", events);
        Totals expected = plan.totals();
        planned.add(expected);
        writeTotals();
        long messages = expected.sum(Figure.MESSAGES);
        say(
                "plan        seed %d, %s: %,d messages, %,d contacts in %d days; totals written before sending",
                settings.seed(), settings.month(), messages, plan.contacts(), plan.days());
        Baseline.Result baseline = loadAndRunBaseline(plan, messages);
        Measurement.Result result = measure(messages);
        report.ours(result);
        if (baseline != null) {
            report.baseline(baseline, result);
        }
        return compare(result);
    }

    /** Makes the scene known, and finds the number of events if none was given. */
    private long prepare() {
        try (Product product = Product.start(installation, ports)) {
            product.awaitReady();
            try (CountsDatabase counts = CountsDatabase.open(ports.jdbcUrl(DATABASE))) {
                out.println(Machine.describe(installation.root(), counts.version()));
                Register.all(product, counts, settings.month());
                if (settings.profile() != null) {
                    new Statements(ports.jdbcUrl(DATABASE)).load();
                }
                Loader.createStrangersTopic(ports.bootstrapServers());
                Integer wanted = settings.events();
                return wanted != null ? wanted : calibrate(product, counts);
            }
        }
    }

    private long calibrate(Product product, CountsDatabase counts) {
        TrafficPlan plan = settings.plan("k", CALIBRATION_EVENTS);
        planned.add(plan.totals());
        long rate = Calibration.eventsPerSecond(product, counts, ports, plan);
        duplicates.add(Findings.duplicates(product.evaluator()));
        say("calibrated  about %,d events/s", rate);
        return rate * settings.seconds();
    }

    private void writeTotals() {
        try {
            Files.write(
                    installation.folder().resolve("planned-totals.json"),
                    Json.MAPPER
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsBytes(
                                    Map.of("figures", planned.figures(), "rejections", planned.rejections())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Totals cannot be written as JSON", e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the planned totals", e);
        }
    }

    private Baseline.@Nullable Result loadAndRunBaseline(TrafficPlan plan, long messages) {
        try (Servers servers = Servers.start(installation, ports)) {
            long begin = System.nanoTime();
            Loader.send(ports.bootstrapServers(), plan);
            long nanos = System.nanoTime() - begin;
            say(
                    "loaded      into the topics of the sources before measuring, in %d s (%,d events/s)",
                    nanos / 1_000_000_000, messages * 1_000_000_000L / nanos);
            if (!settings.baseline()) {
                return null;
            }
            out.println("running the bare parts ...");
            long all = planned.sum(Figure.MESSAGES);
            return Baseline.run(installation, ports, servers, Register.sources(), all);
        }
    }

    private Measurement.Result measure(long messages) {
        out.println("running the product ...");
        try (Product product = Product.start(installation, ports)) {
            product.awaitReady();
            try (CountsDatabase counts = CountsDatabase.open(ports.jdbcUrl(DATABASE))) {
                Measurement.Result result =
                        new Measurement(product, counts, ports, settings.profile()).run(messages, planned);
                duplicates.add(Findings.duplicates(product.evaluator()));
                return result.withDifferences(Findings.differences(product, counts, planned, duplicates));
            }
        }
    }

    private boolean compare(Measurement.Result result) {
        List<String> differences = result.differences();
        if (differences.isEmpty()) {
            say(
                    "totals      equal to the plan: %,d records, %,d rejections, %,d duplicates, every sum of every"
                            + " attribution",
                    planned.sum(Figure.RECORDS), planned.sum(Figure.REJECTED), planned.sum(Figure.DUPLICATES));
            return true;
        }
        say("totals      NOT EQUAL to the plan, in %d places:", differences.size());
        differences.stream().limit(40).forEach(difference -> out.println("  " + difference));
        return false;
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would need a dependency
    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
