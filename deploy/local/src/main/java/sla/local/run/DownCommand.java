package sla.local.run;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import sla.local.state.Installation;
import sla.local.state.RunFile;
import sla.local.state.RunLock;

@Command(name = "down", description = "Stops everything that up started, and waits until it has ended.")
public final class DownCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Installation installation;
    private final PrintStream out;

    public DownCommand(Installation installation, PrintStream out) {
        this.installation = installation;
        this.out = out;
    }

    @Override
    public Integer call() throws InterruptedException {
        installation.create();
        Optional<RunLock> lock = RunLock.take(installation);
        if (lock.isPresent()) {
            try (RunLock _ = lock.get()) {
                out.println(Leftovers.stop(installation, out) ? "Everything is stopped." : "Nothing runs.");
                return 0;
            }
        }
        return stopLauncher();
    }

    private int stopLauncher() throws InterruptedException {
        Optional<ProcessHandle> launcher =
                RunFile.read(installation).flatMap(run -> run.launcher().process());
        if (launcher.isEmpty()) {
            out.println("It is just being started; try again in a moment.");
            return 1;
        }
        launcher.get().destroy();
        try {
            launcher.get().onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException _) {
            out.println("Process " + launcher.get().pid() + " does not end.");
            return 1;
        }
        out.println("Everything is stopped.");
        return 0;
    }
}
