package sla.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-05T12:00:00Z"), ZoneOffset.UTC);

    private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            throughput --seconds 4      | --seconds: at least 5
            throughput --events 999     | --events: from 1000 to 1000000000
            throughput --month 2026-10  | --month: must have been over for a week
            throughput --days 32        | --days: from 1 to 31
            throughput --month 2026-13  | Invalid value for option '--month'
            throughput --fast           | Unknown option: '--fast'
            freshness --rates 0         | --rates: from 1 to 100000
            freshness --rates 1000,x    | Invalid value for option '--rates'
            freshness --every 9         | --every: from 10 to 10000
            freshness --month 2026-11   | --month: must have been over for a week
            rebuild --events 999        | --events: from 1000 to 100000000
            rebuild --rounds 0          | --rounds: from 1 to 100
            rebuild --month 2026-11     | --month: must have been over for a week
            dashboard --clients 0       | --clients: from 1 to 10000
            dashboard --every 9         | --every: from 10 to 60000
            dashboard --month 2026-11   | --month: must have been over for a week
            result --contacts 9999      | --contacts: from 10000 to 1000000000
            result --rounds 0           | --rounds: from 1 to 10000
            result --month 2026-11      | --month: must have been over for a week
            simulation --contacts 9999  | --contacts: from 10000 to 1000000000
            simulation --rounds 0       | --rounds: from 1 to 10000
            simulation --month 2026-11  | --month: must have been over for a week
            start --starts 0            | --starts: from 1 to 100
            start --rate 0              | --rate: from 1 to 100000
            start --month 2026-11       | --month: must have been over for a week
            crash --kills 0             | --kills: from 1 to 1000000
            crash --seconds 4           | --seconds: from 5 to 3600
            garbage --messages 100      | --messages: from 3200 to 100000000
            garbage --rate 1            | --rate: from 10 to 1000000
            speed                       | Unmatched argument
            """)
    void saysInOneLineWhatIsWrong(String arguments, String complaint) {
        PrintStream before = System.err;
        System.setErr(new PrintStream(complaints, true, StandardCharsets.UTF_8));
        try {
            assertThat(run(arguments)).isEqualTo(2);
        } finally {
            System.setErr(before);
        }
        assertThat(complaints.toString(StandardCharsets.UTF_8))
                .contains(complaint)
                .startsWith("sla: ")
                .hasLineCount(1);
    }

    @Test
    void listsItsBenchmarks() {
        PrintStream before = System.out;
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
        try {
            assertThat(run("help")).isZero();
        } finally {
            System.setOut(before);
        }
        assertThat(output.toString(StandardCharsets.UTF_8))
                .contains(
                        "./sla bench",
                        "throughput",
                        "freshness",
                        "rebuild",
                        "dashboard",
                        "result",
                        "simulation",
                        "start",
                        "crash",
                        "garbage");
    }

    @ParameterizedTest
    @ValueSource(strings = {"throughput", "freshness", "rebuild", "dashboard", "result", "simulation", "start"})
    void saysTheOptionsOfEachBenchmark(String benchmark) {
        PrintStream before = System.out;
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
        try {
            assertThat(run(benchmark + " --help")).isZero();
        } finally {
            System.setOut(before);
        }
        assertThat(output.toString(StandardCharsets.UTF_8))
                .contains("./sla bench " + benchmark, "--seed", "--month", "--keep", "--help");
    }

    private static int run(String arguments) {
        return Main.commandLine(CLOCK, System.out).execute(arguments.split(" "));
    }
}
