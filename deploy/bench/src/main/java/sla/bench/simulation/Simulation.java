package sla.bench.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.time.ZoneId;
import java.util.Locale;
import java.util.function.IntConsumer;
import sla.bench.counts.GeneratedCounts;
import sla.bench.load.Stage;
import sla.bench.measure.Latencies;
import sla.bench.measure.Output;
import sla.bench.simulation.SimulationCommand.Settings;
import sla.bench.system.Installation;
import sla.bench.system.Ports;
import sla.bench.system.RestClient;

/** A month of one vendor as it stands and under other terms, again and again. */
final class Simulation {
    /** Of the agreements. */
    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

    private static final String AGREEMENT = "alder-service";
    private static final long FLOOR_NANOS = 200_000_000;

    private final Installation installation;
    private final Ports ports;
    private final Settings settings;
    private final Output output;

    Simulation(Installation installation, Ports ports, Settings settings, PrintStream out) {
        this.installation = installation;
        this.ports = ports;
        this.settings = settings;
        this.output = new Output(out);
    }

    /** Whether the unchanged agreement gave what stands. */
    boolean run() {
        try (Stage stage = Stage.prepare(installation, ports, settings.month())) {
            output.print(stage.describe(installation.root()));
            GeneratedCounts.replace(stage.jdbcUrl(), settings.plan(), ZONE);
            output.say("counts      of %,d contacts (%s)", settings.plan().contacts(), settings.month());
            stage.awaitCalm();
        }
        // Processes and database anew, as after any start.
        try (Stage stage = Stage.start(installation, ports)) {
            RestClient evaluator = stage.services().evaluator();
            JsonNode unchanged = evaluator.postForJson("/v1/simulations", request(""));
            JsonNode period = unchanged.at("/periods/0");
            boolean equal = period.has("before") && period.get("before").equals(period.get("after"));
            measure("unchanged", _ -> evaluator.postForJson("/v1/simulations", request("")));
            measure(
                    "another price, another one each time",
                    round -> evaluator.postForJson(
                            "/v1/simulations",
                            request(set("/rules/speed-of-answer/above/amount", String.valueOf(-201 - round)))));
            measure(
                    "another threshold, another one each time",
                    round -> evaluator.postForJson(
                            "/v1/simulations",
                            request(set(
                                    "/kpis/service-level/metric/threshold/seconds",
                                    String.valueOf(31 + round % 500)))));
            measure(
                    "every service-level formula",
                    _ -> evaluator.getJson(
                            "/v1/evaluations/" + AGREEMENT + ':' + settings.month() + "/kpis/service-level/formulas"));
            output.say("");
            output.say("unchanged   %s what stands", equal ? "identical to" : "NOT IDENTICAL to");
            return equal;
        }
    }

    private void measure(String title, IntConsumer question) {
        long cold = time(question, settings.rounds());
        // The compiler is through with most of it after as many.
        for (int i = 0; i < settings.rounds(); i++) {
            question.accept(i);
        }
        Latencies warm = new Latencies();
        for (int i = 0; i < settings.rounds(); i++) {
            warm.add(time(question, settings.rounds() + 1 + i));
        }
        output.say("");
        output.say("PRODUCT     one month of one vendor, %s", title);
        output.say("            first %s ms; warm %s", Latencies.millis(cold), warm.describe());
        output.say("            %s", Output.floor(warm.percentile(99) <= FLOOR_NANOS, "p99 200 ms warm"));
    }

    private static long time(IntConsumer question, int round) {
        long begin = System.nanoTime();
        question.accept(round);
        return System.nanoTime() - begin;
    }

    private String request(String change) {
        return String.format(
                Locale.ROOT,
                "{\"agreement\": \"%s\", \"from\": \"%s\", \"change\": [%s]}",
                AGREEMENT,
                settings.month(),
                change);
    }

    private static String set(String path, String value) {
        return "{\"op\": \"replace\", \"path\": \"" + path + "\", \"value\": " + value + "}";
    }
}
