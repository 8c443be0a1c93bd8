package sla.local.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import sla.model.event.Content;
import sla.model.event.Interaction;
import sla.model.json.Json;

class SampleGeneratorTest {
    private static final Instant END = Instant.parse("2026-03-20T14:30:00Z");
    private static final List<SampleEvent> EVENTS = new SampleGenerator(1).until(END);

    @Test
    void givesTheSameRecordsForTheSameSeed() {
        assertThat(new SampleGenerator(1).until(END)).isEqualTo(EVENTS);
        assertThat(new SampleGenerator(2).until(END)).isNotEqualTo(EVENTS);
    }

    @Test
    void onlyAddsRecordsWhenItEndsLater() {
        List<SampleEvent> later = new SampleGenerator(1).until(END.plusSeconds(100_000));

        assertThat(later).startsWith(EVENTS.toArray(SampleEvent[]::new)).hasSizeGreaterThan(EVENTS.size());
    }

    @Test
    void sendsNothingThatHasNotHappenedYet() {
        assertThat(EVENTS).allSatisfy(sent -> assertThat(sent.event().due()).isBeforeOrEqualTo(END));
    }

    @Test
    void beginsWithTheMonthBeforeAndReachesTheLastHour() {
        Map<String, Long> byMonth = data(SampleSources.MERIDIAN, "sla.interaction.v1").stream()
                .filter(data -> data.has("offeredAt"))
                .collect(Collectors.groupingBy(
                        data -> data.path("offeredAt").textValue().substring(0, 7), Collectors.counting()));

        assertThat(byMonth.get("2026-02")).isBetween(2_500L, 4_000L);
        assertThat(byMonth.get("2026-03")).isBetween(1_500L, 2_800L);
        assertThat(EVENTS.getLast().event().due()).isAfter(END.minusSeconds(3600));
    }

    @Test
    void makesContactsThatTheModelReads() throws Exception {
        for (JsonNode data : data(SampleSources.MERIDIAN, "sla.interaction.v1")) {
            if (!data.path("recordId").textValue().startsWith("bad-")) {
                ObjectNode withType = ((ObjectNode) data.deepCopy()).put("type", "interaction");
                Interaction contact = (Interaction) Json.MAPPER.treeToValue(withType, Content.class);
                assertThat(contact.vendor()).isEqualTo("meridian");
                assertThat(contact.waitMillis()).isNotNull().isNotNegative();
            }
        }
    }

    @Test
    void coversChannelsSitesLanguagesAndLines() {
        List<JsonNode> contacts = data(SampleSources.MERIDIAN, "sla.interaction.v1");

        assertThat(values(contacts, "channel")).containsExactlyInAnyOrder("voice", "chat", "email");
        assertThat(values(contacts, "site")).containsExactlyInAnyOrder("lisbon", "krakow");
        assertThat(values(contacts, "language")).containsExactlyInAnyOrder("nl", "en", "de");
        assertThat(values(contacts, "line")).containsExactlyInAnyOrder("first", "second");
        assertThat(values(contacts, "outcome"))
                .containsExactlyInAnyOrder("answered", "abandoned", "overflowed", "callback-requested");
    }

    @Test
    void revisesSomeContactsUpwards() {
        Map<String, Integer> highest = new HashMap<>();
        data(SampleSources.MERIDIAN, "sla.interaction.v1")
                .forEach(data -> highest.merge(
                        data.path("recordId").textValue(), data.path("revision").intValue(), Integer::max));

        assertThat(highest.values()).contains(1, 2).doesNotContain(3);
    }

    /** The 5th and 15th of both months are over, and a day more has passed since. */
    @Test
    void retractsTheFirstContactOfTwoDaysAMonth() {
        assertThat(data(SampleSources.MERIDIAN, "sla.retraction.v1"))
                .extracting(data -> data.path("recordId").textValue())
                .containsExactlyInAnyOrder("m-20260205-1", "m-20260215-1", "m-20260305-1", "m-20260315-1");
    }

