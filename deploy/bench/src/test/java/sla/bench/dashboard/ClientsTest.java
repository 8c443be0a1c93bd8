package sla.bench.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sla.bench.dashboard.Clients.Asked;
import sla.bench.system.Waiting;

class ClientsTest {
    private static final long MILLI = 1_000_000;
    private static final Duration EVERY = Duration.ofMillis(100);

    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/tagged", ClientsTest::answerTagged);
        server.createContext("/stalls-once", exchange -> {
            if (requests.incrementAndGet() == 1) {
                Waiting.pause(Duration.ofMillis(450));
            }
            answer(exchange, 200, "ok");
        });
        server.createContext("/fails", exchange -> answer(exchange, 500, "no"));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /**
     * Questions at 0, 100, 200, 300 and 400 ms; the first answer comes at 450 ms or later. Those behind it waited for it:
     * 350, 250, 150 and 50 ms at least, although each of them was answered at once.
     */
    @Test
    void countsTheTimeThatAQuestionHadToWaitForTheOneBefore() {
        Asked asked = ask("/stalls-once", false, Duration.ofMillis(500));
        assertThat(asked.times().count()).isEqualTo(5);
        assertThat(asked.times().percentile(100)).isGreaterThanOrEqualTo(450 * MILLI);
        assertThat(asked.times().percentile(80)).isGreaterThanOrEqualTo(350 * MILLI);
        assertThat(asked.times().percentile(60)).isGreaterThanOrEqualTo(250 * MILLI);
        assertThat(asked.times().percentile(20)).isGreaterThanOrEqualTo(50 * MILLI);
        assertThat(asked.lateness().percentile(80)).isGreaterThanOrEqualTo(250 * MILLI);
    }

    @Test
    void sendsTheTagOfItsLastAnswerIfItAsksConditionally() {
        Asked asked = ask("/tagged", true, Duration.ofMillis(300));
        assertThat(asked.times().count()).isEqualTo(3);
        assertThat(asked.tagged()).isEqualTo(3);
        assertThat(asked.notModified()).isEqualTo(2);
        assertThat(asked.failed()).isZero();
        assertThat(asked.bytes()).isEqualTo(4);
    }

    @Test
    void sendsNoTagOtherwise() {
        Asked asked = ask("/tagged", false, Duration.ofMillis(200));
        assertThat(asked.notModified()).isZero();
        assertThat(asked.bytes()).isEqualTo(8);
    }

    @Test
    void countsWhatIsNoGoodAnswer() {
        assertThat(ask("/fails", false, Duration.ofMillis(200)).failed()).isEqualTo(2);
    }

    @Test
    void countsQuestionsThatNobodyAnswers() {
        server.stop(0);
        assertThat(ask("/tagged", false, Duration.ofMillis(200)).failed()).isEqualTo(2);
    }

    private Asked ask(String path, boolean conditional, Duration time) {
        Query query = new Query(Query.Kind.PENALTIES, conditional, path);
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        return new Clients(EVERY).ask(List.of(query), _ -> address, time).getFirst();
    }

    private static void answerTagged(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("ETag", "\"7\"");
        if ("\"7\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            exchange.sendResponseHeaders(304, -1);
            exchange.close();
        } else {
            answer(exchange, 200, "four");
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
        exchange.sendResponseHeaders(status, bytes.length);
        try (var stream = exchange.getResponseBody()) {
            stream.write(bytes);
        }
    }
}
