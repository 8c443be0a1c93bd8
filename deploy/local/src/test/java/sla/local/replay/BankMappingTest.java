package sla.local.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sla.local.event.OutgoingEvent;
import sla.model.json.Json;

/** Every expected value is worked out by hand from the row; the bank's clock is two hours ahead of UTC in winter. */
class BankMappingTest {
    private static final String ANSWERED_AT_ONCE = row("PS", "990101", "7:41:16", "7:41:26", "0:00:00", 0, "AGENT", 208)
            .replace("A17", "A32");

    @Test
    void mapsACallThatQueuedAndWasAnswered() throws Exception {
        JsonNode event = event(row("PS", "990101", "6:55:20", "6:55:26", "6:55:26", 17, "AGENT", 54));

        assertThat(event.toString()).isEqualTo("""
                {"specversion":"1.0","id":"990101-AA0101-33118/1","source":"bank","type":"sla.interaction.v1",\
                "time":"1999-01-01T04:56:37Z","datacontenttype":"application/json",\
                "data":{"recordId":"990101-AA0101-33118","revision":1,"vendor":"bank","channel":"voice",\
                "direction":"inbound","queue":"PS","outcome":"answered","offeredAt":"1999-01-01T04:55:26Z",\
                "answeredAt":"1999-01-01T04:55:43Z","endedAt":"1999-01-01T04:56:37Z","waitMillis":17000,\
                "talkMillis":54000,"agent":"A17","sourceFormat":"anonymous-bank-1999"}}""");
    }

    @Test
    void offersACallThatNeverQueuedWhenTheMenuLetItGo() throws Exception {
        JsonNode data = event(ANSWERED_AT_ONCE).path("data");

        assertThat(data.path("offeredAt").textValue()).isEqualTo("1999-01-01T05:41:26Z");
        assertThat(data.path("answeredAt").textValue()).isEqualTo("1999-01-01T05:41:26Z");
        assertThat(data.path("waitMillis").longValue()).isZero();
        assertThat(data.path("talkMillis").longValue()).isEqualTo(208_000);
    }

    @Test
    void readsAHangInTheQueueAsAbandonedAfterItsWait() throws Exception {
        JsonNode data = event(row("PS", "990101", "0:00:31", "0:00:36", "0:00:36", 153, "HANG", 0)
                        .replace("A17", "NO_SERVER"))
                .path("data");

        assertThat(data.path("outcome").textValue()).isEqualTo("abandoned");
        assertThat(data.path("offeredAt").textValue()).isEqualTo("1998-12-31T22:00:36Z");
        assertThat(data.path("leftQueueAt").textValue()).isEqualTo("1998-12-31T22:03:09Z");
        assertThat(data.path("waitMillis").longValue()).isEqualTo(153_000);
        assertThat(data.has("answeredAt")).isFalse();
        assertThat(data.has("agent")).isFalse();
    }

    @Test
    void ignoresTheServiceTimeOfAHang() throws Exception {
        JsonNode data = event(row("PS", "990101", "6:55:20", "6:55:26", "6:55:26", 17, "HANG", 54))
                .path("data");

        assertThat(data.has("talkMillis")).isFalse();
        assertThat(data.has("endedAt")).isFalse();
        assertThat(data.has("agent")).isFalse();
    }

    @Test
    void readsAHangThatNeverQueuedAsLeftInTheMenu() throws Exception {
        JsonNode data = event(row("PS", "990101", "0:34:12", "0:34:23", "0:00:00", 0, "HANG", 0))
                .path("data");

        assertThat(data.path("outcome").textValue()).isEqualTo("left-in-menu");
        assertThat(data.path("offeredAt").textValue()).isEqualTo("1998-12-31T22:34:23Z");
        assertThat(data.has("waitMillis")).isFalse();
        assertThat(data.has("leftQueueAt")).isFalse();
    }

    @Test
    void readsAHangInTheSecondInWhichItQueuedAsAbandonedAfterNoWait() throws Exception {
        JsonNode data = event(row("NW", "990104", "18:23:45", "18:23:54", "18:23:54", 0, "HANG", 0))
                .path("data");

        assertThat(data.path("outcome").textValue()).isEqualTo("abandoned");
        assertThat(data.path("waitMillis").longValue()).isZero();
    }

    @Test
    void sendsNothingForAPhantom() throws Exception {
        assertThat(read(row("PS", "990101", "6:55:20", "6:55:26", "6:55:26", 17, "PHANTOM", 54)))
                .isEmpty();
    }

    @Test
    void leavesOutAnUnknownAgent() throws Exception {
        String row = ANSWERED_AT_ONCE.replace("A32", "NO_SERVER");

        assertThat(event(row).path("data").path("outcome").textValue()).isEqualTo("answered");
        assertThat(event(row).path("data").has("agent")).isFalse();
    }

    @Test
    void cutsBlanksFromTheQueue() throws Exception {
        assertThat(event(row(" TT", "990101", "6:55:20", "6:55:26", "6:55:26", 17, "AGENT", 54))
                        .path("data")
                        .path("queue")
                        .textValue())
                .isEqualTo("TT");
    }

