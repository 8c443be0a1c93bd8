package sla.local.run;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import sla.embedded.EmbeddedDatabase;
import sla.local.state.Installation;
import sla.local.state.RunFile;
import sla.local.state.RunningPart;

/** Processes of a launcher that was killed. Only for who holds the installation's lock. */
final class Leftovers {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private Leftovers() {}

    /** Stops them, services first; returns whether there were any. */
    static boolean stop(Installation installation, PrintStream out) {
        Optional<RunFile> last = RunFile.read(installation);
        if (last.isEmpty()) {
            return false;
        }
        List<RunningPart> left = last.get().parts().stream()
                .filter(part -> part.process().isPresent())
                .toList();
        for (RunningPart part : left.reversed()) {
            out.println("Stopping what an earlier run left behind: " + part.name());
            if (part.name().equals(DatabasePart.NAME)) {
                EmbeddedDatabase.stopOrphan(installation.data(DatabasePart.NAME));
            } else {
                part.process().ifPresent(Leftovers::stop);
            }
        }
        RunFile.remove(installation);
        return !left.isEmpty();
    }

    private static void stop(ProcessHandle process) {
        process.destroy();
        try {
            process.onExit().get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException _) {
            process.destroyForcibly();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
