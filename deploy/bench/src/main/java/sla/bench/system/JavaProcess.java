package sla.bench.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A class of ours in a JVM of its own, with the options of the services. It is told things line by line, answers
 * likewise, and must end when its input does.
 */
public final class JavaProcess implements AutoCloseable {
    private static final long STOP_SECONDS = 60;
    private static final long ANSWER_SECONDS = 60;

    private final String name;
    private final Process process;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private volatile @Nullable Consumer<String> listener;

    private JavaProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        Thread.ofVirtual().name("listen-to-" + name).start(this::listen);
    }

    public static JavaProcess start(
            Installation installation, String name, int heapMegabytes, Class<?> main, List<String> arguments) {
        List<String> command = command(heapMegabytes, main, arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(installation.folder().resolve(name + ".log").toFile())
                    .start();
            return new JavaProcess(name, process);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + name, e);
        }
    }

    /** The command line of a class of ours in a JVM of its own. */
    static List<String> command(int heapMegabytes, Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMegabytes + "m",
                "-Xms32m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(arguments);
        return command;
    }

    public long pid() {
        return process.pid();
    }

    /** Gives every line from now on to the listener, on a thread of its own. */
    public void listen(Consumer<String> wanted) {
        listener = wanted;
    }

    /** Waits for a line that is just this. */
    public void await(String answer) {
        try {
            String line = answers.poll(ANSWER_SECONDS, TimeUnit.SECONDS);
            if (!answer.equals(line)) {
                throw new BenchException(name + " did not say " + answer + " but " + line + "; see " + name + ".log");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted", e);
        }
    }

    public void tell(String line) {
        try {
            OutputStream input = process.getOutputStream();
            input.write((line + '\n').getBytes(StandardCharsets.US_ASCII));
            input.flush();
        } catch (IOException e) {
            throw new BenchException(name + " does not listen", e);
        }
    }

    public void requireAlive() {
        if (!process.isAlive()) {
            throw new BenchException(name + " has ended with exit code " + process.exitValue());
        }
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException _) {
            process.destroyForcibly();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.US_ASCII)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Consumer<String> wanted = listener;
                if (wanted == null) {
                    answers.add(line);
                } else {
                    wanted.accept(line);
                }
            }
        } catch (IOException _) {
            // The process has ended.
        }
    }
}
