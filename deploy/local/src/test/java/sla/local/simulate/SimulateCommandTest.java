package sla.local.simulate;

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
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import sla.local.state.Installation;

/** The verb against an evaluator that answers what a test says. */
class SimulateCommandTest {
    private static final String ANSWER = """
            {'agreement': 'helpdesk', 'periods': [
              {'period': '2026-01', 'frozen': 'january', 'lines': [
                 {'line': 'asa', 'before': {'amount': '-2500.00', 'currency': 'EUR'},
                  'after': {'amount': '-1500.00', 'currency': 'EUR'}},
                 {'line': 'new', 'after': {'amount': '10.00', 'currency': 'EUR'}},
                 {'line': 'old', 'before': {'amount': '0.00', 'currency': 'EUR'}},
                 {'line': 'sl', 'before': {'amount': '0.00', 'currency': 'EUR'},
                  'after': {'amount': '0.00', 'currency': 'EUR'}},
                 {'line': 'points', 'before': {'amount': '0.00', 'currency': 'EUR'}, 'pointsBefore': '1',
                  'after': {'amount': '0.00', 'currency': 'EUR'}, 'pointsAfter': '2'}],
               'bonus': {'after': {'amount': '10.00', 'currency': 'EUR'}, 'before': {'amount': '0.00', 'currency': 'EUR'},
                 'difference': {'amount': '10.00'}},
               'malus': {'after': {'amount': '-1500.00', 'currency': 'EUR'},
                 'before': {'amount': '-2500.00', 'currency': 'EUR'}, 'difference': {'amount': '1000.00'}},
               'charged': {'after': {'amount': '90.00', 'currency': 'EUR'},
                 'before': {'amount': '100.00', 'currency': 'EUR'}, 'difference': {'amount': '-10.00'}},
               'charges': [
                 {'charge': 'calls', 'before': {'amount': '100.00', 'currency': 'EUR'},
                  'after': {'amount': '80.00', 'currency': 'EUR'}, 'amount': {'amount': '-20.00', 'currency': 'EUR'}},
                 {'charge': 'fee', 'after': {'amount': '10.00', 'currency': 'EUR'}},
                 {'charge': 'postage', 'before': {'amount': '0.00', 'currency': 'EUR'}}],
               'alerts': [{'alert': 'end', 'before': false, 'after': true}, {'alert': 'step-in', 'after': false},
                 {'alert': 'audit', 'before': true}, {'alert': 'talk', 'before': true, 'after': true}]},
              {'period': '2026-02', 'lines': []}],
             'bonus': {'after': {'amount': '10.00', 'currency': 'EUR'}, 'before': {'amount': '10.00', 'currency': 'EUR'},
               'difference': {'amount': '0.00'}},
             'malus': {'after': {'amount': '0.00', 'currency': 'EUR'}, 'before': {'amount': '0.00', 'currency': 'EUR'},
               'difference': {'amount': '0.00'}},
             'notes': ['2026-02: it cannot be simulated.'],
             'warnings': [{'code': 'cliff', 'pointer': '/rules/0', 'message': 'Much at once.'}]}
            """;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
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
    void saysWhatDiffers() {
        answer(200, ANSWER);
        assertThat(run("--agreement", "helpdesk", "--from", "2026-01", "--to", "2026-02"))
                .isZero();
        assertThat(output.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("""
                2026-01, frozen: bonus 10.00 EUR instead of 0.00 EUR, malus -1500.00 EUR instead of -2500.00 EUR. That is 1010.00 EUR more for the vendor. Charged: 90.00 EUR instead of 100.00 EUR.
                  asa gives -1500.00 EUR instead of -2500.00 EUR
                  new gives 10.00 EUR, and was not there before
                  old is not there any more; it gave 0.00 EUR
                  sl gives 0.00 EUR as before, in another way
                  points gives 2 points instead of 1 points
                  charge calls is 80.00 EUR instead of 100.00 EUR
                  charge fee is 10.00 EUR, and was not there before
                  charge postage is not there any more; it was 0.00 EUR
                  alert end is raised now
                  alert step-in is not raised, and was not there before
                  alert audit is not there any more; it was raised
                  alert talk is raised as before, for other reasons
                2026-02: cannot be told, see the notes.
                All periods: bonus 10.00 EUR, malus 0.00 EUR. Nothing more and nothing less for the vendor.
                note: 2026-02: it cannot be simulated.
                warning cliff at /rules/0
                    Much at once.
                """);
    }

    @Test
    void sendsTheDraftAndWhatIsSet() throws IOException {
        answer(200, "{'periods': []}");
        Path draft = Files.writeString(folder.resolve("draft.yaml"), "agreement: x\n");
        assertThat(run(
                        draft.toString(),
                        "--from=2026-01",
                        "--set=kpis.asa.target.atMost=40.50",
                        "--set=kpis.asa.title=Speed, of answer",
                        "--set=rules.asa.tiers.0={\"below\": 80}"))
                .isZero();
        assertThat(lastBody)
                .isEqualTo("{\"from\":\"2026-01\",\"document\":\"agreement: x\\n\",\"change\":["
                        + "{\"op\":\"add\",\"path\":\"/kpis/asa/target/atMost\",\"value\":40.50},"
                        + "{\"op\":\"add\",\"path\":\"/kpis/asa/title\",\"value\":\"Speed, of answer\"},"
                        + "{\"op\":\"replace\",\"path\":\"/rules/asa/tiers/0\",\"value\":{\"below\":80}}]}");
    }

    @Test
    void sendsWhatIsLeftOutOtherwise() {
        answer(200, "{'periods': []}");
        assertThat(run(
                        "--agreement=helpdesk",
                        "--from=2026-01",
                        "--without=ex-7",
                        "--approve=ex-9",
                        "--exclude=2026-01-14T10:07:00+01:00/2026-01-14T10:52:00+01:00",
                        "--exclude=acd/call/17"))
                .isZero();
        assertThat(lastBody)
                .isEqualTo("{\"from\":\"2026-01\",\"agreement\":\"helpdesk\",\"exclusions\":["
                        + "{\"without\":\"ex-7\"},{\"approve\":\"ex-9\"},"
                        + "{\"from\":\"2026-01-14T10:07:00+01:00\",\"to\":\"2026-01-14T10:52:00+01:00\"},"
                        + "{\"records\":[\"acd/call/17\"]}]}");
        assertThat(run("--agreement=helpdesk", "--from=2026-01", "--exclude=acd"))
                .isEqualTo(2);
    }

    @Test
    void rangesThatAreNoneAreNotTakenForRecords() {
        answer(200, "{'periods': []}");
        for (String what : List.of(
                "1999-01-14/1999-01-15",
                "1999-01/1999-02",
                "1999-01-14/1999-01-15T00:00:00+02:00",
                "1999-01-14T10:07/1999-01-14T10:52",
                "1999-01-14T10:07:00/1999-01-14T10:52:00",
                "1999-01-14T10:07:00Z/10:52:00Z",
                "1999-01-14 10:07/1999-01-14 10:52")) {
            assertThat(run("--agreement=helpdesk", "--from=2026-01", "--exclude=" + what))
                    .as(what)
                    .isEqualTo(2);
        }
        assertThat(lastBody).isEmpty();
        assertThat(run("--agreement=helpdesk", "--from=2026-01", "--exclude=acd/1999-01-15"))
                .isZero();
        assertThat(lastBody).contains("{\"records\":[\"acd/1999-01-15\"]}");
    }

    @Test
    void tellsADocumentWithErrorsFromAWrongCommand() {
        answer(422, "{'detail': 'x', 'errors': [{'pointer': '/rules/0/kpi', 'message': 'There is no KPI.'}]}");
        assertThat(run("--agreement=helpdesk", "--from=2026-01")).isEqualTo(1);
        answer(404, "{'detail': 'There is no active agreement.'}");
        assertThat(run("--agreement=helpdesk", "--from=2026-01")).isEqualTo(2);
        assertThat(run("--from=2026-01")).isEqualTo(2);
        assertThat(run("--agreement=helpdesk")).isEqualTo(2);
        assertThat(run("--agreement=helpdesk", "--from=2026-01", "--set=kpis.asa"))
                .isEqualTo(2);
        assertThat(run("nothing.yaml", "--from=2026-01")).isEqualTo(2);
    }

    private void answer(int status, String answer) {
        byte[] body = answer.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        if (!lastBody.isEmpty()) {
            evaluator.removeContext("/v1/simulations");
        }
        evaluator.createContext("/v1/simulations", exchange -> {
            lastBody = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--evaluator=http://127.0.0.1:" + evaluator.getAddress().getPort());
        PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8);
        return new CommandLine(new SimulateCommand(new Installation(folder, folder), out))
                .execute(all.toArray(String[]::new));
    }
}
