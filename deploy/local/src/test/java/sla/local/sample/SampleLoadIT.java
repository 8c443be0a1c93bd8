package sla.local.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sla.embedded.TestServers;
import sla.local.state.Installation;

/** The load against a real broker and a stand-in for both services, which registers what it is told. */
class SampleLoadIT {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-20T14:30:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final Set<String> sources = Collections.synchronizedSet(new LinkedHashSet<>());
    private volatile boolean activates = true;
    private HttpServer services;

    @BeforeEach
    void startServices() throws IOException {
        services = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        services.createContext("/", this::answer);
        services.start();
    }

    @AfterEach
    void stopServices() {
        services.stop(0);
    }

    @Test
    void triesAgainWhatWasInterruptedAndIsThenDone() throws Exception {
        activates = false;
        assertThat(load().run()).isFalse();
        assertThat(load().isDone()).isFalse();
        assertThat(text()).contains("The sample was not loaded: POST /v1/agreements/bank-inhouse/versions/1/activate");
        assertThat(requests).noneMatch(request -> request.contains("intake"));

        activates = true;
        assertThat(load().run()).as(text()).isTrue();
        assertThat(load().isDone()).isTrue();

        assertThat(requests.subList(requests.size() - 11, requests.size()))
                .containsExactly(
                        "PUT /v1/vendors/bank",
                        "PUT /v1/vendors/meridian",
                        "PUT /v1/sources/bank",
                        "PUT /v1/sources/meridian",
                        "PUT /v1/sources/buyer-quality",
                        "PUT /v1/sources/survey-house",
                        "POST /v1/agreements",
                        "POST /v1/agreements/bank-inhouse/versions/1/activate",
                        "POST /v1/agreements",
                        "POST /v1/agreements/meridian-service/versions/1/activate",
                        "GET /v1/intake");
        Map<String, Long> made = new SampleGenerator(SampleGenerator.SEED)
                .until(CLOCK.instant()).stream()
                        .collect(Collectors.groupingBy(SampleEvent::source, Collectors.counting()));
        // January: 31,599 rows, 240 of them PHANTOM; February: 33,344 and 278.
        assertThat(recordsOf("bank")).isEqualTo(31_359 + 33_066);
        assertThat(recordsOf("meridian")).isEqualTo(made.get("meridian"));
        assertThat(recordsOf("buyer-quality")).isEqualTo(made.get("buyer-quality"));
        assertThat(recordsOf("survey-house")).isEqualTo(made.get("survey-house"));
    }

    private SampleLoad load() {
        String url = "http://127.0.0.1:" + services.getAddress().getPort();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return new SampleLoad(new Installation(folder, folder), url, url, TestServers.bootstrapServers(), CLOCK, out);
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.add(exchange.getRequestMethod() + ' ' + path);
        exchange.getRequestBody().readAllBytes();
        if (path.startsWith("/v1/sources/")) {
            register(path.substring("/v1/sources/".length()));
        }
        byte[] body = path.equals("/v1/intake") ? intake().getBytes(StandardCharsets.UTF_8) : new byte[0];
        exchange.sendResponseHeaders(
                path.endsWith("/activate") && !activates ? 503 : 200, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void register(String source) throws IOException {
        if (!sources.add(source)) {
            return;
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestServers.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("source." + source + ".records", 4, (short) 1)))
                    .all()
                    .get();
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private String intake() {
        return sources.stream()
                .map(source -> "{\"source\":\"" + source + "\",\"registered\":true}")
                .collect(Collectors.joining(",", "{\"items\":[", "]}"));
    }

    private static long recordsOf(String source) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestServers.bootstrapServers()))) {
            String topic = "source." + source + ".records";
            Map<TopicPartition, OffsetSpec> ends =
                    admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().stream()
                            .collect(Collectors.toMap(
                                    partition -> new TopicPartition(topic, partition.partition()),
                                    _ -> OffsetSpec.latest()));
            return admin.listOffsets(ends).all().get().values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        }
    }
}
