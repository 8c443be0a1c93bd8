package sla.local.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningPartTest {
    @TempDir
    Path folder;

    @Test
    void findsItsProcess() {
        RunningPart part = RunningPart.of("x", "127.0.0.1:1", ProcessHandle.current(), null);

        assertThat(part.process()).contains(ProcessHandle.current());
    }

    @Test
    void doesNotTakeALaterProcessWithTheSameNumberForIts() {
        RunningPart part = new RunningPart(
                "x", "127.0.0.1:1", ProcessHandle.current().pid(), Instant.parse("2001-01-01T00:00:00Z"), null);

        assertThat(part.process()).isEmpty();
    }

    @Test
    void survivesBeingWrittenDown() {
        Installation installation = new Installation(folder, folder);
        RunningPart part = RunningPart.of("x", "127.0.0.1:1", ProcessHandle.current(), "http://127.0.0.1:1/q/health");
        RunFile run = new RunFile(part, List.of(part, RunningPart.borrowed("kafka", "localhost:9092")));

        run.write(installation);

        assertThat(RunFile.read(installation)).contains(run);
        assertThat(RunFile.read(installation).orElseThrow().launcher().process())
                .isPresent();
    }
}
