package sla.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class UsageTest {
    @Test
    void seesProcessorTimeAndMemoryOfAProcess() {
        Usage usage = new Usage(Map.of("this", ProcessHandle.current().pid()));
        long end = System.nanoTime() + 200_000_000;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        usage.sampleMemory();
        // A fifth of a second of spinning, less what other programs took.
        assertThat(usage.cpuMillis().get("this")).isBetween(20L, 60_000L);
        assertThat(usage.machine().busy()).isPositive();
        assertThat(usage.mostMemory().get("this").resident()).isGreaterThan(20_000);
        assertThat(usage.mostMemory().get("this").anonymous()).isGreaterThan(10_000);
        assertThat(usage.busiestThreads("this", 3)).hasSize(3);
    }

    @Test
    void takesAProcessThatHasEndedAsUsingNothing() {
        Usage usage = new Usage(Map.of("gone", 4_000_000_000L));
        usage.sampleMemory();
        assertThat(usage.cpuMillis()).containsEntry("gone", 0L);
        assertThat(usage.mostMemory()).containsEntry("gone", new Usage.Memory(0, 0, 0));
        assertThat(usage.busiestThreads("gone", 3)).isEmpty();
    }
}
