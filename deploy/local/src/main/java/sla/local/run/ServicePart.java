package sla.local.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import sla.local.state.Installation;
import sla.local.state.Loopback;
import sla.local.state.RunningPart;

/** A service in a JVM of its own, its output in its log file. */
final class ServicePart implements Part {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private final Service service;
    private final Process process;
    private final RunningPart running;

    private ServicePart(Service service, Process process, int port) {
        this.service = service;
        this.process = process;
        this.running =
                RunningPart.of(service.label(), Loopback.HOST + ":" + port, process.toHandle(), Health.address(port));
    }

    static ServicePart start(Service service, Installation installation, Servers servers, int port) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(service.jvmOptions());
        command.add("-jar");
        command.add(service.jar(installation.root()).toString());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(installation.folder().toFile())
                .redirectErrorStream(true)
                .redirectInput(Redirect.from(new java.io.File("/dev/null")))
                .redirectOutput(LogFile.fresh(installation.log(service.label())).toFile());
        builder.environment().putAll(servers.environment(port));
        // Else the C library keeps a heap of its own for each of many threads.
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        try {
            return new ServicePart(service, builder.start(), port);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + service.label(), e);
        }
    }

    Service service() {
        return service;
    }

    String baseUrl() {
        return "http://" + running.address();
    }

    boolean isReady() {
        return Health.isReady(running);
    }

    @Override
    public RunningPart running() {
        return running;
    }

    @Override
    public Optional<String> failure() {
        return process.isAlive() ? Optional.empty() : Optional.of("it ended with exit code " + process.exitValue());
    }

    @Override
    public void requestStop() {
        process.destroy();
    }

    @Override
    public String stop() {
        if (!process.isAlive()) {
            return "stopped";
        }
        process.destroy();
        try {
            if (process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                return "stopped";
            }
            process.destroyForcibly().waitFor();
            return "did not stop within " + STOP_LIMIT.toSeconds() + " s and was killed";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            return "was killed";
        }
    }
}
