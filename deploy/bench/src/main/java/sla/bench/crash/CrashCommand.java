package sla.bench.crash;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sla.bench.system.Installation;
import sla.bench.system.Ports;

@Command(
        name = "crash",
        description = "Kills and freezes every part of the product under load, and compares the counts with the plan.",
        footer = {
            "",
            "Exit code 1: something was lost or counted twice, or did not come through; the trial's seed does it again."
        })
public final class CrashCommand implements Callable<Integer> {
    private static final Duration SERVICE_PAUSE = Duration.ofSeconds(12);

    private final PrintStream out;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Option(names = "--trials", paramLabel = "N", description = "At most so many trials (${DEFAULT-VALUE}).")
    private int trials = 100;

    @Option(
            names = "--kills",
            paramLabel = "K",
            description = "No further trial begins after so many kills (${DEFAULT-VALUE}).")
    private int kills = 200;

    @Option(names = "--seed", paramLabel = "S", description = "Of the first trial; each next one has the next number.")
    private long seed = 1;

    @Option(names = "--events", paramLabel = "N", description = "Per trial, about (${DEFAULT-VALUE}).")
    private int events = 30_000;

    @Option(names = "--seconds", paramLabel = "S", description = "How long a trial sends (${DEFAULT-VALUE}).")
    private int seconds = 60;

    @Option(
            names = "--kills-per-trial",
            paramLabel = "K",
            description = "At random moments, besides one at each failpoint (${DEFAULT-VALUE}).")
    private int killsPerTrial = 16;

    @Option(
            names = "--pause",
            paramLabel = "S",
            description = "For how long the broker or the database is stopped, in seconds (${DEFAULT-VALUE}).")
    private int pause = 30;

    @Option(names = "--keep", description = "Leaves the temporary folder, with all data and logs.")
    private boolean keep;

    public CrashCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        require("--trials", trials, 1, 100_000);
        require("--kills", kills, 1, 1_000_000);
        require("--events", events, 1_000, 10_000_000);
        require("--seconds", seconds, 5, 3_600);
        require("--kills-per-trial", killsPerTrial, 1, 1_000);
        require("--pause", pause, 1, 600);
        Installation installation = Installation.temporary();
        boolean equal = false;
        try {
            FaultPlan.Settings faults = new FaultPlan.Settings(
                    killsPerTrial,
                    Integer.MAX_VALUE,
                    Duration.ofSeconds(seconds),
                    Duration.ofSeconds(pause),
                    SERVICE_PAUSE);
            equal = new CrashTrials(
                            installation,
                            Ports.choose(),
                            new CrashTrials.Settings(trials, kills, seed, events, faults),
                            out)
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

    private void require(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ParameterException(spec.commandLine(), option + ": from " + least + " to " + most);
        }
    }
}
