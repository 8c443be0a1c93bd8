package sla.bench.command;

import java.io.PrintStream;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import sla.bench.system.Installation;

/** Options of every benchmark with a planned load, and how they are checked. */
public final class BenchOptions {
    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli before the command is called
    private CommandSpec spec;

    @Option(names = "--seed", paramLabel = "S", description = "Of the plan (${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--month",
            paramLabel = "YYYY-MM",
            description = "When the contacts take place; it must be over (${DEFAULT-VALUE}).")
    private YearMonth month = YearMonth.of(2026, 3);

    @Option(names = "--keep", description = "Leaves the temporary folder, with all data and logs.")
    private boolean keep;

    public long seed() {
        return seed;
    }

    public YearMonth month() {
        return month;
    }

    /** Complains in one line if the value is not within. */
    public void require(String option, long value, long least, long most) {
        if (value < least || value > most) {
            throw complaint(option + ": from " + least + " to " + most);
        }
    }

    /** Scores come days after their contacts, and nothing may lie ahead. */
    public void requirePastMonth(Clock clock) {
        YearMonth running =
                YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC).minusDays(8));
        if (!month.isBefore(running)) {
            throw complaint("--month: must have been over for a week");
        }
    }

    public ParameterException complaint(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    /**
     * Runs in a temporary folder, which stays if that was asked for or the run does not succeed.
     *
     * @param bench whether all is as it must be
     * @return the exit code
     */
    public int run(PrintStream out, Predicate<Installation> bench) {
        Installation installation = Installation.temporary();
        boolean good = false;
        try {
            good = bench.test(installation);
        } finally {
            if (keep || !good) {
                out.println("Everything is left in " + installation.folder());
            } else {
                installation.delete();
            }
        }
        return good ? 0 : 1;
    }
}
