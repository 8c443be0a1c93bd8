package sla.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The main process of PostgreSQL, known by the {@code postmaster.pid} in its data folder. */
final class Postmaster {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final Path data;

    Postmaster(Path data) {
        this.data = data;
    }

    /**
     * Stops a server whose owner was killed. Only to be called by who holds the folder's lock. A file left by a process
     * that is gone is PostgreSQL's own to judge; one whose number now belongs to another program would stop it from
     * starting, so that one goes.
     */
    void stopOrphan() {
        Optional<ProcessHandle> process = process();
        if (process.isEmpty()) {
            return;
        }
        if (isPostgres(process.get())) {
            interrupt(process.get());
            await(process.get());
        } else {
            deletePidFile();
        }
    }

    /** Stops the server in the given way and waits for its process to end. */
    void stop(Runnable order) {
        Optional<ProcessHandle> process = process();
        order.run();
        process.ifPresent(Postmaster::await);
    }

    private Optional<ProcessHandle> process() {
        return pid().flatMap(ProcessHandle::of).filter(ProcessHandle::isAlive);
    }

    Optional<Long> pid() {
        try {
            List<String> lines = Files.readAllLines(pidFile());
            return lines.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Long.valueOf(lines.getFirst().strip()));
        } catch (NoSuchFileException | NumberFormatException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + pidFile(), e);
        }
    }

    private Path pidFile() {
        return data.resolve("postmaster.pid");
    }

    private void deletePidFile() {
        try {
            Files.deleteIfExists(pidFile());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove " + pidFile(), e);
        }
    }

    /** False for a process that has ended but was not collected yet: its program can no longer be seen. */
    private static boolean isPostgres(ProcessHandle process) {
        return process.info().command().map(Path::of).map(Path::getFileName).stream()
                .anyMatch(name -> name.toString().startsWith("postgres"));
    }

    /** SIGINT is PostgreSQL's fast shutdown; SIGTERM, all that Java can send, would wait for clients to go. */
    private static void interrupt(ProcessHandle process) {
        try {
            int result = new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (result != 0 && process.isAlive()) {
                throw new IllegalStateException("May not stop the PostgreSQL server with process id " + process.pid());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot stop process " + process.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while stopping process " + process.pid(), e);
        }
    }

    /** Looks rather than listens: where nobody collects dead orphans, as in many containers, no exit is ever told. */
    private static void await(ProcessHandle process) {
        long limit = System.nanoTime() + STOP_LIMIT.toNanos();
        while (isPostgres(process)) {
            if (System.nanoTime() > limit) {
                throw new IllegalStateException("PostgreSQL, process " + process.pid() + ", does not end");
            }
            try {
                Thread.sleep(LOOK_EVERY);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
