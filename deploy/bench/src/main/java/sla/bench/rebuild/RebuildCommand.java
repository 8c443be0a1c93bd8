package sla.bench.rebuild;

import java.io.PrintStream;
import java.time.Clock;
import java.time.YearMonth;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sla.bench.command.BenchOptions;
import sla.bench.system.Ports;

@Command(
        name = "rebuild",
        description = "Facts to counts per second, and the plain GROUP BY over the same rows.",
        footer = {"", "Exit code 1: the counts made anew are not those that the plan had said."})
public final class RebuildCommand implements Callable<Integer> {
    private final Clock clock;
    private final PrintStream out;

    @Mixin
    private final BenchOptions options = new BenchOptions();

    @Option(
            names = "--events",
            paramLabel = "N",
            description = "How many the product takes in first, about (${DEFAULT-VALUE}).")
    private int events = 400_000;

    @Option(names = "--rounds", paramLabel = "N", description = "How often each is measured (${DEFAULT-VALUE}).")
    private int rounds = 3;

    public RebuildCommand(Clock clock, PrintStream out) {
        this.clock = clock;
        this.out = out;
    }

    @Override
    public Integer call() {
        options.require("--events", events, 1_000, 100_000_000);
        options.require("--rounds", rounds, 1, 100);
        options.requirePastMonth(clock);
        Settings settings = new Settings(events, rounds, options.seed(), options.month());
        return options.run(out, installation -> new Rebuild(settings, out).run(installation, Ports.choose()));
    }

    /** What was asked for. */
    record Settings(int events, int rounds, long seed, YearMonth month) {}
}
