package sla.local.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import sla.local.event.OutgoingEvent;

class ReplayTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-05T00:00:00Z"), ZoneOffset.UTC);
    private static final Pace AT_ONCE = new Pace(CLOCK, OptionalDouble.empty(), false);

    private final List<OutgoingEvent> sent = new ArrayList<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void reportsAnUnreadableLineByItsNumberAndGoesOn() throws Exception {
        Replay.Counts counts = replay(
                        file(event("a", "2026-03-01T10:00:00Z"), "broken", event("b", "2026-03-01T11:00:00Z")))
                .run(0);

        assertThat(counts).isEqualTo(new Replay.Counts(2, 1));
        assertThat(sent).extracting(OutgoingEvent::key).containsExactly("a", "b");
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .isEqualTo("  line 2 is left out: it is not a JSON object\n");
    }

    @Test
    void reportsOnlyTheFirstOfManyUnreadableLinesButCountsAll() throws Exception {
        String[] lines = new String[100];
        java.util.Arrays.fill(lines, "broken");

        assertThat(replay(file(lines)).run(0).unreadable()).isEqualTo(100);
        assertThat(printed.toString(StandardCharsets.UTF_8).lines()).hasSize(20);
    }

    @Test
    void movesTheLastDayOfTheFileWhereverItStands() throws Exception {
        Replay replay = replay(file(event("late", "2026-02-10T10:00:00Z"), event("early", "2026-02-09T10:00:00Z")));
        replay.run(replay.daysTo(LocalDate.of(2026, 3, 4)));

        assertThat(sent)
                .extracting(OutgoingEvent::due)
                .containsExactly(Instant.parse("2026-03-04T10:00:00Z"), Instant.parse("2026-03-03T10:00:00Z"));
    }

    @Test
    void filesMovedByTheSameDaysGoOnReferringToEachOther() throws Exception {
        replay(file(event("call", "2026-02-10T10:00:00Z"))).run(30);
        replay(file("{\"data\":{\"recordId\":\"score\",\"revision\":1,\"interaction\":{\"recordId\":\"call\"}}}"))
                .run(30);

        assertThat(sent).extracting(OutgoingEvent::key).containsExactly("call-moved30", "score-moved30");
        assertThat(sent.getLast().value()).contains("\"interaction\":{\"recordId\":\"call-moved30\"}");
    }

    @Test
    void sendsInTheOrderOfTimeWhenTimeMatters() throws Exception {
        Pace neverEarly = new Pace(CLOCK, OptionalDouble.empty(), true);
        new Replay(
                        file(event("late", "2026-02-10T10:00:00Z"), event("early", "2026-02-09T10:00:00Z")),
                        new CanonicalEvents(),
                        sent::add,
                        neverEarly,
                        CLOCK,
                        out())
                .run(0);

        assertThat(sent).extracting(OutgoingEvent::key).containsExactly("early", "late");
    }

    @Test
    void readsCompressedFiles() throws Exception {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(event("a", "2026-03-01T10:00:00Z").getBytes(StandardCharsets.UTF_8));
        }
        RecordFile file = RecordFile.of(() -> new ByteArrayInputStream(compressed.toByteArray()));

        assertThat(replay(file).run(0).sent()).isOne();
    }

    @Test
    void recognisesTheFormatByTheFirstLine() throws Exception {
        assertThat(RecordFormat.of(SampleFiles.bankMonth("1999-01").firstLine(), "bank"))
                .containsInstanceOf(RecordFormat.BankRecords.class);
        assertThat(RecordFormat.of(event("a", "2026-03-01T10:00:00Z"), "bank"))
                .containsInstanceOf(CanonicalEvents.class);
        assertThat(RecordFormat.of("a;b;c", "bank")).isEmpty();
        assertThat(RecordFormat.of("", "bank")).isEmpty();
    }

    private Replay replay(RecordFile file) {
        return new Replay(file, new CanonicalEvents(), sent::add, AT_ONCE, CLOCK, out());
    }

    private PrintStream out() {
        return new PrintStream(printed, true, StandardCharsets.UTF_8);
    }

    private static RecordFile file(String... lines) throws IOException {
        byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        return RecordFile.of(() -> new ByteArrayInputStream(bytes));
    }

    private static String event(String id, String time) {
        return "{\"time\":\"" + time + "\",\"data\":{\"recordId\":\"" + id + "\",\"revision\":1}}";
    }
}
