package sla.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sla.local.state.Installation;
import sla.local.state.RunFile;
import sla.local.state.RunningPart;

class RunningPartsTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private Installation installation;
    private RunningParts parts;

    private record Stub(String name, boolean stops) implements Part {
        @Override
        public RunningPart running() {
            return RunningPart.of(name, "127.0.0.1:1", ProcessHandle.current(), null);
        }

        @Override
        public Optional<String> failure() {
            return Optional.empty();
        }

        @Override
        public void requestStop() {}

        @Override
        public String stop() {
            if (!stops) {
                throw new IllegalStateException("it holds on");
            }
            return "stopped";
        }
    }

    @BeforeEach
    void install() {
        installation = new Installation(folder, folder.resolve(".sla"));
        installation.create();
        parts = new RunningParts(installation, new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @Test
    void forgetsWhatHasStopped() {
        parts.start(() -> new Stub("one", true));
        assertThat(RunFile.read(installation)).isPresent();
        parts.stop();
        assertThat(RunFile.read(installation)).isEmpty();
    }

    @Test
    void remembersWhatDidNotStopAndStopsTheOthers() {
        parts.start(() -> new Stub("database", false));
        parts.start(() -> new Stub("service", true));
        parts.stop();

        assertThat(RunFile.read(installation).orElseThrow().parts())
                .extracting(RunningPart::name)
                .containsExactly("database");
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("did not stop: it holds on")
                .contains("./sla down tries again");
    }
}
