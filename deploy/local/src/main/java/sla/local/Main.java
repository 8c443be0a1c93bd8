package sla.local;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import sla.local.check.CheckCommand;
import sla.local.job.ForgetCommand;
import sla.local.job.RebuildCommand;
import sla.local.job.RetainCommand;
import sla.local.job.VerifyCommand;
import sla.local.replay.ReplayCommand;
import sla.local.replay.ReplayException;
import sla.local.retry.RejectionsCommand;
import sla.local.retry.RetryCommand;
import sla.local.run.DownCommand;
import sla.local.run.LauncherLog;
import sla.local.run.LogsCommand;
import sla.local.run.StatusCommand;
import sla.local.run.UpCommand;
import sla.local.sample.EventsCommand;
import sla.local.simulate.SimulateCommand;
import sla.local.state.Installation;

/** The verbs of {@code ./sla}. */
@Command(
        name = "./sla",
        description = "Contact-centre records in, bonus and malus out.",
        synopsisSubcommandLabel = "VERB",
        subcommands = HelpCommand.class)
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        LauncherLog.silence();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(
                commandLine(Installation.ofThisJvm(), Clock.systemUTC(), out).execute(args));
    }

    static CommandLine commandLine(Installation installation, Clock clock, PrintStream out) {
        CommandLine main = new CommandLine(new Main())
                .addSubcommand(new UpCommand(installation, clock, out))
                .addSubcommand(new DownCommand(installation, out))
                .addSubcommand(new StatusCommand(installation, out))
                .addSubcommand(new LogsCommand(installation, out))
                .addSubcommand(new CheckCommand(out))
                .addSubcommand(new SimulateCommand(installation, out))
                .addSubcommand(new ReplayCommand(installation, clock, out))
                .addSubcommand(new EventsCommand(clock, out))
                .addSubcommand(new RejectionsCommand(installation, out))
                .addSubcommand(new RetryCommand(installation, out))
                .addSubcommand(new VerifyCommand(installation, out))
                .addSubcommand(new RetainCommand(installation, out))
                .addSubcommand(new ForgetCommand(installation, out))
                .addSubcommand(new RebuildCommand(installation, out))
                .setParameterExceptionHandler((problem, _) -> complain(problem))
                .setExecutionExceptionHandler((problem, _, _) -> complain(problem));
        main.getSubcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(verb -> !verb.optionsMap().containsKey("--help"))
                .forEach(verb -> verb.addOption(help()));
        return main;
    }

    private static OptionSpec help() {
        return OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Shows this.")
                .build();
    }

    /** One line for what somebody can set right; anything else is a fault here and shows where. */
    private static int complain(Exception problem) {
        switch (problem) {
            case UnmatchedArgumentException wrong
            when wrong.isUnknownOption() -> {
                System.err.println("sla: There is no option '"
                        + wrong.getUnmatched().getFirst() + "' of "
                        + wrong.getCommandLine().getCommandSpec().qualifiedName() + "; --help shows which there are.");
                return CommandLine.ExitCode.USAGE;
            }
            case ParameterException wrong -> {
                System.err.println("sla: " + wrong.getMessage());
                return CommandLine.ExitCode.USAGE;
            }
            case ReplayException wrong -> System.err.println("sla: " + wrong.getMessage());
            default -> problem.printStackTrace();
        }
        return CommandLine.ExitCode.SOFTWARE;
    }
}
