package sla.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sla.embedded.FreePort;
import sla.local.state.Installation;

class MainTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            up --kafka example.com:9092              | --kafka: example.com is not this machine
            up --kafka 9092                          | --kafka: not HOST:PORT
            up --database jdbc:postgresql://db/sla   | --database: db is not this machine
            up --database jdbc:postgresql://127.0.0.1/sla?host=db.example.com | --database: the parameters may not name a host
            up --fresh --kafka localhost:9092        | --fresh: deletes the data of the servers that are started here
            up --fresh --database jdbc:postgresql://localhost/x | --fresh: deletes the data of the servers
            up --contract-port x                     | Invalid value for option '--contract-port'
            up --bind 0.0.0.0                        | There is no option '--bind' of ./sla up; --help shows which there are.
            replay                                   | Missing required options and parameters: '--source=S', 'FILE'
            replay nothing.tsv --source bank         | There is no file nothing.tsv
            replay pom.xml --source Bank             | --source: not a source id
            replay pom.xml --source bank --speed 0   | --speed: must be above 0
            replay pom.xml --source bank --days x    | Invalid value for option '--days'
            replay pom.xml --source bank --days 400000 | --days: must be from -36500 to 36500
            replay pom.xml --source bank --days 3 --last-day 2026-03-31 | --days: cannot be used together with --last-day
            replay pom.xml --source bank --last-day x | Invalid value for option '--last-day'
            replay pom.xml --source bank --kafka 10.0.0.1:9092 | --kafka: 10.0.0.1 is not this machine
            logs nobody                              | There is no nobody; choose one of contract-service
            fly                                      | Unmatched argument
            """)
    void saysInOneLineWhatIsWrong(String arguments, String complaint) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        assertThat(complaints.toString(StandardCharsets.UTF_8))
                .contains(complaint)
                .startsWith("sla: ")
                .hasLineCount(1);
    }

    @Test
    void saysThatAFileOfAnotherKindCannotBeReplayed() {
        assertThat(run("replay", "pom.xml", "--source", "bank")).isEqualTo(1);
        assertThat(complaints.toString(StandardCharsets.UTF_8))
                .startsWith("sla: pom.xml is neither a file of the Anonymous Bank")
                .hasLineCount(1);
    }

    @Test
    void namesAServiceThatIsNotBuilt() {
        assertThat(run(
                        "up",
                        "--no-sample",
                        "--contract-port",
                        port(),
                        "--evaluator-port",
                        port(),
                        "--ingest-port",
                        port(),
                        "--kafka",
                        "localhost:1",
                        "--database",
                        "jdbc:postgresql://localhost/x"))
                .isEqualTo(1);
        assertThat(output.toString(StandardCharsets.UTF_8))
                .startsWith("contract-service is not built")
                .hasLineCount(1);
    }

    @Test
    void findsNothingRunningInAnEmptyFolder() {
        assertThat(run("status")).isEqualTo(1);
        assertThat(run("down")).isZero();
        assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo("Nothing runs.\nNothing runs.\n");
    }

    @Test
    void hasNoLogBeforeTheFirstStart() {
        assertThat(run("logs", "sla-ingest")).isEqualTo(1);
        assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo("There is no log of sla-ingest yet.\n");
    }

    private static String port() {
        return Integer.toString(FreePort.choose());
    }

    private int run(String... arguments) {
        PrintStream before = System.err;
        System.setErr(new PrintStream(complaints, true, StandardCharsets.UTF_8));
        try (PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8)) {
            return Main.commandLine(new Installation(folder, folder.resolve(".sla")), Clock.systemUTC(), out)
                    .execute(arguments);
        } finally {
            System.setErr(before);
        }
    }
}
