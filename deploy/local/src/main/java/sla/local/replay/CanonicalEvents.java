package sla.local.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import sla.local.event.CloudEvents;
import sla.local.event.OutgoingEvent;
import sla.model.json.Json;
import sla.model.time.Rfc3339;

/**
 * CloudEvents, one JSON object per line, sent as they stand: what is wrong in them is for the receiver to say. A day is
 * a day of UTC here. Events that are moved get other record ids, or they would contradict the ones that were not.
 */
record CanonicalEvents() implements RecordFormat {
    private static final List<String> INSTANTS = List.of(
            "offeredAt",
            "answeredAt",
            "leftQueueAt",
            "endedAt",
            "wrapUpEndedAt",
            "firstResponseAt",
            "evaluatedAt",
            "respondedAt",
            "from",
            "to");

    @Override
    public Optional<OutgoingEvent> event(String line, long daysLater) throws UnreadableRowException {
        if (line.isBlank()) {
            return Optional.empty();
        }
        ObjectNode event = parse(line);
        if (daysLater == 0) {
            return Optional.of(new OutgoingEvent(recordId(event), due(event), line));
        }
        move(event, daysLater);
        return Optional.of(new OutgoingEvent(recordId(event), due(event), CloudEvents.text(event)));
    }

    @Override
    public Optional<LocalDate> day(String line) throws UnreadableRowException {
        if (line.isBlank()) {
            return Optional.empty();
        }
        return time(parse(line)).map(time -> LocalDate.ofInstant(time, ZoneOffset.UTC));
    }

    private static ObjectNode parse(String line) throws UnreadableRowException {
        try {
            if (Json.MAPPER.readTree(line) instanceof ObjectNode event) {
                return event;
            }
        } catch (JsonProcessingException _) {
            // The parser's own words quote the line, which may hold what must not be shown.
        }
        throw new UnreadableRowException("it is not a JSON object");
    }

    /** CloudEvents need no time; an event without one waits for nothing. */
    private static Instant due(ObjectNode event) throws UnreadableRowException {
        return time(event).orElse(Instant.MIN);
    }

    private static Optional<Instant> time(ObjectNode event) throws UnreadableRowException {
        JsonNode time = event.path("time");
        return time.isTextual() ? Optional.of(instant("time", time.textValue())) : Optional.empty();
    }

    private static Instant instant(String name, String text) throws UnreadableRowException {
        try {
            return Rfc3339.parse(text);
        } catch (DateTimeException e) {
            throw new UnreadableRowException("\"" + name + "\": " + e.getMessage());
        }
    }

    private static String recordId(ObjectNode event) {
        return event.path("data").path("recordId").asText("");
    }

    private static void move(ObjectNode event, long days) throws UnreadableRowException {
        moveInstant(event, "time", days);
        if (event.path("data") instanceof ObjectNode data) {
            for (String name : INSTANTS) {
                moveInstant(data, name, days);
            }
            rename(data, days);
            if (data.path("interaction") instanceof ObjectNode interaction) {
                rename(interaction, days);
            }
            event.put("id", recordId(event) + '/' + data.path("revision").asText());
        }
    }

    private static void moveInstant(ObjectNode node, String name, long days) throws UnreadableRowException {
        if (node.path(name).isTextual()) {
            Instant moved = instant(name, node.path(name).textValue()).plus(Duration.ofDays(days));
            node.put(name, moved.toString());
        }
    }

    private static void rename(ObjectNode node, long days) {
        if (node.path("recordId").isTextual()) {
            node.put("recordId", node.path("recordId").textValue() + "-moved" + days);
        }
    }
}
