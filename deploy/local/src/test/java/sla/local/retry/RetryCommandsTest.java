package sla.local.retry;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import sla.local.state.Installation;

/** The verbs against an sla-ingest that answers what a test says. */
class RetryCommandsTest {
    private static final String DONE = "'waiting': 0, 'gone': 0, 'expired': 0, 'done': true";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final List<String> requests = new ArrayList<>();
    private HttpServer ingest;

    @BeforeEach
    void start() throws IOException {
        ingest = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ingest.start();
    }

    @AfterEach
    void stop() {
        ingest.stop(0);
    }

    @Test
    void followsARetryOfManyUntilNothingWaits() {
        answer(
                "{'matched': 1200, 'waiting': 1200, 'done': false}",
                "{'matched': 1200, 'waiting': 700, 'done': false}",
                "{'matched': 1200, 'waiting': 700, 'done': false}",
                "{'matched': 1200, 'accepted': 1200, 'rejected': 0, 'more': false, " + DONE + "}");
        assertThat(run("retry", "--source=north acd", "--reason=TYPE_NOT_ALLOWED", "--id=types"))
                .isZero();
        assertThat(output.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("""
                Retry types: 1,200 rejections.
                  500 judged
                1,200 accepted.
                """);
        assertThat(requests.getFirst())
                .isEqualTo("POST /v1/retries?source=north+acd&reason=TYPE_NOT_ALLOWED&id=types ");
        assertThat(requests.subList(1, requests.size())).containsOnly("GET /v1/retries/types ");
    }

    @Test
    void endsWithOneIfAnyWasRejectedAgain() {
        answer("{'matched': 5, 'accepted': 3, 'rejected': 2, 'rejectedByReason': {'MISSING_FIELD': 2}, 'more': false, "
                + DONE + "}");
        assertThat(run("retry", "--all", "--id=x")).isEqualTo(1);
        assertThat(output.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("""
                Retry x: 5 rejections.
                3 accepted, 2 rejected again.
                  MISSING_FIELD: 2
                ./sla rejections --retry x shows each.
                """);
    }

    @Test
    void sendsACorrectionOfOne() throws IOException {
        answer("{'matched': 1, 'accepted': 1, 'rejected': 0, 'more': false, " + DONE + "}");
        Path file = Files.writeString(folder.resolve("corrected.json"), "{\"specversion\": \"1.0\"}");
        assertThat(run("retry", "source.north.records/2/17", "--with=" + file, "--id=x"))
                .isZero();
        assertThat(run("retry", "source.north.records/2/17", "--id=y")).isZero();
        assertThat(requests)
                .containsExactly(
                        "POST /v1/rejections/source.north.records/2/17/retry?id=x {\"specversion\": \"1.0\"}",
                        "POST /v1/rejections/source.north.records/2/17/retry?id=y ");
        assertThat(run("retry", "source.north.records/2/17", "--with=" + folder.resolve("none")))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "retry",
                "retry --all --source=a",
                "retry source.a.records/0/1 --source=a",
                "retry source.a.records/0/1 --all",
                "retry source.a.records/0",
                "retry --with=file --all"
            })
    void asksWhichRejectionsAreMeant(String command) {
        assertThat(run(command.split(" "))).isEqualTo(2);
        assertThat(requests).isEmpty();
    }

    @Test
    void endsWithTwoIfItCouldNotBeDone() {
        ingest.stop(0);
        assertThat(run("retry", "--all")).isEqualTo(2);
        assertThat(run("rejections")).isEqualTo(2);
    }

    @Test
    void showsRejectionsBySourceAndReason() {
        answer(
                "{'items': [{'source': 'north', 'reason': 'MISSING_FIELD', 'open': 1200, 'waiting': 1, 'accepted': 30}]}");
        assertThat(run("rejections", "--source=north")).isZero();
        assertThat(requests).containsExactly("GET /v1/rejections/counts?source=north ");
        assertThat(output.toString(StandardCharsets.UTF_8).lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        " source reason open waiting accepted",
                        " north MISSING_FIELD 1,200 1 30",
                        "One with two reasons is in both.");
    }

    @Test
    void listsEachRejectionWithItsPlace() {
        answer("{'items': [{'topic': 'source.north.records', 'partition': 2, 'offset': 17, 'state': 'open',"
                + " 'receivedAt': '2026-03-01T10:00:00Z', 'recordId': 'r1',"
                + " 'reasons': [{'code': 'MISSING_FIELD', 'pointer': '/data/queue'}, {'code': 'EMPTY', 'pointer': ''}],"
                + " 'retries': [{'retry': 'w', 'explanation': 'older'}, {'retry': 'x', 'explanation': 'Again.',"
                + " 'reasons': [{'code': 'VENDOR_NOT_ALLOWED', 'pointer': '/data/vendor'}]}]}]}");
        assertThat(run("rejections", "--retry=x")).isZero();
        assertThat(requests).containsExactly("GET /v1/retries/x ", "GET /v1/rejections?retry=x&limit=1000 ");
        assertThat(output.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("""
                source.north.records/2/17  2026-03-01T10:00:00Z  open  r1: MISSING_FIELD /data/queue, EMPTY
                    retry x: Again. VENDOR_NOT_ALLOWED /data/vendor
                """);
    }

    @Test
    void saysThatNoRejectionIsSuch() {
        answer("{'items': []}");
        assertThat(run("rejections", "--list")).isZero();
        assertThat(output.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("No rejection is such.\n");
    }

    @Test
    void oneMessageMayHaveSeveralReasons() {
        answer("{'matched': 2, 'accepted': 1, 'rejected': 1, 'rejectedByReason': {'MISSING_FIELD': 1,"
                + " 'VENDOR_NOT_ALLOWED': 1}, 'more': false, " + DONE + "}");
        assertThat(run("retry", "--all", "--id=x")).isEqualTo(1);
        assertThat(output.toString(StandardCharsets.UTF_8)).contains("One with two reasons is in both.");
    }

    /** One answer after the other; the last for ever. */
    private void answer(String... bodies) {
        Iterator<String> left = List.of(bodies).iterator();
        String[] last = new String[1];
        ingest.createContext("/", exchange -> {
            String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + sent);
            last[0] = left.hasNext() ? left.next().replace('\'', '"') : last[0];
            byte[] body = last[0].getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private int run(String... arguments) {
        Installation installation = new Installation(folder, folder);
        PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--ingest=http://127.0.0.1:" + ingest.getAddress().getPort());
        return new CommandLine(CommandLine.Model.CommandSpec.create())
                .addSubcommand(new RejectionsCommand(installation, out))
                .addSubcommand(new RetryCommand(installation, out))
                .execute(all.toArray(String[]::new));
    }
}
