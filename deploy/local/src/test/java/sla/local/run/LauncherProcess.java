package sla.local.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The launcher as {@code ./sla} runs it: a JVM of its own on the built jar. */
final class LauncherProcess {
    private static final long PATIENCE_SECONDS = 120;

    private final Process process;
    private final LinkedBlockingQueue<String> unread = new LinkedBlockingQueue<>();
    private final Thread reader;
    private final StringBuilder said = new StringBuilder();

    private LauncherProcess(Process process) {
        this.process = process;
        this.reader = Thread.ofVirtual().start(this::read);
    }

    static LauncherProcess start(Path root, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dsla.root=" + root,
                "-jar",
                Path.of("target/sla-local.jar").toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        return new LauncherProcess(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    private void read() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (said) {
                    said.append(line).append('\n');
                }
                unread.add(line);
            }
        } catch (IOException _) {
            // It was killed.
        }
    }

    /** Waits for a line that holds these words. */
    void awaitLine(String words) throws InterruptedException {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < limit) {
            String line = unread.poll(100, TimeUnit.MILLISECONDS);
            if (line != null && line.contains(words)) {
                return;
            }
            if (line == null && !process.isAlive() && !reader.isAlive()) {
                break;
            }
        }
        throw new AssertionError("The launcher never said \"" + words + "\" but\n" + output());
    }

    int awaitExit() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("The launcher does not end; it said\n" + output());
        }
        reader.join();
        return process.exitValue();
    }

    /** All it has said so far. */
    String output() {
        synchronized (said) {
            return said.toString();
        }
    }

    /** SIGTERM: a JVM that was not started from a terminal may ignore SIGINT. */
    void terminate() {
        process.destroy();
    }

    void kill() {
        process.destroyForcibly();
    }

    boolean isAlive() {
        return process.isAlive();
    }
}