    @Test
    void judgesOnlyContactsThatWereSent() {
        Set<String> contacts = data(SampleSources.MERIDIAN, "sla.interaction.v1").stream()
                .map(data -> data.path("recordId").textValue())
                .collect(Collectors.toCollection(HashSet::new));
        List<JsonNode> evaluations = data(SampleSources.BUYER_QUALITY, "sla.quality-evaluation.v1");
        List<JsonNode> answers = data(SampleSources.SURVEY_HOUSE, "sla.survey-answer.v1");

        assertThat(evaluations).hasSizeGreaterThan(100);
        assertThat(answers).hasSizeGreaterThan(100);
        assertThat(evaluations).allSatisfy(data -> {
            assertThat(contacts).contains(data.at("/interaction/recordId").textValue());
            assertThat(data.path("score").intValue()).isBetween(0, 100);
        });
        assertThat(answers)
                .allSatisfy(data -> assertThat(contacts)
                        .contains(data.at("/interaction/recordId").textValue()));
        assertThat(values(evaluations, "status")).containsExactlyInAnyOrder("released", "re-scored", "withdrawn");
    }

    /** Mondays from 1 February to 20 March 2026: the 2nd, 9th, 16th and 23rd of February, the 2nd, 9th and 16th of March. */
    @Test
    void sendsFiveBadRecordsEachMonday() {
        assertThat(EVENTS.stream().filter(sent -> sent.event().key().startsWith("bad-")))
                .hasSize(7 * 5)
                .allSatisfy(sent -> assertThat(sent.source()).isEqualTo("meridian"));
    }

    @Test
    void declaresThreeCallsMoreThanWereAcceptedOnMondaysAndAsManyElse() {
        assertThat(declared("totals-20260202-service-voice") - sent("service-voice", "2026-02-02"))
                .isEqualTo(3);
        assertThat(declared("totals-20260203-service-voice") - sent("service-voice", "2026-02-03"))
                .isZero();
        assertThat(declared("totals-20260202-service-chat") - sent("service-chat", "2026-02-02"))
                .isZero();
    }

    private static long declared(String recordId) {
        return data(SampleSources.MERIDIAN, "sla.control-totals.v1").stream()
                .filter(data -> data.path("recordId").textValue().equals(recordId))
                .mapToLong(data -> data.path("interactions").longValue())
                .sum();
    }

    /** Contacts of a day in Amsterdam, which is an hour ahead of UTC in winter: each once, without the bad ones. */
    private static long sent(String queue, String day) {
        Instant start = Instant.parse(day + "T00:00:00Z").minusSeconds(3600);
        return data(SampleSources.MERIDIAN, "sla.interaction.v1").stream()
                .filter(data -> queue.equals(data.path("queue").textValue()))
                .filter(data -> !data.path("recordId").textValue().startsWith("bad-"))
                .filter(data -> {
                    Instant offeredAt = Instant.parse(data.path("offeredAt").textValue());
                    return !offeredAt.isBefore(start) && offeredAt.isBefore(start.plusSeconds(86_400));
                })
                .map(data -> data.path("recordId").textValue())
                .distinct()
                .count();
    }

    private static List<JsonNode> data(String source, String type) {
        return EVENTS.stream()
                .filter(sent -> sent.source().equals(source))
                .filter(sent -> sent.event().value().startsWith("{"))
                .map(sent -> parse(sent.event().value()))
                .filter(event -> event.path("type").textValue().equals(type))
                .map(event -> event.path("data"))
                .toList();
    }

    private static JsonNode parse(String json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }

    private static Set<String> values(List<JsonNode> all, String field) {
        return all.stream()
                .filter(data -> data.has(field))
                .map(data -> data.path(field).textValue())
                .collect(Collectors.toSet());
    }
}
