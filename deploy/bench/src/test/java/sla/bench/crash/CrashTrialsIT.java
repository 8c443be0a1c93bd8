package sla.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import sla.bench.system.Installation;

/**
 * The small run of {@code ./sla bench crash}: one trial, with the services as they are built. Every failpoint has a test
 * in the module of its service; here it is one of each.
 */
class CrashTrialsIT {
    /** Of the repository; tests run in the folder of their module. */
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void nothingIsLostAndNothingCountedTwiceWhateverIsKilled() {
        FaultPlan.Settings faults =
                new FaultPlan.Settings(5, 1, Duration.ofSeconds(15), Duration.ofSeconds(3), Duration.ofSeconds(8));
        CrashTrials trials = new CrashTrials(
                new Installation(ROOT, folder),
                new CrashTrials.Settings(1, 100, 11, 8_000, faults),
                new PrintStream(System.out, true, StandardCharsets.UTF_8));
        assertThat(trials.run()).as("what was found is printed above").isTrue();
        assertThat(trials.kills()).isGreaterThanOrEqualTo(5);
        assertThat(trials.halts()).as("failpoints that were reached").isPositive();
    }
}
