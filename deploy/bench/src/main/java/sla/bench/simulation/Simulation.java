package sla.bench.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.time.ZoneId;
import java.util.function.IntConsumer;
import sla.bench.counts.GeneratedCounts;
import sla.bench.load.Loader;
import sla.bench.load.Stage;
import sla.bench.measure.Latencies;
import sla.bench.measure.Output;
import sla.bench.plan.TrafficPlan;
import sla.bench.simulation.SimulationCommand.Settings;
import sla.bench.system.BenchException;
import sla.bench.system.Installation;
import sla.bench.system.Ports;
import sla.bench.system.RestClient;
import sla.bench.system.Services;

/** A month of one vendor as it stands and under other terms, again and again. */
public final class Simulation {
    /** Of the agreements. */
    static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

    private static final long FLOOR_NANOS = 200_000_000;

    private final Installation installation;
    private final Ports ports;
    private final Settings settings;
    private final Output output;

    public Simulation(Installation installation, Ports ports, Settings settings, PrintStream out) {
        this.installation = installation;
        this.ports = ports;
        this.settings = settings;
        this.output = new Output(out);
    }

    /** Whether the unchanged agreement gave what stands, and the exclusion left something out. */
    boolean run() {
        try (Stage stage = Stage.prepare(installation, ports, settings.month())) {
            output.print(stage.describe(installation.root()));
            GeneratedCounts.replace(stage.jdbcUrl(), settings.plan(), ZONE);
            output.say("counts      of %,d contacts (%s)", settings.contacts(), settings.month());
            stage.awaitCalm();
            TrafficPlan day = settings.firstDay();
            output.say("records     of %,d contacts of its first day, which count besides", day.contacts());
            Loader.send(ports.bootstrapServers(), day);
            stage.awaitCalm();
        }
        // Processes and database anew, as after any start.
        try (Stage stage = Stage.start(installation, ports)) {
            return ask(stage.services());
        }
    }

    /** The same of a product that has the month already. */
    public boolean ask(Services services) {
        Terms terms = new Terms(services, settings.month());
        RestClient evaluator = services.evaluator();
        JsonNode unchanged = simulate(evaluator, terms.unchanged()).at("/periods/0");
        boolean equal = unchanged.has("before") && unchanged.get("before").equals(unchanged.get("after"));
        measure("unchanged", _ -> simulate(evaluator, terms.unchanged()));
        measure("another price, another one each time", round -> simulate(evaluator, terms.otherPrice(round)));
        measure("another threshold, another one each time", round -> simulate(evaluator, terms.otherThreshold(round)));
        measure("a draft with other tiers, others each time", round -> simulate(evaluator, terms.otherTiers(round)));
        measure("without a day, other minutes each time", round -> simulate(evaluator, terms.withoutFirstDay(round)));
        measure("every service-level formula", _ -> evaluator.getJson(terms.formulas()));
        boolean leftOut = simulate(evaluator, terms.withoutFirstDay(0))
                        .at("/periods/0/after/reliefs/0/kpis")
                        .findValue("leftOut")
                != null;
        output.say("");
        output.say("unchanged   %s what stands", equal ? "identical to" : "NOT IDENTICAL to");
        output.say("without     the day, %s", leftOut ? "its contacts are left out" : "NOTHING is left out");
        return equal && leftOut;
    }

    private static JsonNode simulate(RestClient evaluator, ObjectNode request) {
        JsonNode answer = evaluator.postForJson("/v1/simulations", request.toString());
        if (!answer.at("/periods/0").has("after")) {
            throw new BenchException("It cannot be simulated: " + answer.path("notes"));
        }
        return answer;
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
}
