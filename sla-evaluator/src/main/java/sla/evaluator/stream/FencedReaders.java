package sla.evaluator.stream;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sla.runtime.batch.BatchReader;
import sla.runtime.batch.BatchReaders;

/** Reads the topics whose positions stand in the database, and has each batch stored exactly once. */
@ApplicationScoped
public class FencedReaders {
    /** When to start a reader: the topics are there, and so is everything that a batch needs. */
    public static final int START = 100;

    private final BatchReaders readers;
    private final StoredPositions positions;
    private final FencedStore store;
    private final Map<String, BatchReader<?, ?>> started = new ConcurrentHashMap<>();

    FencedReaders(BatchReaders readers, StoredPositions positions, FencedStore store) {
        this.readers = readers;
        this.positions = positions;
        this.store = store;
    }

    /**
     * Reads a topic until the service stops.
     *
     * @param work makes what stores one batch
     */
    public void start(String name, String topic, Supplier<FencedStore.Work> work) {
        started.put(
                topic,
                readers.readTopic(
                        name,
                        topic,
                        new PolledBytes.Reader(),
                        positions,
                        (batch, _) -> store.store(name, batch, work.get())));
    }

    /** The reader of a topic; null before it has started. */
    @Nullable
    BatchReader<?, ?> of(String topic) {
        return started.get(topic);
    }

    Collection<BatchReader<?, ?>> all() {
        return started.values();
    }

    /** What is wrong with the readers, if anything. */
    List<String> faults(Duration limit) throws InterruptedException {
        List<String> faults = new ArrayList<>();
        for (BatchReader<?, ?> reader : all()) {
            reader.fault(limit).ifPresent(faults::add);
        }
        return faults;
    }
}
