package sla.bench.dashboard;

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

@Command(
        name = "dashboard",
        description = "Answer times of many clients who ask for performance and penalties while events come in.",
        footer = {
            "",
            "A question's time counts from the moment at which it should have been asked. Exit code 1: some question had",
            "no good answer."
        })
public final class DashboardCommand implements Callable<Integer> {
    private final Clock clock;
    private final PrintStream out;

    @Mixin
    private final BenchOptions options = new BenchOptions();

    @Option(names = "--clients", paramLabel = "N", description = "Each with a query of its own (${DEFAULT-VALUE}).")
    private int clients = 200;

    @Option(
            names = "--every",
            paramLabel = "MS",
            description = "How often each asks, in milliseconds (${DEFAULT-VALUE}).")
    private int every = 2_000;

    @Option(names = "--rate", paramLabel = "N", description = "Events per second that come in (${DEFAULT-VALUE}).")
    private int rate = 2_000;

    @Option(names = "--seconds", paramLabel = "S", description = "How long to measure (${DEFAULT-VALUE}).")
    private int seconds = 60;

    @Option(
            names = "--warm-up",
            paramLabel = "S",
            description = "How long they ask before, in seconds (${DEFAULT-VALUE}).")
    private int warmUp = 60;

    @Option(
            names = "--contacts",
            paramLabel = "N",
            description = "That are in the month already, as counts (${DEFAULT-VALUE}).")
    private long contacts = 10_000_000;

    public DashboardCommand(Clock clock, PrintStream out) {
        this.clock = clock;
        this.out = out;
    }

    @Override
    public Integer call() {
        options.require("--clients", clients, 1, 10_000);
        options.require("--every", every, 10, 60_000);
        options.require("--rate", rate, 1, 100_000);
        options.require("--seconds", seconds, 2, 3_600);
        options.require("--warm-up", warmUp, 0, 3_600);
        options.require("--contacts", contacts, 1_000, 1_000_000_000);
        options.requirePastMonth(clock);
        Settings settings = new Settings(
                clients,
                Duration.ofMillis(every),
                rate,
                Duration.ofSeconds(seconds),
                Duration.ofSeconds(warmUp),
                contacts,
                options.seed(),
                options.month());
        return options.run(out, installation -> new Dashboard(installation, Ports.choose(), settings, out).run());
    }

    /** What was asked for. */
    record Settings(
            int clients,
            Duration every,
            int rate,
            Duration time,
            Duration warmUp,
            long contacts,
            long seed,
            YearMonth month) {
        /** Of an answer of the bare endpoint: about what the product's have. */
        int bodyBytes() {
            return 49_152;
        }
    }
}
