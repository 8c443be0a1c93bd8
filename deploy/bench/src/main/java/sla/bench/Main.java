package sla.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import sla.bench.crash.CrashCommand;
import sla.bench.dashboard.DashboardCommand;
import sla.bench.engine.EngineCommand;
import sla.bench.freshness.FreshnessCommand;
import sla.bench.garbage.GarbageCommand;
import sla.bench.rebuild.RebuildCommand;
import sla.bench.result.ResultCommand;
import sla.bench.simulation.SimulationCommand;
import sla.bench.start.StartCommand;
import sla.bench.system.BenchException;
import sla.bench.throughput.ThroughputCommand;

/** The benchmarks behind {@code ./sla bench}. */
@Command(
        name = "./sla bench",
        description = "Measures the product on this machine, in a temporary folder and on ports of its own.",
        synopsisSubcommandLabel = "BENCHMARK",
        subcommands = HelpCommand.class)
public final class Main {
    /** Held, because java.util.logging forgets the level of a logger that nobody holds. */
    private static final Logger ROOT = Logger.getLogger("");

    private Main() {}

    public static void main(String[] args) {
        Arrays.stream(ROOT.getHandlers()).forEach(ROOT::removeHandler);
        ROOT.setLevel(Level.OFF);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(commandLine(Clock.systemUTC(), out).execute(args));
    }

    static CommandLine commandLine(Clock clock, PrintStream out) {
        CommandLine main = new CommandLine(new Main())
                .addSubcommand(new ThroughputCommand(clock, out))
                .addSubcommand(new FreshnessCommand(clock, out))
                .addSubcommand(new RebuildCommand(clock, out))
                .addSubcommand(new DashboardCommand(clock, out))
                .addSubcommand(new ResultCommand(clock, out))
                .addSubcommand(new SimulationCommand(clock, out))
                .addSubcommand(new StartCommand(clock, out))
                .addSubcommand(new EngineCommand(out))
                .addSubcommand(new CrashCommand(out))
                .addSubcommand(new GarbageCommand(out))
                .setParameterExceptionHandler((problem, _) -> complain(problem))
                .setExecutionExceptionHandler((problem, _, _) -> complain(problem));
        main.getSubcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(verb -> !verb.optionsMap().containsKey("--help"))
                .forEach(verb -> verb.addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Shows this.")
                        .build()));
        return main;
    }

    private static int complain(Exception problem) {
        switch (problem) {
            case ParameterException wrong -> {
                System.err.println("sla: " + wrong.getMessage());
                return CommandLine.ExitCode.USAGE;
            }
            case BenchException wrong -> System.err.println("sla: " + wrong.getMessage());
            default -> problem.printStackTrace();
        }
        return CommandLine.ExitCode.SOFTWARE;
    }
}
