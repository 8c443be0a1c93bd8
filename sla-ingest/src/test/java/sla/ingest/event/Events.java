package sla.ingest.event;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import sla.model.event.EventType;
import sla.model.event.InputPosition;
import sla.model.json.Json;
import sla.model.registration.SourceRegistration;
import sla.model.registration.SourceRegistration.RevisionKind;

/** Messages and sources to judge. */
public final class Events {
    public static final Instant RECEIVED_AT = Instant.parse("2026-03-05T00:00:00Z");
    static final TimeLimits LIMITS = new TimeLimits(Instant.parse("1990-01-01T00:00:00Z"), Duration.ofHours(24));
    static final EventReader READER = new EventReader(LIMITS);

    private Events() {}

    /** The example in the schema of the type. */
    public static ObjectNode example(EventType type) {
        try (InputStream in = EventType.class.getResourceAsStream("/schemas/" + type.label() + "-v1.json")) {
            return (ObjectNode) Json.MAPPER.readTree(in).get("examples").get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answered call of the schema, changed at {@code pointer, value} pairs; a null value removes the field. */
    public static ObjectNode call(Object... changes) {
        ObjectNode event = example(EventType.INTERACTION);
        for (int i = 0; i < changes.length; i += 2) {
            set(event, "/data/" + changes[i], changes[i + 1] == null ? null : Json.MAPPER.valueToTree(changes[i + 1]));
        }
        return event;
    }

    static void set(ObjectNode event, String pointer, JsonNode value) {
        JsonPointer place = JsonPointer.compile(pointer);
        ObjectNode parent = (ObjectNode) event.at(place.head());
        String name = place.last().getMatchingProperty();
        if (value == null) {
            parent.remove(name);
        } else {
            parent.set(name, value);
        }
    }

    public static SourceRegistration source(String id) {
        return source(id, RevisionKind.NUMBER, Duration.ofSeconds(2));
    }

    static SourceRegistration source(String id, RevisionKind revisions, Duration tolerance) {
        return new SourceRegistration(
                id, id, Set.of("meridian"), EnumSet.allOf(EventType.class), null, revisions, tolerance, null, null);
    }

    static ReceivedMessage message(String source, byte[] bytes) {
        InputPosition input = new InputPosition("source." + source + ".records", 0, 17);
        return new ReceivedMessage(
                source, input, RECEIVED_AT, bytes == null ? MessageValue.NONE : MessageValue.of(bytes));
    }

    static Verdict judge(JsonNode event, SourceRegistration registration) {
        return READER.judge(
                message(registration.id(), event.toString().getBytes(StandardCharsets.UTF_8)), registration);
    }

    /** Judges as a message of source meridian. */
    static Verdict judge(JsonNode event) {
        return judge(event, source("meridian"));
    }

    /** {@code CODE pointer} of each reason; empty if it was accepted. */
    static List<String> reasons(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted _ -> List.of();
            case Verdict.Rejected rejected ->
                rejected.rejection().reasons().stream()
                        .map(reason -> (reason.code() + " " + reason.pointer()).strip())
                        .toList();
        };
    }
}
