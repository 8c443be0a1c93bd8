package sla.evaluator.testing;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import sla.embedded.EmbeddedDatabase;
import sla.embedded.FreePort;

/** The packaged service as a process of its own, which can be killed. */
public final class EvaluatorProcess implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final int port;
    private final Path log;

    private EvaluatorProcess(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /** Starts it; {@code settings} are system properties such as {@code sla.failpoint=AFTER_FACTS:3}. */
    public static EvaluatorProcess start(String bootstrapServers, String jdbcUrl, String... settings)
            throws IOException {
        int port = FreePort.choose();
        Path log = Files.createTempFile("sla-evaluator-", ".log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dkafka.bootstrap.servers=" + bootstrapServers,
                "-Dquarkus.datasource.jdbc.url=" + jdbcUrl,
                "-Dquarkus.datasource.username=" + EmbeddedDatabase.NAME,
                "-Dquarkus.http.port=" + port));
        for (String setting : settings) {
            command.add("-D" + setting);
        }
        command.addAll(List.of("-jar", "target/quarkus-app/quarkus-run.jar"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new EvaluatorProcess(process, port, log);
    }

    public void awaitReady() {
        await().alias("evaluator is ready, log: " + log)
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(200))
                .until(this::isReady);
    }

    /** For one that dies at a failpoint: it may meet work that was left, and be gone before it is seen ready. */
    public void awaitReadyOrEnd() {
        await().alias("evaluator is ready or has ended, log: " + log)
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> !process.isAlive() || get("/q/health/ready").statusCode() == 200);
    }

    private boolean isReady() {
        if (!process.isAlive()) {
            throw new IllegalStateException("the evaluator ended with " + process.exitValue() + ", log: " + log);
        }
        return get("/q/health/ready").statusCode() == 200;
    }

    public HttpResponse<String> get(String path) {
        return send(request(path));
    }

    public HttpResponse<String> post(String path) {
        return send(request(path).POST(HttpRequest.BodyPublishers.noBody()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            return new NoAnswer();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public void awaitEnd() {
        await().alias("evaluator ends, log: " + log)
                .atMost(Duration.ofSeconds(90))
                .until(() -> !process.isAlive());
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public int exitValue() {
        return process.exitValue();
    }

    public File log() {
        return log.toFile();
    }

    /** As {@code kill -9}. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** As {@code kill -TERM}. */
    @Override
    public void close() {
        process.destroy();
        awaitEnd();
    }
}
