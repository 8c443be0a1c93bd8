package sla.bench.garbage;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sla.bench.system.Installation;

@Command(
        name = "garbage",
        description =
                "Malformed and hostile messages among good ones: each must be rejected with its reasons or rightly"
                        + " accepted, in memory that stays flat, with the good ones on time.",
        footer = {
            "",
            "What must come of each message is decided before the first one is sent. Exit code 1: something else came of",
            "one, a total differs, memory grew, or good records were late."
        })
public final class GarbageCommand implements Callable<Integer> {
    private final PrintStream out;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Option(names = "--messages", paramLabel = "N", description = "How many, besides the good ones (${DEFAULT-VALUE}).")
    private int messages = 1_000_000;

    @Option(names = "--rate", paramLabel = "R", description = "How many of them per second (${DEFAULT-VALUE}).")
    private int rate = 2_000;

    @Option(names = "--good", paramLabel = "R", description = "Good ones per second beside them (${DEFAULT-VALUE}).")
    private int good = 200;

    @Option(names = "--seed", paramLabel = "S", description = "Of the plan (${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--keep", description = "Leaves the temporary folder, with all data and logs.")
    private boolean keep;

    public GarbageCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        require("--messages", messages, Math.toIntExact(GarbagePlan.fewest()), 100_000_000);
        require("--rate", rate, 10, 1_000_000);
        require("--good", good, 10, 100_000);
        Installation installation = Installation.temporary();
        boolean right = false;
        try {
            right = new GarbageTrial(installation, new GarbageTrial.Settings(messages, rate, good, seed), out).run();
        } finally {
            if (keep || !right) {
                out.println("Everything is left in " + installation.folder());
            } else {
                installation.delete();
            }
        }
        return right ? 0 : 1;
    }

    private void require(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ParameterException(spec.commandLine(), option + ": from " + least + " to " + most);
        }
    }
}
