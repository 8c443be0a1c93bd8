package sla.bench.result;

import java.io.PrintStream;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sla.bench.command.BenchOptions;
import sla.bench.plan.TrafficPlan;
import sla.bench.system.Ports;

@Command(
        name = "result",
        description = "The KPIs of a month, cold and warm, with ever more contacts in it.",
        footer = {
            "",
            "The counts are written directly, as sla-evaluator leaves them: the events would take hours. Exit code 1: the",
            "answers do not count all contacts."
        })
public final class ResultCommand implements Callable<Integer> {
    private static final long LEAST = 10_000;
    private static final long MOST = 1_000_000_000;

    private final Clock clock;
    private final PrintStream out;

    @Mixin
    private final BenchOptions options = new BenchOptions();

    @Option(
            names = "--contacts",
            paramLabel = "N",
            split = ",",
            defaultValue = "1000000,10000000",
            description = "Of the month, one size after another, with commas (${DEFAULT-VALUE}).")
    private List<Long> contacts = List.of();

    @Option(names = "--rounds", paramLabel = "N", description = "How often each question is asked (${DEFAULT-VALUE}).")
    private int rounds = 30;

    public ResultCommand(Clock clock, PrintStream out) {
        this.clock = clock;
        this.out = out;
    }

    @Override
    public Integer call() {
        contacts.forEach(size -> options.require("--contacts", size, LEAST, MOST));
        options.require("--rounds", rounds, 1, 10_000);
        options.requirePastMonth(clock);
        Settings settings = new Settings(contacts, rounds, options.seed(), options.month());
        return options.run(out, installation -> new Result(installation, Ports.choose(), settings, out).run());
    }

    /** What was asked for. */
    record Settings(List<Long> contacts, int rounds, long seed, YearMonth month) {
        /** Over the whole month, however few there are. */
        TrafficPlan plan(long contacts) {
            return TrafficPlan.ofContacts("q", seed, month, contacts);
        }
    }
}
