package sla.bench.freshness;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sla.bench.command.BenchOptions;
import sla.bench.system.Ports;

@Command(
        name = "freshness",
        description = "From a source's acknowledged push to the changed value over REST, while events come in.",
        footer = {"", "Exit code 1: some push was never seen."})
public final class FreshnessCommand implements Callable<Integer> {
    /** Until the rate is steady. */
    private static final Duration RUN_UP = Duration.ofSeconds(3);

    private final Clock clock;
    private final PrintStream out;

    @Mixin
    private final BenchOptions options = new BenchOptions();

    @Option(
            names = "--rates",
            paramLabel = "N",
            split = ",",
            defaultValue = "1000,5000",
            description = "Events per second, one after another, with commas (${DEFAULT-VALUE}).")
    private List<Integer> rates = List.of();

    @Option(names = "--seconds", paramLabel = "S", description = "How long at each rate (${DEFAULT-VALUE}).")
    private int seconds = 60;

    @Option(
            names = "--warm-up",
            paramLabel = "S",
            description = "How long the highest rate comes in before, in seconds (${DEFAULT-VALUE}).")
    private int warmUp = 60;

    @Option(
            names = "--every",
            paramLabel = "MS",
            description = "A push that is timed, in milliseconds (${DEFAULT-VALUE}).")
    private int every = 50;

    @Option(names = "--no-baseline", description = "Leaves out the run of the bare parts.")
    private boolean noBaseline;

    public FreshnessCommand(Clock clock, PrintStream out) {
        this.clock = clock;
        this.out = out;
    }

    @Override
    public Integer call() {
        rates.forEach(rate -> options.require("--rates", rate, 1, 100_000));
        options.require("--seconds", seconds, 2, 3_600);
        options.require("--warm-up", warmUp, 0, 3_600);
        options.require("--every", every, 10, 10_000);
        options.requirePastMonth(clock);
        Settings settings = new Settings(
                rates,
                Duration.ofSeconds(seconds),
                Duration.ofSeconds(warmUp),
                RUN_UP,
                Duration.ofMillis(every),
                options.seed(),
                options.month(),
                !noBaseline);
        return options.run(out, installation -> new Freshness(installation, Ports.choose(), settings, out).run());
    }

    /**
     * What was asked for.
     *
     * @param runUp how long the traffic is on its way before the first push
     */
    public record Settings(
            List<Integer> rates,
            Duration time,
            Duration warmUp,
            Duration runUp,
            Duration every,
            long seed,
            YearMonth month,
            boolean baseline) {}
}
