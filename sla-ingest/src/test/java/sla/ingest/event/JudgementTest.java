package sla.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;
import static sla.ingest.event.Events.READER;
import static sla.ingest.event.Events.call;
import static sla.ingest.event.Events.judge;
import static sla.ingest.event.Events.message;
import static sla.ingest.event.Events.reasons;
import static sla.ingest.event.Events.source;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import sla.model.event.AcceptedRecord;
import sla.model.event.EventType;
import sla.model.event.Rejection;
import sla.model.event.Retraction;
import sla.model.json.Json;
import sla.model.registration.SourceRegistration;
import sla.model.registration.SourceRegistration.RevisionKind;

class JudgementTest {
    private static List<String> judged(byte[] bytes) {
        return reasons(READER.judge(message("meridian", bytes), source("meridian")));
    }

    private static List<String> judged(String text) {
        return judged(text.getBytes(StandardCharsets.UTF_8));
    }

    private static AcceptedRecord accepted(ObjectNode event) {
        return ((Verdict.Accepted) judge(event)).accepted();
    }

    private static Rejection rejection(Verdict verdict) {
        return ((Verdict.Rejected) verdict).rejection();
    }

    @Test
    void rejectsAMessageWithoutValue() {
        assertThat(judged((byte[]) null)).containsExactly("EMPTY");
        assertThat(judged("")).containsExactly("EMPTY");
    }

    @Test
    void rejectsAMessageLargerThan256KB() {
        String event = call().toString();
        String justFits = event + " ".repeat(MessageValue.LARGEST - event.length());

        assertThat(judged(justFits)).isEmpty();
        assertThat(judged(justFits + " ")).containsExactly("TOO_LARGE");
    }

