package sla.local.sample;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Consumer;
import sla.local.event.CloudEvents;
import sla.local.event.InteractionDraft;
import sla.local.event.OutgoingEvent;
import sla.model.event.Channel;
import sla.model.json.Json;

/** Records as vendors really send them now and then, so that rejections can be seen. Five each Monday. */
final class BadRecords {
    /** How many of them are calls that the vendor did have: the negative talk, the missing queue, the contradiction. */
    static final int OWN_CALLS = 3;

    private BadRecords() {}

    static List<SampleEvent> of(LocalDate day, Instant at) {
        String id = "bad-" + DateTimeFormatter.BASIC_ISO_DATE.format(day) + '-';
        return List.of(
                changed(id + "negative-talk", at, data -> data.put("talkMillis", -4000)),
                changed(id + "no-queue", at, data -> data.remove("queue")),
                changed(id + "foreign-vendor", at, data -> data.put("vendor", SampleSources.BANK)),
                changed(id + "contradiction", at, data -> data.put("waitMillis", 600_000)),
                new SampleEvent(
                        SampleSources.MERIDIAN,
                        new OutgoingEvent(id + "not-json", at, "recordId;queue;wait\n" + id + ";service-voice;12")));
    }

    private static SampleEvent changed(String recordId, Instant at, Consumer<ObjectNode> change) {
        InteractionDraft good = new InteractionDraft(
                        SampleSources.MERIDIAN, Channel.VOICE, MeridianContact.VOICE_QUEUE, at)
                .answered(Duration.ofSeconds(12), Duration.ofSeconds(180), null);
        OutgoingEvent event = CloudEvents.of(SampleSources.MERIDIAN, recordId, 1, good.finishedAt(), good.build());
        try {
            ObjectNode envelope = (ObjectNode) Json.MAPPER.readTree(event.value());
            change.accept((ObjectNode) envelope.get("data"));
            return new SampleEvent(
                    SampleSources.MERIDIAN, new OutgoingEvent(event.key(), event.due(), CloudEvents.text(envelope)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An event that was just written cannot be read", e);
        }
    }
}
