package sla.ingest.projection;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import sla.ingest.IngestConfig;
import sla.runtime.topic.PartitionLogs;

/** Runs a thread for each projection. */
@ApplicationScoped
public class Projections {
    private final Instance<Projection> projections;
    private final TablePositions positions;
    private final PartitionLogs logs;
    private final IngestConfig config;
    private final String bootstrapServers;
    private final Clock clock;
    private final List<ProjectionThread> threads = new ArrayList<>();

    Projections(
            @Any Instance<Projection> projections,
            TablePositions positions,
            PartitionLogs logs,
            IngestConfig config,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            Clock clock) {
        this.projections = projections;
        this.positions = positions;
        this.logs = logs;
        this.config = config;
        this.bootstrapServers = bootstrapServers;
        this.clock = clock;
    }

    synchronized void start(@Observes @Priority(30) StartupEvent event) {
        projections.forEach(projection -> threads.add(
                new ProjectionThread(projection, positions, logs, config.acceptLogLoss(), bootstrapServers, clock)));
    }

    synchronized void stop(@Observes ShutdownEvent event) throws InterruptedException {
        for (ProjectionThread thread : threads) {
            thread.stop();
        }
    }

    synchronized List<ProjectionThread> threads() {
        return List.copyOf(threads);
    }
}
