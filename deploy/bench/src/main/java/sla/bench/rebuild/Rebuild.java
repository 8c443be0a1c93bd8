package sla.bench.rebuild;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import sla.bench.load.Findings;
import sla.bench.load.Jobs;
import sla.bench.load.Loader;
import sla.bench.load.Stage;
import sla.bench.measure.Latencies;
import sla.bench.measure.Output;
import sla.bench.measure.Usage;
import sla.bench.plan.Figure;
import sla.bench.plan.Totals;
import sla.bench.plan.TrafficPlan;
import sla.bench.rebuild.RebuildCommand.Settings;
import sla.bench.system.Installation;
import sla.bench.system.Ports;
import sla.bench.system.RestClient;

/** Counts that are right, then counts that are lost, are made anew from facts that the product has taken in itself. */
final class Rebuild {
    private static final long SECOND = 1_000_000_000;
    private static final long FLOOR = 500_000;

    private final Settings settings;
    private final Output output;

    Rebuild(Settings settings, PrintStream out) {
        this.settings = settings;
        this.output = new Output(out);
    }

    /** Whether the counts that were made anew are those of the plan. */
    boolean run(Installation installation, Ports ports) {
        try (Stage stage = Stage.prepare(installation, ports, settings.month())) {
            output.print(stage.describe(installation.root()));
            return run(stage);
        }
    }

    private boolean run(Stage stage) {
        TrafficPlan plan = TrafficPlan.dense("r", settings.seed(), settings.month(), settings.events());
        Totals planned = plan.totals();
        output.say(
                "plan        seed %d, %s: %,d messages, which the product takes in first ...",
                settings.seed(), settings.month(), planned.sum(Figure.MESSAGES));
        Loader.send(stage.ports().bootstrapServers(), plan);
        stage.awaitCalm();
        RestClient evaluator = stage.services().evaluator();
        try (Facts facts = Facts.open(stage.jdbcUrl())) {
            facts.settle();
            long count = facts.count();
            Usage usage = new Usage(stage.processes());
            Map<String, Long> rightSteps = new LinkedHashMap<>();
            Map<String, Long> lostSteps = new LinkedHashMap<>();
            Latencies right = rounds(() -> rebuild(evaluator, rightSteps));
            Latencies lost = rounds(() -> {
                stage.awaitCalm();
                facts.loseCounts();
                return rebuild(evaluator, lostSteps);
            });
            stage.awaitCalm();
            Usage.MachineTime machine = usage.machine();
            long used = usage.cpuMillis().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            facts.settle();
            Latencies bare = rounds(facts::groupBy);
            report("PRODUCT     counts that were lost", count, lost);
            steps(lostSteps);
            report("PRODUCT     counts that were right, compared", count, right);
            steps(rightSteps);
            long rate = rate(count, lost);
            output.say("            %s", Output.floor(rate >= FLOOR, "500,000 facts/s"));
            output.machine(machine, used);
            report("BARE PARTS  the plain GROUP BY over the same rows by each of 3 attributions", count, bare);
            output.say(
                    "RATIO       the product runs at %.2f of it when counts are lost, at %.2f when they are right",
                    (double) rate / rate(count, bare), (double) rate(count, right) / rate(count, bare));
            return compare(stage, planned);
        }
    }

    private static long rebuild(RestClient evaluator, Map<String, Long> steps) {
        Jobs.Done done = Jobs.run(evaluator, "/v1/jobs/rebuild");
        done.steps().forEach((step, nanos) -> steps.merge(step, nanos, Long::sum));
        return done.nanos();
    }

    /** Where the time of all rounds went. */
    private void steps(Map<String, Long> steps) {
        long all =
                Math.max(1, steps.values().stream().mapToLong(Long::longValue).sum());
        steps.forEach((step, nanos) -> output.say("            %3d %%  %s", 100 * nanos / all, step));
    }

    private Latencies rounds(LongSupplier round) {
        Latencies latencies = new Latencies();
        for (int i = 0; i < settings.rounds(); i++) {
            latencies.add(round.getAsLong());
        }
        return latencies;
    }

    private void report(String what, long facts, Latencies rounds) {
        output.say("");
        output.say(
                "%s: %,d facts/s, %,d facts (median of %d rounds)", what, rate(facts, rounds), facts, rounds.count());
        output.say("            %s", rounds.describe());
    }

    private static long rate(long facts, Latencies rounds) {
        return facts * SECOND / Math.max(1, rounds.percentile(50));
    }

    private boolean compare(Stage stage, Totals planned) {
        Totals duplicates = Findings.duplicates(stage.services().evaluator());
        List<String> differences = Findings.differences(stage.services(), stage.counts(), planned, duplicates);
        long wrong = Jobs.run(stage.services().evaluator(), "/v1/jobs/verify").differences();
        output.say("");
        output.say(
                "totals      %s; verify found %,d differences",
                differences.isEmpty() ? "equal to the plan" : "NOT EQUAL to the plan", wrong);
        differences.stream().limit(40).forEach(difference -> output.say("  %s", difference));
        return differences.isEmpty() && wrong == 0;
    }
}
