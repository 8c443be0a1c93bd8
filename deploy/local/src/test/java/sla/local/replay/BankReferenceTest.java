package sla.local.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sla.model.json.Json;

/** The published sums of whole months, against the events made from the rows. */
class BankReferenceTest {
    /** Of the repository this module lies in: what all months of the data are kept beside. */
    private static final Path ALL_MONTHS = Path.of("../../../shared/data/anonymous-bank-1999");

    /** The countable columns of {@code reference.csv} for one queue. */
    private record Sums(
            long answered, long abandoned, long leftInMenu, long waitSeconds, long serviceSeconds, long within20) {
        static final Sums NONE = new Sums(0, 0, 0, 0, 0, 0);

        Sums plus(JsonNode data) {
            String outcome = data.path("outcome").textValue();
            boolean agent = outcome.equals("answered");
            long wait = data.path("waitMillis").longValue();
            return new Sums(
                    answered + (agent ? 1 : 0),
                    abandoned + (outcome.equals("abandoned") ? 1 : 0),
                    leftInMenu + (outcome.equals("left-in-menu") ? 1 : 0),
                    waitSeconds + (agent ? wait / 1000 : 0),
                    serviceSeconds + data.path("talkMillis").longValue() / 1000,
                    within20 + (agent && wait <= 20_000 ? 1 : 0));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1999-01", "1999-02"})
    void givesThePublishedSumsOfTheShippedMonths(String month) throws IOException {
        try (var reference = BankReferenceTest.class.getResourceAsStream("/reference.csv")) {
            List<String> lines = new String(reference.readAllBytes()).lines().toList();
            assertThat(sums(SampleFiles.bankMonth(month))).isEqualTo(published(lines, month));
        }
    }

    @ParameterizedTest
    @MethodSource("allMonths")
    void givesThePublishedSumsOfEveryMonthThatIsThere(String month) throws IOException {
        assumeTrue(!month.isEmpty(), "the other months are not beside this repository");
        Path file = ALL_MONTHS.resolve(month + ".tsv.gz");
        List<String> lines = Files.readAllLines(ALL_MONTHS.resolve("reference.csv"));
        assertThat(sums(RecordFile.of(() -> Files.newInputStream(file)))).isEqualTo(published(lines, month));
    }

    @Test
    void givesEveryCallOfAMonthAnIdOfItsOwn() throws IOException {
        Map<String, Integer> ids = new TreeMap<>();
        RecordFormat format = new RecordFormat.BankRecords("bank");
        SampleFiles.bankMonth("1999-01").read((_, line) -> {
            try {
                format.event(line, 0).ifPresent(event -> ids.merge(event.key(), 1, Integer::sum));
            } catch (UnreadableRowException e) {
                throw new AssertionError(e);
            }
        });
        // 31,599 rows, 240 of them PHANTOM.
        assertThat(ids).hasSize(31_359);
    }

    static Stream<String> allMonths() throws IOException {
        if (!Files.isDirectory(ALL_MONTHS)) {
            return Stream.of("");
        }
        try (Stream<Path> files = Files.list(ALL_MONTHS)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".tsv.gz"))
                    .map(name -> name.replace(".tsv.gz", ""))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static Map<String, Sums> sums(RecordFile file) throws IOException {
        Map<String, Sums> sums = new TreeMap<>();
        RecordFormat format = new RecordFormat.BankRecords("bank");
        file.read((number, line) -> {
            try {
                format.event(line, 0).ifPresent(event -> {
                    JsonNode data = data(event.value());
                    sums.merge(data.path("queue").textValue(), Sums.NONE.plus(data), (before, _) -> before.plus(data));
                });
            } catch (UnreadableRowException e) {
                throw new AssertionError("line " + number, e);
            }
        });
        return sums;
    }

    private static JsonNode data(String event) {
        try {
            return Json.MAPPER.readTree(event).path("data");
        } catch (JsonProcessingException e) {
            throw new AssertionError(event, e);
        }
    }

    private static Map<String, Sums> published(List<String> lines, String month) {
        Map<String, Sums> sums = new TreeMap<>();
        for (String line : lines) {
            String[] column = line.split(",", -1);
            if (!column[0].equals(month) || column[1].equals("ALL")) {
                continue;
            }
            Sums published = new Sums(
                    number(column[3]),
                    number(column[4]),
                    number(column[5]),
                    number(column[8]),
                    number(column[9]),
                    number(column[10]));
            assertThat(published.answered() + published.abandoned()).isEqualTo(number(column[7]));
            sums.put(column[1], published);
        }
        assertThat(sums).isNotEmpty();
        return sums;
    }

    private static long number(String text) {
        return Long.parseLong(text);
    }
}
