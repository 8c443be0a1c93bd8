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
        assertThat(output.toString(StandardCharsets.UTF_8)).contains("./sla bench", "throughput", "crash", "garbage");
    }

    private static int run(String arguments) {
        return Main.commandLine(CLOCK, System.out).execute(arguments.split(" "));
    }
}
