package sla.local.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import sla.local.event.OutgoingEvent;
import sla.model.json.Json;

class CanonicalEventsTest {
    private static final String EVALUATION = """
            {"specversion":"1.0","id":"q-1/2","source":"quality","type":"sla.quality-evaluation.v1",\
            "time":"2026-03-01T00:30:00+01:00","data":{"recordId":"q-1","revision":2,"vendor":"v",\
            "interaction":{"source":"v","recordId":"c-9"},"evaluatedAt":"2026-02-28T23:30:00Z","score":87.50,\
            "unknown":{"kept":[1,2]}}}""";

    private final CanonicalEvents format = new CanonicalEvents();

    @Test
    void sendsAnEventThatIsNotMovedByteByByte() throws Exception {
        OutgoingEvent event = format.event(EVALUATION, 0).orElseThrow();

        assertThat(event.value()).isEqualTo(EVALUATION);
        assertThat(event.key()).isEqualTo("q-1");
        assertThat(event.due()).isEqualTo(Instant.parse("2026-02-28T23:30:00Z"));
    }

    @Test
    void movesTimesAndRenamesTheRecordAndWhatItIsAbout() throws Exception {
        OutgoingEvent event = format.event(EVALUATION, 3).orElseThrow();
        JsonNode moved = Json.MAPPER.readTree(event.value());

        assertThat(event.due()).isEqualTo(Instant.parse("2026-03-03T23:30:00Z"));
        assertThat(moved.path("time").textValue()).isEqualTo("2026-03-03T23:30:00Z");
        assertThat(moved.path("id").textValue()).isEqualTo("q-1-moved3/2");
        assertThat(moved.at("/data/recordId").textValue()).isEqualTo("q-1-moved3");
        assertThat(moved.at("/data/interaction/recordId").textValue()).isEqualTo("c-9-moved3");
        assertThat(moved.at("/data/evaluatedAt").textValue()).isEqualTo("2026-03-03T23:30:00Z");
        assertThat(moved.at("/data/score").decimalValue()).isEqualByComparingTo("87.5");
        assertThat(moved.at("/data/unknown").toString()).isEqualTo("{\"kept\":[1,2]}");
    }

    @Test
    void countsDaysInUtc() throws Exception {
        assertThat(format.day(EVALUATION)).contains(LocalDate.of(2026, 2, 28));
    }

    @Test
    void leavesWhatIsWrongInAnEventToItsReceiver() throws Exception {
        String withoutAnything = "{\"data\":7}";

        OutgoingEvent event = format.event(withoutAnything, 0).orElseThrow();

        assertThat(event.value()).isEqualTo(withoutAnything);
        assertThat(event.due()).isEqualTo(Instant.MIN);
    }

    @Test
    void skipsEmptyLines() throws Exception {
        assertThat(format.event("  ", 0)).isEmpty();
    }

    @Test
    void refusesWhatIsNoJsonObjectWithoutRepeatingIt() {
        assertThatThrownBy(() -> format.event("0612345678;secret", 0))
                .isInstanceOf(UnreadableRowException.class)
                .hasMessage("it is not a JSON object");
        assertThatThrownBy(() -> format.event("[1]", 0)).hasMessage("it is not a JSON object");
    }

    @Test
    void refusesATimeThatIsNone() {
        assertThatThrownBy(() -> format.event("{\"time\":\"yesterday\"}", 0))
                .hasMessageStartingWith("\"time\": not an");
    }
}
