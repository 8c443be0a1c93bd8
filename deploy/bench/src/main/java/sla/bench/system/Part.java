package sla.bench.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One process that can be killed, frozen, and started again on its port and data. While it is wanted, whoever looks
 * after it ({@link #tend}) starts it again when it has ended, as the platform of a real installation would.
 *
 * <p>Its failpoints are taken one after the other: it is started with the first one armed until it has halted there.
 */
public final class Part {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final PartName name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private final Supplier<List<ProcessHandle>> others;
    private final PartLog events;
    private final Deque<String> failpoints = new ArrayDeque<>();
    private final List<Long> frozen = new ArrayList<>();
    private @Nullable Process process;
    private @Nullable String armed;
    private boolean wanted;
    private long restNanosUntil = System.nanoTime();

    /**
     * @param folder where its log goes
     * @param others processes besides the one that is started, which live and die with it
     */
    Part(
            PartName name,
            List<String> command,
            Map<String, String> environment,
            Path folder,
            Supplier<List<ProcessHandle>> others,
            PartLog events) {
        this.name = name;
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.log = folder.resolve(name + ".log");
        this.others = others;
        this.events = events;
    }

    /** From now on it is to run. */
    public synchronized void want() {
        wanted = true;
    }

    public synchronized boolean isWanted() {
        return wanted;
    }

    /** Starts the process if it should run and does not. Called again and again. */
    synchronized void tend() {
        Process last = process;
        if (last != null && !last.isAlive()) {
            collect(last);
        }
        if (wanted && process == null && System.nanoTime() - restNanosUntil >= 0) {
            start();
        }
    }

    private void collect(Process last) {
        process = null;
        int code = last.exitValue();
        String failpoint = armed;
        if (!wanted) {
            return;
        }
        if (failpoint != null && code == PartLog.HALTED) {
            failpoints.remove();
            events.halted(name, failpoint);
        } else {
            events.endedByItself(name, code);
            rest(PAUSE_AFTER_FAILURE);
        }
    }

    private void start() {
        armed = failpoints.peek();
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        if (armed != null) {
            builder.environment().put("SLA_FAILPOINT", armed);
        }
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + name, e);
        }
    }

    /**
     * {@code SIGKILL}, to whatever of it runs; returns when it is gone.
     *
     * @return whether there was anything to kill
     */
    public synchronized boolean kill(Duration downtime) {
        Process running = process;
        rest(downtime);
        if (running == null || !running.isAlive()) {
            return false;
        }
        all().forEach(ProcessHandle::destroyForcibly);
        try {
            running.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted", e);
        }
        process = null;
        return true;
    }

    /** Kills it and has it started so that it halts at this failpoint, {@code NAME:n}, after those that wait already. */
    public synchronized boolean haltAt(String failpoint) {
        failpoints.add(failpoint);
        return failpoints.size() == 1 && kill(Duration.ZERO);
    }

    public synchronized boolean hasFailpoints() {
        return !failpoints.isEmpty();
    }

    /** No failpoint any more; one that is armed already goes with the process. */
    public synchronized List<String> forgetFailpoints() {
        List<String> left = List.copyOf(failpoints);
        failpoints.clear();
        if (!left.isEmpty()) {
            kill(Duration.ZERO);
        }
        return left;
    }

    /** {@code SIGSTOP}: it keeps its connections and says nothing. */
    public synchronized void freeze() {
        for (ProcessHandle one : all()) {
            frozen.add(one.pid());
            one.children().forEach(child -> frozen.add(child.pid()));
        }
        signal("-STOP", frozen);
    }

    /**
     * {@code SIGCONT} to all that were frozen, also those whose first process was killed meanwhile: children of a
     * PostgreSQL that is gone would hold its memory for ever, and no other could start on its data.
     */
    public synchronized void resume() {
        signal("-CONT", frozen);
        frozen.clear();
    }

    /** One of its processes that is not the first: of a database one connection's, after which all end. */
    public synchronized boolean killOne(int draw) {
        List<ProcessHandle> some =
                others.get().stream().flatMap(ProcessHandle::children).toList();
        return !some.isEmpty() && some.get(draw % some.size()).destroyForcibly();
    }

    /** {@code SIGTERM}, and it is not started again; returns when it has ended. */
    public synchronized void leave() {
        wanted = false;
        Process running = process;
        if (running == null) {
            return;
        }
        resume(); // what is frozen does not listen
        if (name.kind() != PartName.Kind.SERVER) {
            running.destroy();
        }
        try {
            running.getOutputStream().close();
            if (!running.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                events.doesNotStop(name);
                all().forEach(ProcessHandle::destroyForcibly);
                running.waitFor();
            }
        } catch (IOException _) {
            running.destroyForcibly();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            running.destroyForcibly();
        }
        process = null;
    }

    private void signal(String signal, List<Long> pids) {
        if (pids.isEmpty()) {
            return;
        }
        List<String> kill = new ArrayList<>(List.of("kill", signal));
        pids.forEach(pid -> kill.add(Long.toString(pid)));
        try {
            // One that has ended in between makes it complain, and does not matter.
            new ProcessBuilder(kill)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot send " + signal + " to " + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted", e);
        }
    }

    private List<ProcessHandle> all() {
        Process running = process;
        List<ProcessHandle> all = new ArrayList<>();
        if (running != null && running.isAlive()) {
            all.add(running.toHandle());
            all.addAll(others.get());
        }
        return all;
    }

    private void rest(Duration time) {
        restNanosUntil = System.nanoTime() + time.toNanos();
    }
}
