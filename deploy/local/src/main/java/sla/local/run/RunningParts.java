package sla.local.run;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import sla.local.state.Installation;
import sla.local.state.RunFile;
import sla.local.state.RunningPart;

/**
 * All that was started, so that all of it is stopped: services first, then the servers they need. A stop may come at any
 * moment, from another thread, while parts are being started: it waits for those, and no further ones begin.
 */
final class RunningParts {
    private final Installation installation;
    private final PrintStream out;
    private final List<Part> parts = new ArrayList<>();
    private final List<RunningPart> borrowed = new ArrayList<>();
    /** Starting holds the read side, so that several may; stopping needs the write side. */
    private final ReadWriteLock life = new ReentrantReadWriteLock();

    private volatile boolean stopping;

    RunningParts(Installation installation, PrintStream out) {
        this.installation = installation;
        this.out = out;
    }

    /** What is thrown at whoever wants to start something while all is being stopped. */
    static final class StoppingException extends RuntimeException {}

    <P extends Part> P start(Supplier<P> start) {
        life.readLock().lock();
        try {
            if (stopping) {
                throw new StoppingException();
            }
            P part = start.get();
            remember(part);
            return part;
        } finally {
            life.readLock().unlock();
        }
    }

    /** Notes a server that belongs to somebody else, so that {@code status} can show it. */
    synchronized void borrow(RunningPart part) {
        borrowed.add(part);
    }

    private synchronized void remember(Part part) {
        parts.add(part);
        List<RunningPart> all = new ArrayList<>(borrowed);
        parts.forEach(one -> all.add(one.running()));
        new RunFile(launcher(), all).write(installation);
    }

    boolean isStopping() {
        return stopping;
    }

    /** A part that no longer works, with the reason. */
    record Failure(String part, String reason) {}

    synchronized Optional<Failure> failure() {
        return parts.stream()
                .flatMap(part -> part.failure().stream()
                        .map(reason -> new Failure(part.running().name(), reason)))
                .findFirst();
    }

    /**
     * Stops everything. Returns when all has ended; a second call finds nothing to do. What does not stop stays in the run
     * file, so that {@code down} and the next {@code up} know of it.
     */
    void stop() {
        stopping = true;
        life.writeLock().lock();
        try {
            List<Part> reversed = new ArrayList<>(parts.reversed());
            parts.clear();
            if (reversed.isEmpty()) {
                return;
            }
            out.println("Stopping …");
            reversed.forEach(Part::requestStop);
            List<RunningPart> left = reversed.stream()
                    .filter(part -> !stop(part))
                    .map(Part::running)
                    .toList();
            if (left.isEmpty()) {
                RunFile.remove(installation);
            } else {
                new RunFile(launcher(), left.reversed()).write(installation);
                out.println("Not everything has stopped: ./sla down tries again.");
            }
        } finally {
            life.writeLock().unlock();
        }
    }

    private boolean stop(Part part) {
        boolean stopped = true;
        String how;
        try {
            how = part.stop();
        } catch (RuntimeException e) {
            stopped = false;
            how = "did not stop: " + e.getMessage();
        }
        out.printf("  %-17s %s%n", part.running().name(), how);
        return stopped;
    }

    private static RunningPart launcher() {
        return RunningPart.of("launcher", "", ProcessHandle.current(), null);
    }
}
