package sla.bench.start;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sla.bench.command.BenchOptions;
import sla.bench.system.Ports;

@Command(name = "start", description = "Time to ready, and the memory of each process, idle and under load.")
public final class StartCommand implements Callable<Integer> {
    private final Clock clock;
    private final PrintStream out;

    @Mixin
    private final BenchOptions options = new BenchOptions();

    @Option(
            names = "--starts",
            paramLabel = "N",
            description = "How often everything is started on its data (${DEFAULT-VALUE}).")
    private int starts = 5;

    @Option(names = "--rate", paramLabel = "N", description = "Events per second of the load (${DEFAULT-VALUE}).")
    private int rate = 2_000;

    @Option(names = "--seconds", paramLabel = "S", description = "How long the load lasts (${DEFAULT-VALUE}).")
    private int seconds = 60;

    public StartCommand(Clock clock, PrintStream out) {
        this.clock = clock;
        this.out = out;
    }

    @Override
    public Integer call() {
        options.require("--starts", starts, 1, 100);
        options.require("--rate", rate, 1, 100_000);
        options.require("--seconds", seconds, 2, 3_600);
        options.requirePastMonth(clock);
        Settings settings = new Settings(starts, rate, Duration.ofSeconds(seconds), options.seed(), options.month());
        return options.run(out, installation -> new Start(installation, Ports.choose(), settings, out).run());
    }

    /** What was asked for. */
    record Settings(int starts, int rate, Duration time, long seed, YearMonth month) {}
}