    @Test
    void keepsTheBeginningOfATooLargeMessageAndItsSize() {
        var beginning = message("meridian", new byte[10_000_000]);

        Rejection rejection = rejection(READER.judge(beginning, source("meridian")));

        assertThat(rejection.size()).isEqualTo(10_000_000);
        assertThat(Base64.getDecoder().decode(rejection.raw())).hasSize(4096);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                " ",
                "null",
                "[]",
                "\"text\"",
                "7",
                "{\"a\":1,\"a\":2}",
                "{\"a\":{\"b\":1,\"b\":1}}",
                "{} {}",
                "{}x",
                "{\"a\":",
                "{'a':1}",
                "{\"a\":01}",
                "{\"a\":NaN}",
                "{\"a\":\"\u0001\"}",
                "{\"a\":1e99999999999}",
                "\ufeff{}x"
            })
    void rejectsWhatIsNotOneJsonObject(String text) {
        assertThat(judged(text)).containsExactly("NOT_JSON");
    }

    @Test
    void rejectsDeepNestingAndHugeNumbers() {
        assertThat(judged("{\"a\":".repeat(101) + "1" + "}".repeat(101))).containsExactly("NOT_JSON");
        assertThat(judged("{\"a\":" + "9".repeat(101) + "}")).containsExactly("NOT_JSON");
        assertThat(judged("[".repeat(100_000))).containsExactly("NOT_JSON");
    }

    /** By Jackson's hash and by Java's. Such names are odd and right, and what comes after them must not suffer. */
    @ParameterizedTest
    @ValueSource(strings = {"aB b!", "Aa BB"})
    void namesThatHashAlikeHarmNobody(String pair) {
        String[] parts = pair.split(" ");
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < 4096; i++) {
            names.append("\"");
            for (int bit = 0; bit < 12; bit++) {
                names.append(parts[(i >> bit) & 1]);
            }
            names.append("\":0,");
        }

        assertThat(judged(call().toString().replaceFirst("\\{", "{" + names))).isEmpty();
        for (int i = 0; i < 500; i++) {
            assertThat(judged(call().put("new" + i, i).toString())).isEmpty();
        }
    }

    /** Written out, these would not fit in memory. */
    @ParameterizedTest
    @ValueSource(strings = {"1e300", "1e999999999", "-1e999999999"})
    void rejectsNumbersWithExponentsBeyondAllBounds(String number) {
        String event = call("wrapUpMillis", "HERE").toString().replace("\"HERE\"", number);

        assertThat(judged(event)).hasSize(1).first().asString().endsWith(" /data/wrapUpMillis");
        assertThat(judged(event.replace("wrapUpMillis", "ignored"))).isEmpty();
    }

    @Test
    void rejectsBrokenUtf8AndOtherEncodings() {
        String event = call("queue", "caf\u00e9").toString();

        assertThat(judged(event)).isEmpty();
        assertThat(judged(event.getBytes(StandardCharsets.ISO_8859_1))).containsExactly("NOT_JSON");
        assertThat(judged(event.getBytes(StandardCharsets.UTF_16))).containsExactly("NOT_JSON");
        assertThat(judged(call().toString().getBytes(StandardCharsets.UTF_16LE)))
                .containsExactly("NOT_JSON");
        // An overlong form of a quotation mark, which lenient readers take for one.
        assertThat(judged(new byte[] {'{', (byte) 0xc0, (byte) 0xa2, 'a', '"', ':', '1', '}'}))
                .containsExactly("NOT_JSON");
    }

    @Test
    void rejectsHalfACharacter() {
        String event = call("queue", "HERE").toString().replace("HERE", "a\\ud800b");

        assertThat(judged(event)).containsExactly("INVALID_VALUE /data/queue");
    }

    @Test
    void rejectsAnUnregisteredSourceAndStillTellsTheOtherFaults() {
        var unregistered = message("meridian", call("channel", "fax").toString().getBytes(StandardCharsets.UTF_8));

        assertThat(reasons(READER.judge(unregistered, null)))
                .containsExactly("SOURCE_NOT_REGISTERED", "INVALID_VALUE /data/channel");
    }

    @Test
    void rejectsASourceSpeakingForAnotherVendor() {
        assertThat(reasons(judge(call("vendor", "south")))).containsExactly("VENDOR_NOT_ALLOWED /data/vendor");
    }

    @Test
    void rejectsATypeTheSourceMayNotSendButNeverARetraction() {
        SourceRegistration surveys = new SourceRegistration(
                "meridian", "", Set.of("meridian"), EnumSet.of(EventType.SURVEY_ANSWER), null, null, null, null, null);

        assertThat(reasons(judge(call(), surveys))).containsExactly("TYPE_NOT_ALLOWED /type");
        assertThat(reasons(judge(Events.example(EventType.RETRACTION), surveys)))
                .isEmpty();
    }

    @Test
    void acceptsInstantsAsRevisionsWhereTheSourceUsesThem() {
        var instants = source("meridian", RevisionKind.INSTANT, Duration.ofSeconds(2));

        var verdict = (Verdict.Accepted) judge(call("revision", "2000-01-01T00:00:00.0019Z"), instants);
        assertThat(verdict.accepted().revision()).isEqualTo(946_684_800_001L);
        assertThat(reasons(judge(call("revision", 1), instants))).containsExactly("REVISION_KIND /data/revision");
        assertThat(reasons(judge(call("revision", "x"), instants))).containsExactly("INVALID_VALUE /data/revision");
    }

    @Test
    void rejectsARecordFrom1985WithTheLimitNamed() {
        Rejection rejection = rejection(
                judge(call("offeredAt", "1985-03-01T09:15:00Z", "answeredAt", null, "waitMillis", 1, "endedAt", null)));

        assertThat(rejection.reasons()).singleElement().satisfies(reason -> {
            assertThat(reason.code().name()).isEqualTo("TOO_OLD");
            assertThat(reason.pointer()).isEqualTo("/data/offeredAt");
            assertThat(reason.value()).isEqualTo("1985-03-01T09:15:00Z");
            assertThat(reason.message()).contains("1990-01-01T00:00:00Z");
        });
    }

    @Test
    void acceptsTheEarliestTimeAndNothingBefore() {
        assertThat(reasons(judge(offered("1990-01-01T00:00:00Z")))).isEmpty();
        assertThat(reasons(judge(offered("1989-12-31T23:59:59.999Z")))).containsExactly("TOO_OLD /data/offeredAt");
    }

    @Test
    void acceptsTheLatestTimeAndNothingAfterWithTheLimitNamed() {
        assertThat(reasons(judge(offered("2026-03-06T00:00:00Z")))).isEmpty();
        Rejection rejection = rejection(judge(offered("2026-03-06T00:00:00.001Z")));
        assertThat(rejection.reasons().getFirst().code().name()).isEqualTo("IN_FUTURE");
        assertThat(rejection.reasons().getFirst().message()).contains("2026-03-06T00:00:00Z");
        assertThat(reasons(judge(offered("2026-03-07T00:00:00Z")))).contains("IN_FUTURE /data/offeredAt");
    }

    private static ObjectNode offered(String instant) {
        return call(
                "offeredAt",
                instant,
                "answeredAt",
                null,
                "waitMillis",
                0,
                "endedAt",
                null,
                "talkMillis",
                null,
                "holdMillis",
                null);
    }

    @Test
    void rejectsAWaitThatEndsInTheFuture() {
        assertThat(reasons(judge(call(
                        "offeredAt",
                        "2026-03-05T00:00:00Z",
                        "answeredAt",
                        null,
                        "endedAt",
                        null,
                        "waitMillis",
                        86_400_001))))
                .containsExactly("IN_FUTURE /data/waitMillis");
    }

    /** Arrival is 2026-03-05T00:00:00Z, so the latest time is a day later: 86,400 s after this answer. */
    @Test
    void rejectsTalkAndHoldThatEndInTheFuture() {
        assertThat(reasons(judge(answeredOnThe5th(86_000_000, 400_000)))).isEmpty();
        assertThat(reasons(judge(answeredOnThe5th(86_000_000, 400_001)))).containsExactly("IN_FUTURE /data/talkMillis");
        assertThat(reasons(judge(answeredOnThe5th(null, 2_678_400_000L))))
                .containsExactly("IN_FUTURE /data/holdMillis");
    }

    private static ObjectNode answeredOnThe5th(@Nullable Object talkMillis, Object holdMillis) {
        String arrival = "2026-03-05T00:00:00Z";
        return call(
                "offeredAt",
                arrival,
                "answeredAt",
                arrival,
                "endedAt",
                null,
                "talkMillis",
                talkMillis,
                "holdMillis",
                holdMillis);
    }

    @Test
    void rejectsAWaitOutsideAQueueThatEndsInTheFuture() {
        Object[] menu = {"outcome", "left-in-menu", "answeredAt", null, "endedAt", null};
        assertThat(reasons(judge(withWait(menu, 86_400_000)))).isEmpty();
        assertThat(reasons(judge(withWait(menu, 86_400_001)))).containsExactly("IN_FUTURE /data/waitMillis");
    }

    private static ObjectNode withWait(Object[] menu, long waitMillis) {
        List<Object> changes = new ArrayList<>(Arrays.asList(menu));
        changes.addAll(Arrays.asList(
                "offeredAt", "2026-03-05T00:00:00Z", "waitMillis", waitMillis, "talkMillis", null, "holdMillis", null));
        return call(changes.toArray());
    }

    @Test
    void limitsOnlyNamesThatContactsAreCountedBy() {
        Verdict verdict = judge(call("task", "open an account", "contactReason", "ticket 4711"));
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Accepted.class,
                        accepted -> assertThat(accepted.dimensions())
                                .extracting(DimensionValue::dimension)
                                .containsExactly("queue", "site", "language"));
    }

    @Test
    void acceptsABackfillAYearOld() {
        assertThat(reasons(judge(offered("2025-03-05T00:00:00Z")))).isEmpty();
    }

    @Test
    void tellsWhoSentWhatInARejection() {
        Rejection rejection = rejection(judge(call("channel", "fax", "revision", 3)));

        assertThat(rejection.source()).isEqualTo("meridian");
        assertThat(rejection.recordId()).isEqualTo("call-20260301-004711");
        assertThat(rejection.revision()).isEqualTo("3");
        assertThat(rejection.type()).isEqualTo("sla.interaction.v1");
        assertThat(rejection.input().offset()).isEqualTo(17);
        assertThat(rejection.receivedAt()).isEqualTo(Events.RECEIVED_AT);
        assertThat(new String(Base64.getDecoder().decode(rejection.raw()), StandardCharsets.UTF_8))
                .isEqualTo(call("channel", "fax", "revision", 3).toString());
        assertThat(rejection.reasons().getFirst().message())
                .isEqualTo("channel must be one of: voice, chat, email, messaging, social, video, callback, task");
    }

    @Test
    void cutsAndEscapesTheOffendingValue() {
        String value = rejection(judge(call("channel", "\u0000" + "x".repeat(500))))
                .reasons()
                .getFirst()
                .value();

        assertThat(value).startsWith("\\u0000xxx").endsWith("x\u2026").hasSizeLessThan(110);
    }

    @Test
    void hashesEqualContentEquallyAndOtherContentDifferently() {
        String hash = accepted(call()).contentHash();

        assertThat(hash).matches("[0-9a-f]{32}");
        assertThat(accepted(call("revision", 2, "recordId", "other", "colour", "red", "site", " lisbon "))
                        .contentHash())
                .isEqualTo(hash);
        assertThat(accepted(call("waitMillis", 12_400)).contentHash()).isEqualTo(hash);
        assertThat(accepted(call("site", "Assen")).contentHash()).isNotEqualTo(hash);
        assertThat(accepted(call("wrapUpMillis", 32_001)).contentHash()).isNotEqualTo(hash);
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void whatIsSentOnIsTheRecordAsItIsWrittenWhole(EventType type) throws Exception {
        ObjectNode event = Events.example(type);
        var verdict = (Verdict.Accepted) judge(event, source(event.get("source").asText()));
        assertThat(new String(verdict.json(), StandardCharsets.UTF_8))
                .isEqualTo(Json.MAPPER.writeValueAsString(verdict.accepted()));
    }

    @Test
    void writesWhatOthersCanRead() throws Exception {
        AcceptedRecord accepted =
                accepted(call("revenue", Json.MAPPER.readTree("{\"amount\":\"1.50\",\"currency\":\"EUR\"}")));

        assertThat(Json.MAPPER.readValue(Json.MAPPER.writeValueAsBytes(accepted), AcceptedRecord.class))
                .isEqualTo(accepted);
        assertThat(accepted.key()).isEqualTo("meridian/call-20260301-004711");
        assertThat(accepted(Events.example(EventType.RETRACTION)).content()).isEqualTo(new Retraction());
    }

    @Test
    void namesTheDimensionsOfARecord() {
        assertThat(((Verdict.Accepted) judge(call())).dimensions())
                .extracting(DimensionValue::dimension, DimensionValue::value)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("queue", "service-voice"),
                        org.assertj.core.groups.Tuple.tuple("site", "lisbon"),
                        org.assertj.core.groups.Tuple.tuple("language", "nl"))
                .hasSize(3);
    }

    /** Whatever bytes come, there is a verdict. Mutations of a good event reach deeper than noise would. */
    @Test
    void neverThrowsForWhatASenderDid() {
        long seed = 20260301;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            EventType type = EventType.values()[random.nextInt(EventType.values().length)];
            ObjectNode event = Events.example(type);
            byte[] bytes = event.toString().getBytes(StandardCharsets.UTF_8);
            for (int change = random.nextInt(4); change >= 0; change--) {
                byte[] hostile = "\"\\{}[],:0-9eE.+tfnu\u0000".getBytes(StandardCharsets.UTF_8);
                bytes[random.nextInt(bytes.length)] =
                        random.nextBoolean() ? hostile[random.nextInt(hostile.length)] : (byte) random.nextInt();
            }
            assertThat(READER.judge(message(event.get("source").asText(), bytes), source("meridian")))
                    .as("seed %d, round %d", seed, i)
                    .isNotNull();
        }
    }

    @Test
    void saysWhichContactARejectedInteractionWouldHaveBeen() {
        Rejection.Contact contact = rejection(judge(call("talkMillis", -4000))).contact();

        assertThat(contact)
                .isEqualTo(
                        new Rejection.Contact("meridian", "service-voice", Instant.parse("2026-03-01T09:15:00.250Z")));
    }

    @Test
    void namesNoContactWhereVendorQueueOrMomentAreNotInOrder() {
        assertThat(rejection(judge(call("queue", null))).contact()).isNull();
        assertThat(rejection(judge(call("queue", 7))).contact()).isNull();
        assertThat(rejection(judge(call("queue", "x".repeat(101)))).contact()).isNull();
        assertThat(rejection(judge(call("offeredAt", "yesterday"))).contact()).isNull();
        // What a source says of another vendor is nothing about that one.
        assertThat(rejection(judge(call("vendor", "bank"))).contact()).isNull();
        ObjectNode totals = Events.example(EventType.CONTROL_TOTALS);
        Events.set(totals, "/data/interactions", null);
        assertThat(rejection(judge(totals)).contact()).isNull();
    }

    @Test
    void contactOfTooManyNamesIsNamedUnlessItsQueueIsTheName() {
        Verdict.Accepted accepted = (Verdict.Accepted) judge(call());
        var message = message("meridian", new byte[] {1});
        var site = List.of(new DimensionValue("site", "site", "lisbon"));
        var queue = List.of(new DimensionValue("queue", "queue", "service-voice"));

        assertThat(accepted.tooManyValues(message, site, 1_000).rejection().contact())
                .isEqualTo(
                        new Rejection.Contact("meridian", "service-voice", Instant.parse("2026-03-01T09:15:00.250Z")));
        assertThat(accepted.tooManyValues(message, queue, 1_000).rejection().contact())
                .isNull();
    }
}
