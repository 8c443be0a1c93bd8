package sla.local.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import sla.local.state.Installation;
import sla.local.state.RunFile;
import sla.local.state.RunningPart;

/** The verbs against an evaluator that answers what a test says. */
class JobCommandsTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final List<String> requests = new ArrayList<>();
    private HttpServer evaluator;
    private volatile String lastBody = "";

    @BeforeEach
    void start() throws IOException {
        evaluator = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        evaluator.start();
    }

    @AfterEach
    void stop() {
        evaluator.stop(0);
    }

    @Test
    void showsEachStepAndThatAllIsRight() {
        answer(
                "{'id': 7, 'state': 'waiting', 'step': '', 'stepsDone': 0, 'steps': 0}",
                "{'id': 7, 'state': 'running', 'step': 'cell by offered', 'stepsDone': 1, 'steps': 3}",
                "{'id': 7, 'state': 'running', 'step': 'cell by offered', 'stepsDone': 1, 'steps': 3}",
                "{'id': 7, 'state': 'running', 'step': 'days of cell', 'stepsDone': 2, 'steps': 3}",
                "{'id': 7, 'state': 'done', 'rows': 12345, 'differences': 0, 'firstDifferences': []}");
        assertThat(run(new VerifyCommand(installation(), out()))).isZero();
        assertThat(output.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("""
                  2/3 cell by offered
                  3/3 days of cell
                All 12,345 counts are what the records give.
                """);
        assertThat(requests.getFirst()).isEqualTo("POST /v1/jobs/verify");
        assertThat(requests.subList(1, requests.size())).containsOnly("GET /v1/jobs/7");
    }

    @Test
    void namesWhatIsLeftOutForItIsSealed() {
        answer("{'id': 7, 'state': 'done', 'rows': 5, 'differences': 0, 'firstDifferences': [],"
                + " 'notes': ['left out, for it is sealed: source bank, 1999-01']}");
        assertThat(run(new VerifyCommand(installation(), out()))).isZero();
        assertThat(output.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("""
                  left out, for it is sealed: source bank, 1999-01
                All 5 counts are what the records give.
                """);
    }

    @Test
    void saysWhatWasDeleted() {
        answer("{'id': 7, 'state': 'done', 'rows': 1234, 'firstDifferences': [],"
                + " 'notes': ['dropped: the partition of 1999-01']}");
        assertThat(run(new RetainCommand(installation(), out()))).isZero();
        assertThat(output.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("""
                  dropped: the partition of 1999-01
                Done: 1,234 records deleted.
                """);
        assertThat(requests.getFirst()).isEqualTo("POST /v1/jobs/retain");
    }

    @Test
    void forgetsAPseudonymThatStandsInTheBodyAlone() {
        answer("{'id': 7, 'state': 'done', 'rows': 3, 'firstDifferences': [],"
                + " 'notes': ['forgotten: the pseudonym in agent of 2 records']}");
        assertThat(run(new ForgetCommand(installation(), out()), "meridian", "--agent=a \"17\""))
                .isZero();
        assertThat(output.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("""
                  forgotten: the pseudonym in agent of 2 records
                Done: 3 revisions changed.
                """);
        assertThat(requests).containsExactly("POST /v1/jobs/forget");
        assertThat(lastBody).isEqualTo("{\"source\":\"meridian\",\"agent\":\"a \\\"17\\\"\"}");
        assertThat(run(new ForgetCommand(installation(), out()), "meridian", "--customer-key=k"))
                .isZero();
        assertThat(lastBody).isEqualTo("{\"source\":\"meridian\",\"customerKey\":\"k\"}");
    }

    @Test
    void forgetsNothingUnlessOnePseudonymIsNamed() {
        answer("{'id': 7, 'state': 'done'}");
        assertThat(run(new ForgetCommand(installation(), out()), "meridian")).isEqualTo(2);
        assertThat(run(new ForgetCommand(installation(), out()), "meridian", "--agent=a", "--customer-key=k"))
                .isEqualTo(2);
        assertThat(requests).isEmpty();
    }

    @Test
    void showsTheFirstDifferencesAndEndsWithOne() {
        answer(
                "{'id': 1, 'state': 'done', 'rows': 10, 'differences': 2, 'firstDifferences': ['cell of a', 'cell of b']}");
        assertThat(run(new VerifyCommand(installation(), out()))).isEqualTo(1);
        assertThat(output.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("""
                2 of 10 counts differ. The first:
                  cell of a
                  cell of b
                ./sla rebuild makes counts anew. It leaves records as they are: one that differs must be looked at.
                """);
    }

    @Test
    void endsWithTwoIfItCouldNotBeDone() {
        answer("{'id': 1, 'state': 'failed', 'failure': 'disk full'}");
        assertThat(run(new VerifyCommand(installation(), out()))).isEqualTo(2);
        assertThat(run(new RebuildCommand(installation(), out()))).isEqualTo(2);
        evaluator.stop(0);
        assertThat(run(new VerifyCommand(installation(), out()))).isEqualTo(2);
    }

    @Test
    void rebuildsWhatIsNamed() {
        answer("{'id': 1, 'state': 'done', 'differences': 1200}");
        assertThat(run(new RebuildCommand(installation(), out()), "bank", "1999-01"))
                .isZero();
        assertThat(requests).containsExactly("POST /v1/jobs/rebuild?source=bank&period=1999-01");
        assertThat(output.toString(StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines("Done: 1,200 counts were put right.\n");
    }

    @Test
    void findsTheEvaluatorThatWasStarted() {
        answer("{'id': 1, 'state': 'done', 'rows': 1, 'differences': 0, 'firstDifferences': []}");
        Installation installation = installation();
        installation.create();
        RunningPart launcher = RunningPart.of("launcher", "", ProcessHandle.current(), null);
        String address = "127.0.0.1:" + evaluator.getAddress().getPort();
        new RunFile(launcher, List.of(RunningPart.borrowed("sla-evaluator", address))).write(installation);
        assertThat(new CommandLine(new VerifyCommand(installation, out())).execute())
                .isZero();
        assertThat(requests).containsExactly("POST /v1/jobs/verify");
    }

    @Test
    void takesNoAddressThatIsNone() {
        for (String address : List.of("localhost:8081", "/v1", "http://a b")) {
            assertThat(new CommandLine(new VerifyCommand(installation(), out())).execute("--evaluator=" + address))
                    .as(address)
                    .isEqualTo(2);
        }
    }

    /** One answer after the other; the last for ever. */
    private void answer(String... bodies) {
        Iterator<String> left = List.of(bodies).iterator();
        String[] last = new String[1];
        evaluator.createContext("/", exchange -> {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            lastBody = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            last[0] = left.hasNext() ? left.next().replace('\'', '"') : last[0];
            byte[] body = last[0].getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private int run(Object command, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--evaluator=http://127.0.0.1:" + evaluator.getAddress().getPort());
        return new CommandLine(command).execute(all.toArray(String[]::new));
    }

    private Installation installation() {
        return new Installation(folder, folder);
    }

    private PrintStream out() {
        return new PrintStream(output, true, StandardCharsets.UTF_8);
    }
}
