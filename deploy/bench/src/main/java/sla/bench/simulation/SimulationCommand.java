package sla.bench.simulation;

import java.io.PrintStream;
import java.time.Clock;
import java.time.YearMonth;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sla.bench.command.BenchOptions;
import sla.bench.plan.TrafficPlan;
import sla.bench.system.Ports;

@Command(
        name = "simulation",
        description = "One month of one vendor under other terms, over REST.",
        footer = {
            "",
            "The counts are written directly, as sla-evaluator leaves them; the first day is also sent as events, because",
            "what is left out is found among its records. Exit code 1: the unchanged agreement did not give the identical",
            "evaluation, or nothing was left out."
        })
public final class SimulationCommand implements Callable<Integer> {
    private final Clock clock;
    private final PrintStream out;

    @Mixin
    private final BenchOptions options = new BenchOptions();

    @Option(names = "--contacts", paramLabel = "N", description = "Of the month, of all vendors (${DEFAULT-VALUE}).")
    private long contacts = 10_000_000;

    @Option(names = "--rounds", paramLabel = "N", description = "How often each is asked (${DEFAULT-VALUE}).")
    private int rounds = 100;

    public SimulationCommand(Clock clock, PrintStream out) {
        this.clock = clock;
        this.out = out;
    }

    @Override
    public Integer call() {
        options.require("--contacts", contacts, 10_000, 1_000_000_000);
        options.require("--rounds", rounds, 1, 10_000);
        options.requirePastMonth(clock);
        Settings settings = new Settings(contacts, options.seed(), options.month(), rounds);
        return options.run(out, installation -> new Simulation(installation, Ports.choose(), settings, out).run());
    }

    /** What was asked for. */
    public record Settings(long contacts, long seed, YearMonth month, int rounds) {
        TrafficPlan plan() {
            return TrafficPlan.ofContacts("q", seed, month, contacts);
        }

        /** Contacts as dense as those of the plan. */
        TrafficPlan firstDay() {
            return new TrafficPlan("d", seed, month, 1, contacts / month.lengthOfMonth());
        }
    }
}
