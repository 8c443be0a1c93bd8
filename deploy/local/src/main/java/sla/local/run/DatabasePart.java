package sla.local.run;

import java.nio.file.Path;
import java.util.Optional;
import sla.embedded.EmbeddedDatabase;
import sla.local.state.Loopback;
import sla.local.state.RunningPart;

/** The PostgreSQL server beside the launcher. */
final class DatabasePart implements Part {
    static final String NAME = "database";

    private final EmbeddedDatabase database;
    private final RunningPart running;

    private DatabasePart(EmbeddedDatabase database, RunningPart running) {
        this.database = database;
        this.running = running;
    }

    static DatabasePart start(Path folder, int port, Path log) {
        EmbeddedDatabase database = EmbeddedDatabase.start(folder, port, log);
        ProcessHandle process = ProcessHandle.of(database.pid()).orElseThrow();
        return new DatabasePart(database, RunningPart.of(NAME, Loopback.HOST + ":" + port, process, null));
    }

    String jdbcUrl() {
        return database.jdbcUrl();
    }

    @Override
    public RunningPart running() {
        return running;
    }

    @Override
    public Optional<String> failure() {
        return running.process().isPresent() ? Optional.empty() : Optional.of("PostgreSQL has ended");
    }

    @Override
    public void requestStop() {
        // It must outlive the services, which are asked at the same time.
    }

    @Override
    public String stop() {
        if (running.process().isEmpty()) {
            return "had already ended";
        }
        database.close();
        return "stopped";
    }
}
