package sla.local.run;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.utils.Exit;
import sla.embedded.EmbeddedKafka;
import sla.local.state.RunningPart;

/** The broker in the launcher's own JVM. */
final class KafkaPart implements Part {
    static final String NAME = "kafka";

    private final EmbeddedKafka kafka;
    private final AtomicBoolean gaveUp;

    private KafkaPart(EmbeddedKafka kafka, AtomicBoolean gaveUp) {
        this.kafka = kafka;
        this.gaveUp = gaveUp;
    }

    static KafkaPart start(Path folder, int port) {
        AtomicBoolean gaveUp = new AtomicBoolean();
        // A broker that cannot go on would halt the JVM, and so leave all the others without an owner.
        Exit.Procedure giveUp = (_, _) -> {
            gaveUp.set(true);
            throw new IllegalStateException("The broker cannot go on");
        };
        Exit.setHaltProcedure(giveUp);
        Exit.setExitProcedure(giveUp);
        return new KafkaPart(EmbeddedKafka.start(folder, port), gaveUp);
    }

    @Override
    public RunningPart running() {
        return RunningPart.of(NAME, kafka.bootstrapServers(), ProcessHandle.current(), null);
    }

    @Override
    public Optional<String> failure() {
        return gaveUp.get() ? Optional.of("the broker gave up") : Optional.empty();
    }

    @Override
    public void requestStop() {
        // It must outlive the services, which are asked at the same time.
    }

    @Override
    public String stop() {
        kafka.close();
        return "stopped";
    }
}
