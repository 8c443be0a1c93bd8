package sla.bench.throughput;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sla.bench.plan.TrafficPlan;
import sla.bench.system.Installation;

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

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description = "How long to measure, about; a short run before finds the number of events"
                    + " (${DEFAULT-VALUE}).")
    private int seconds = 180;

    @Option(names = "--events", paramLabel = "N", description = "How many events, about, instead of --seconds.")
    private @Nullable Integer events;

    @Option(names = "--seed", paramLabel = "S", description = "Of the plan (${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--month",
            paramLabel = "YYYY-MM",
            description = "When the contacts take place; it must be over (${DEFAULT-VALUE}).")
    private YearMonth month = YearMonth.of(2026, 3);

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

    @Option(names = "--keep", description = "Leaves the temporary folder, with all data and logs.")
    private boolean keep;

    public ThroughputCommand(Clock clock, PrintStream out) {
        this.clock = clock;
        this.out = out;
    }

    @Override
    public Integer call() {
        if (seconds < 5) {
            throw new ParameterException(spec.commandLine(), "--seconds: at least 5");
        }
        if (events != null && (events < LEAST_EVENTS || events > MOST_EVENTS)) {
            throw new ParameterException(spec.commandLine(), "--events: from " + LEAST_EVENTS + " to " + MOST_EVENTS);
        }
        // Scores come days after their contacts, and nothing may lie ahead.
        YearMonth running =
                YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC).minusDays(8));
        if (!month.isBefore(running)) {
            throw new ParameterException(spec.commandLine(), "--month: must have been over for a week");
        }
        if (days != null && (days < 1 || days > month.lengthOfMonth())) {
            throw new ParameterException(spec.commandLine(), "--days: from 1 to " + month.lengthOfMonth());
        }
        Installation installation = Installation.temporary();
        boolean equal = false;
        try {
            equal = new Throughput(
                            installation, new Settings(seconds, events, seed, month, days, !noBaseline, profile), out)
                    .run();
        } finally {
            if (keep || !equal) {
                out.println("Everything is left in " + installation.folder());
            } else {
                installation.delete();
            }
        }
        return equal ? 0 : 1;
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
        private static final long MESSAGES_A_MONTH = 11_000_000;

        TrafficPlan plan(String name, long events) {
            int fitting = Math.clamp(
                    (events * month.lengthOfMonth() + MESSAGES_A_MONTH - 1) / MESSAGES_A_MONTH,
                    1,
                    month.lengthOfMonth());
            return new TrafficPlan(name, seed, month, days == null ? fitting : days, events);
        }
    }
}
