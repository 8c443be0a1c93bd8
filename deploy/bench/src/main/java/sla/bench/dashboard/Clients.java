package sla.bench.dashboard;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import sla.bench.measure.Latencies;
import sla.bench.system.BenchException;
import sla.bench.system.Waiting;

/**
 * Each client on a virtual thread of its own asks at moments that are fixed before: an answer that comes late delays no
 * question of the plan, and the time of a question counts from when it should have been asked.
 */
final class Clients {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int NOT_MODIFIED = 304;

    private final HttpClient http = HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final Duration every;

    Clients(Duration every) {
        this.every = every;
    }

    /**
     * What came of a client's questions.
     *
     * @param times from the moment planned to the whole answer
     * @param lateness from the moment planned to the question: what the load generator itself adds, and what a late answer
     *     before it does
     * @param notModified answers with 304
     * @param tagged answers with a tag
     * @param failed answers that were neither 200 nor 304, and questions without any
     */
    record Asked(
            Query query, Latencies times, Latencies lateness, int notModified, int tagged, int failed, long bytes) {}

    /** @param address of each query */
    List<Asked> ask(List<Query> queries, Function<Query, URI> address, Duration time) {
        long begin = System.nanoTime();
        List<Future<Asked>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int client = 0; client < queries.size(); client++) {
                Query query = queries.get(client);
                long first = begin + every.toNanos() * client / queries.size();
                answers.add(threads.submit(() -> ask(query, address.apply(query), first, begin + time.toNanos())));
            }
            List<Asked> asked = new ArrayList<>();
            for (Future<Asked> answer : answers) {
                asked.add(answer.get());
            }
            return asked;
        } catch (ExecutionException e) {
            throw new BenchException("A client failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted", e);
        }
    }

    private Asked ask(Query query, URI address, long first, long end) throws InterruptedException {
        Latencies times = new Latencies();
        Latencies lateness = new Latencies();
        String tag = "";
        int notModified = 0;
        int tagged = 0;
        int failed = 0;
        long bytes = 0;
        for (long due = first; due < end; due += every.toNanos()) {
            long now = System.nanoTime();
            if (due > now) {
                Waiting.pause(Duration.ofNanos(due - now));
            }
            lateness.add(Math.max(0, System.nanoTime() - due));
            HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(PATIENCE);
            if (query.conditional() && !tag.isEmpty()) {
                request.header("If-None-Match", tag);
            }
            try {
                HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
                times.add(System.nanoTime() - due);
                bytes += answer.body().length;
                tag = answer.headers().firstValue("ETag").orElse("");
                tagged += tag.isEmpty() ? 0 : 1;
                notModified += answer.statusCode() == NOT_MODIFIED ? 1 : 0;
                failed += answer.statusCode() == 200 || answer.statusCode() == NOT_MODIFIED ? 0 : 1;
            } catch (IOException _) {
                times.add(System.nanoTime() - due);
                failed++;
            }
        }
        return new Asked(query, times, lateness, notModified, tagged, failed, bytes);
    }
}
