package sla.bench.throughput;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.YearMonth;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sla.bench.command.BenchOptions;
import sla.bench.plan.TrafficPlan;

@Command(
        name = "throughput",
        description = "Events per second from Kafka to committed counts, and what the bare parts can do.",
        footer = {
            "",
            "The load is generated and sent before the measurement begins. Exit code 1: the totals that the product",
            "came to are not those that the plan had said before anything was sent."
        })
public final class ThroughputCommand implements Callable<Integer> {
    private static final int LEAST_EVENTS = 1_000;
    private static final int MOST_EVENTS = 1_000_000_000;

    private final Clock clock;
    private final PrintStream out;

    @Mixin
    private final BenchOptions options = new BenchOptions();

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description = "How long to measure, about; a short run before finds the number of events"
                    + " (${DEFAULT-VALUE}).")
    private int seconds = 180;

    @Option(names = "--events", paramLabel = "N", description = "How many events, about, instead of --seconds.")
    private @Nullable Integer events;

    @Option(
            names = "--days",
            paramLabel = "D",
            description =
                    "Over how many of the month's first days the contacts are spread. Without it, so many that the"
                            + " whole month would have about 10 million.")
    private @Nullable Integer days;

    @Option(names = "--no-baseline", description = "Leaves out the run of the bare parts.")
    private boolean noBaseline;

    @Option(
            names = "--profile",
            paramLabel = "DIR",
            description = "Records the services with the flight recorder and the statements of the database, writes the"
                    + " recordings there and prints the largest of each. Costs some speed.")
    private @Nullable Path profile;

    public ThroughputCommand(Clock clock, PrintStream out) {
        this.clock = clock;
        this.out = out;
    }

    @Override
    public Integer call() {
        if (seconds < 5) {
            throw options.complaint("--seconds: at least 5");
        }
        if (events != null) {
            options.require("--events", events, LEAST_EVENTS, MOST_EVENTS);
        }
        options.requirePastMonth(clock);
        if (days != null) {
            options.require("--days", days, 1, options.month().lengthOfMonth());
        }
        Settings settings = new Settings(seconds, events, options.seed(), options.month(), days, !noBaseline, profile);
        return options.run(out, installation -> new Throughput(installation, settings, out).run());
    }

    /** What was asked for. */
    record Settings(
            int seconds,
            @Nullable Integer events,
            long seed,
            YearMonth month,
            @Nullable Integer days,
            boolean baseline,
            @Nullable Path profile) {
        TrafficPlan plan(String name, long events) {
            return days == null
                    ? TrafficPlan.dense(name, seed, month, events)
                    : new TrafficPlan(name, seed, month, days, events);
        }
    }
}
