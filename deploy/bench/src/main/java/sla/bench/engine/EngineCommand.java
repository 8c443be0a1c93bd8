package sla.bench.engine;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "engine",
        description = "Evaluations of an agreement from prepared counts, on one core: no database, no service.",
        footer = {"", "Exit code 1: the floor was missed."})
public final class EngineCommand implements Callable<Integer> {
    private final PrintStream out;

    @Spec
    private CommandSpec spec;

    @Option(names = "--kpis", paramLabel = "N", description = "KPIs of the agreement (${DEFAULT-VALUE}).")
    private int kpis = 50;

    @Option(names = "--periods", paramLabel = "N", description = "Months that are evaluated (${DEFAULT-VALUE}).")
    private int periods = 24;

    @Option(names = "--rounds", paramLabel = "N", description = "How often all of them are (${DEFAULT-VALUE}).")
    private int rounds = 200;

    @SuppressWarnings("NullAway.Init") // picocli sets the specification
    public EngineCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        require("--kpis", kpis, 1, 1_000);
        require("--periods", periods, 1, 360);
        require("--rounds", rounds, 3, 100_000);
        return new Engine(kpis, periods, rounds, out).run() ? 0 : 1;
    }

    private void require(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ParameterException(
                    spec.commandLine(), option + " must be from " + least + " to " + most + ", not " + value + ".");
        }
    }
}