    /** Entered at 23:59:54 on the 15th, queued at 0:00:00 for 27 s: offered on the 16th. */
    @Test
    void takesAQueueStartAtMidnightForTheNextDays() throws Exception {
        JsonNode data = event(row("PS", "990215", "23:59:54", "23:59:54", "0:00:00", 27, "AGENT", 67))
                .path("data");

        assertThat(data.path("offeredAt").textValue()).isEqualTo("1999-02-15T22:00:00Z");
        assertThat(data.path("answeredAt").textValue()).isEqualTo("1999-02-15T22:00:27Z");
        assertThat(data.path("recordId").textValue()).startsWith("990215-");
    }

    @Test
    void rollsAMenuExitAfterMidnightOver() throws Exception {
        JsonNode data = event(row("PS", "990131", "23:59:58", "0:00:08", "0:00:00", 0, "AGENT", 10))
                .path("data");

        assertThat(data.path("offeredAt").textValue()).isEqualTo("1999-01-31T22:00:08Z");
    }

    /** Entry 15:46:01, menu exit 15:45:24 (vru_time -37): clocks that differ, not another day. */
    @Test
    void keepsAQueueStartThatIsALittleBeforeTheEntryOnItsDay() throws Exception {
        JsonNode data = event(row("PS", "990113", "15:46:01", "15:45:24", "15:45:24", 77, "AGENT", 10))
                .path("data");

        assertThat(data.path("offeredAt").textValue()).isEqualTo("1999-01-13T13:45:24Z");
    }

    /** On 2 April 1999 the clocks went from 2:00 to 3:00: 2:30 is read as half an hour after 2:00. */
    @Test
    void losesNoCallInTheHourThatTheClocksSkipped() throws Exception {
        JsonNode data = event(row("PS", "990402", "2:29:50", "2:30:00", "2:30:00", 60, "AGENT", 30))
                .path("data");

        assertThat(data.path("offeredAt").textValue()).isEqualTo("1999-04-02T00:30:00Z");
        assertThat(data.path("answeredAt").textValue()).isEqualTo("1999-04-02T00:31:00Z");
    }

    @Test
    void readsHoursBeyondADay() throws Exception {
        JsonNode data = event(row("PS", "990131", "23:59:58", "24:00:08", "24:00:08", 5, "AGENT", 10))
                .path("data");

        assertThat(data.path("offeredAt").textValue()).isEqualTo("1999-01-31T22:00:08Z");
    }

    @Test
    void readsASecondOf60AsTheLastOfItsMinute() throws Exception {
        JsonNode data = event(row("PS", "990101", "6:55:20", "6:55:60", "6:55:60", 1, "AGENT", 10))
                .path("data");

        assertThat(data.path("offeredAt").textValue()).isEqualTo("1999-01-01T04:55:59Z");
    }

    /** 22 November 2026 is 10,187 days after 1 January 1999, and Jerusalem is two hours ahead on both. */
    @Test
    void movesACallByDaysAndRenamesIt() throws Exception {
        BankRow row = BankRow.parse(row("PS", "990101", "6:55:20", "6:55:26", "6:55:26", 17, "AGENT", 54));
        JsonNode data = Json.MAPPER
                .readTree(
                        new BankMapping("bank", 10_187).event(row).orElseThrow().value())
                .path("data");

        assertThat(data.path("offeredAt").textValue()).isEqualTo("2026-11-22T04:55:26Z");
        assertThat(data.path("recordId").textValue()).isEqualTo("261122-AA0101-33118");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            6:55:20 | 6.55.26 | vru_exit is not a time
            6:55:20 | 6:65:26 | vru_exit is not a time
            990101  | 991301  | date is not a day
            17      | -17     | q_time is negative
            17      | x       | q_time is not a number
            AGENT   | ROBOT   | outcome is not AGENT, HANG or PHANTOM
            """)
    void namesWhatCannotBeRead(String good, String bad, String complaint) {
        String replaced = good.equals("6:55:20") ? "6:55:26\t6" : "\t" + good + "\t";
        String by = good.equals("6:55:20") ? bad + "\t6" : "\t" + bad + "\t";
        String row = row("PS", "990101", "6:55:20", "6:55:26", "6:55:26", 17, "AGENT", 54)
                .replace(replaced, by);

        assertThatThrownBy(() -> BankRow.parse(row))
                .isInstanceOf(UnreadableRowException.class)
                .hasMessageStartingWith(complaint);
    }

    @Test
    void refusesARowWithABlankWhereATabBelongs() {
        String row = ANSWERED_AT_ONCE.replaceFirst("\t", " ");

        assertThatThrownBy(() -> BankRow.parse(row)).hasMessage("it has 16 columns between tabs, not 17");
    }

    private static String row(
            String type, String date, String entry, String exit, String start, int wait, String outcome, int service) {
        return String.join(
                "\t",
                "AA0101",
                "33118",
                "1",
                "2",
                type,
                date,
                entry,
                exit,
                "6",
                start,
                "0:00:00",
                Integer.toString(wait),
                outcome,
                "0:00:00",
                "0:00:00",
                Integer.toString(service),
                "A17");
    }

    private static Optional<OutgoingEvent> read(String row) throws UnreadableRowException {
        return new BankMapping("bank", 0).event(BankRow.parse(row));
    }

    private static JsonNode event(String row) throws Exception {
        return Json.MAPPER.readTree(read(row).orElseThrow().value());
    }
}
