package sla.local.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sla.local.event.CloudEvents;
import sla.local.event.InteractionDraft;
import sla.local.replay.ReferenceFigures.Figures;
import sla.local.run.RunningSystem;
import sla.model.event.Channel;
import sla.model.event.Outcome;

/** Whole months of real calls through Kafka, all three services and REST, against the published sums. */
class ReferenceFiguresIT {
    private static final String BANK = "bank";
    /** So many that every partition between the services gets some; their ids are fixed, and so are the partitions. */
    private static final int MARKERS = 64;

    @TempDir
    static Path folder;

    private static RunningSystem system;
    private static List<ReferenceFigures> months;
    private static long calls;

    @BeforeAll
    static void pushEveryMonth() throws Exception {
        months = ReferenceFigures.ofEveryMonth();
        system = RunningSystem.start(folder);
        system.registerVendor(BANK);
        system.registerSource(BANK, BANK, "interaction");
        try (var agreement = SampleFiles.class.getResourceAsStream("/sample/agreement-bank-inhouse.yaml")) {
            system.contractService().activate("bank-inhouse", 1, new String(agreement.readAllBytes()));
        }
        try (SourceTopic topic = SourceTopic.open(system.kafka(), BANK)) {
            for (ReferenceFigures month : months) {
                Replay.Counts counts = push(month, topic);
                assertThat(counts).as(month.month()).isEqualTo(new Replay.Counts(month.calls(), 0));
                calls += counts.sent();
            }
            topic.flush();
            system.await("all calls are judged", () -> judged() >= calls);
            assertThat(intake().path("accepted").longValue()).isEqualTo(calls);
            pushMarkers(topic);
        }
        // They come last in each partition: when they are counted, so is everything before them, and a call counted
        // twice would show.
        system.await(
                () -> "the markers are counted; " + offered("") + " of " + calls + " calls are",
                () -> offered("&queue=marker") == MARKERS);
    }

    @AfterAll
    static void stop() {
        if (system != null) {
            system.close();
        }
    }

    private static Replay.Counts push(ReferenceFigures month, SourceTopic topic)
            throws IOException, InterruptedException {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Pace pace = new Pace(Clock.systemUTC(), OptionalDouble.empty(), false);
        RecordFormat format = new RecordFormat.BankRecords(BANK);
        return new Replay(month.file(), format, topic, pace, Clock.systemUTC(), nowhere).run(0);
    }

    private static void pushMarkers(SourceTopic topic) {
        Instant offeredAt = Instant.parse("1998-06-15T12:00:00Z");
        for (int i = 0; i < MARKERS; i++) {
            InteractionDraft marker = new InteractionDraft(BANK, Channel.VOICE, "marker", offeredAt)
                    .left(Outcome.ABANDONED, Duration.ofSeconds(1));
            topic.send(CloudEvents.of(BANK, "marker-" + i, 1, marker.finishedAt(), marker.build()));
        }
        topic.flush();
    }

    static List<ReferenceFigures> months() {
        return months;
    }

    @ParameterizedTest
    @MethodSource("months")
    void givesThePublishedSumsOfEveryQueue(ReferenceFigures month) {
        assertThat(performance(month, "&groupBy=queue")).isEqualTo(month.queues());
    }

    @ParameterizedTest
    @MethodSource("months")
    void givesThePublishedSumsOfTheWholeMonth(ReferenceFigures month) {
        assertThat(month.queues().values().stream().reduce(Figures.NONE, Figures::plus))
                .isEqualTo(month.all());
        assertThat(performance(month, "")).isEqualTo(Map.of("", month.all()));
    }

    @Test
    void acceptsEveryCallAndRejectsNone() {
        JsonNode intake = intake();
        assertThat(intake.path("accepted").longValue()).isEqualTo(calls + MARKERS);
        assertThat(intake.path("rejected").longValue()).isZero();
        assertThat(system.ingest().read("/v1/rejections").path("items")).isEmpty();
    }

    private static JsonNode intake() {
        return system.ingest().read("/v1/intake/" + BANK);
    }

    private static long judged() {
        JsonNode intake = intake();
        return intake.path("accepted").longValue() + intake.path("rejected").longValue();
    }

    private static long offered(String filter) {
        JsonNode rows = system.evaluator()
                .read("/v1/performance?zone=UTC&from=1998-06&to=2000-01&metric=volume" + filter)
                .path("rows");
        return rows.isEmpty()
                ? 0
                : metric(rows.get(0), "volume").path("counts").path("offered").longValue();
    }

    /** The figures of one month by queue; by the empty name if not grouped. */
    private static Map<String, Figures> performance(ReferenceFigures month, String more) {
        Map<String, Figures> figures = new TreeMap<>();
        for (JsonNode row : rows(
                month,
                "volume,average-speed-of-answer,average-handle-time,service-level,abandonment-rate"
                        + "&parts=talk&threshold=20&bound=at-most&abandons=failures" + more)) {
            figures.merge(queue(row), figures(row), Figures::plus);
        }
        for (JsonNode row : rows(month, "volume&volume=left-in-menu" + more)) {
            long leftInMenu =
                    metric(row, "volume").path("counts").path("leftInMenu").longValue();
            figures.merge(queue(row), new Figures(0, 0, leftInMenu, 0, 0, 0, 0), Figures::plus);
        }
        // Queues of other months are listed too, as the empty groups they are.
        figures.values().removeIf(Figures.NONE::equals);
        return figures;
    }

    private static JsonNode rows(ReferenceFigures month, String metrics) {
        JsonNode answer = system.evaluator()
                .read("/v1/performance?zone=Asia/Jerusalem&time=month&from=" + month.month() + "&to="
                        + YearMonth.parse(month.month()).plusMonths(1) + "&metric=" + metrics);
        assertThat(answer.path("next").isMissingNode() || answer.path("next").isNull())
                .isTrue();
        return answer.path("rows");
    }

    private static String queue(JsonNode row) {
        return row.path("group").path("queue").asText("");
    }

    private static Figures figures(JsonNode row) {
        JsonNode handling = metric(row, "average-handle-time").path("counts");
        JsonNode answering = metric(row, "average-speed-of-answer").path("counts");
        JsonNode level = metric(row, "service-level").path("counts");
        long answered = answering.path("answered").longValue();
        assertThat(handling.path("handled").longValue())
                .as("talk is known of all")
                .isEqualTo(answered);
        assertThat(handling.path("handledUnknown").longValue()).isZero();
        assertThat(level.path("answered").longValue()).isEqualTo(answered);
        return new Figures(
                answered,
                metric(row, "abandonment-rate").path("counts").path("abandoned").longValue(),
                0,
                metric(row, "volume").path("counts").path("offered").longValue(),
                answering.path("waitAnsweredMillis").longValue(),
                handling.path("handleTimeMillis").longValue(),
                level.path("answeredWithinThreshold").longValue());
    }

    private static JsonNode metric(JsonNode row, String name) {
        for (JsonNode metric : row.path("metrics")) {
            if (metric.path("metric").textValue().equals(name)) {
                return metric;
            }
        }
        throw new AssertionError("No " + name + " in " + row);
    }
}
