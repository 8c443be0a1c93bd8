package sla.ingest.event;

import static sla.model.event.RejectionCode.INVALID_VALUE;
import static sla.model.event.RejectionCode.SOURCE_MISMATCH;
import static sla.model.event.RejectionCode.UNKNOWN_SPEC_VERSION;
import static sla.model.event.RejectionCode.UNKNOWN_TYPE;
import static sla.model.event.RejectionCode.UNKNOWN_VERSION;
import static sla.model.event.RejectionCode.WRONG_TYPE;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sla.model.event.EventType;
import sla.model.time.Rfc3339;

/** The CloudEvents 1.0 attributes round the data. Extension attributes are ignored. */
final class Envelope {
    private static final Map<String, EventType> BY_WIRE_NAME =
            Arrays.stream(EventType.values()).collect(Collectors.toMap(EventType::wireName, Function.identity()));
    private static final String WIRE_NAMES =
            Arrays.stream(EventType.values()).map(EventType::wireName).collect(Collectors.joining(", "));
    private static final Pattern VERSIONED = Pattern.compile("sla\\.([a-z-]{1,40})\\.v[0-9]{1,9}");
    private static final Pattern JSON_TYPE =
            Pattern.compile("application/json(\\s*;.*)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private Envelope() {}

    /** The type of what the data holds; null if it is unknown. */
    static @Nullable EventType read(Fields envelope, String source) {
        envelope.require("specversion", "id", "source", "type", "data");
        String version = text(envelope, "specversion");
        if (version != null && !version.equals("1.0")) {
            envelope.add(UNKNOWN_SPEC_VERSION, "specversion", "the CloudEvents version must be 1.0");
        }
        text(envelope, "id");
        String sentSource = text(envelope, "source");
        if (sentSource != null && !sentSource.equals(source)) {
            envelope.add(SOURCE_MISMATCH, "source", "this is the topic of source " + source);
        }
        checkTime(envelope);
        String contentType = text(envelope, "datacontenttype");
        if (contentType != null && !JSON_TYPE.matcher(contentType).matches()) {
            envelope.add(INVALID_VALUE, "datacontenttype", "datacontenttype must be application/json or absent");
        }
        return type(envelope);
    }

    private static void checkTime(Fields envelope) {
        String time = text(envelope, "time");
        if (time == null) {
            return;
        }
        try {
            Rfc3339.parse(time.strip());
        } catch (DateTimeException e) {
            envelope.add(INVALID_VALUE, "time", "time: " + e.getMessage());
        }
    }

    private static @Nullable EventType type(Fields envelope) {
        String sent = text(envelope, "type");
        if (sent == null) {
            return null;
        }
        EventType type = BY_WIRE_NAME.get(sent);
        if (type != null) {
            return type;
        }
        Matcher versioned = VERSIONED.matcher(sent);
        Optional<EventType> known = versioned.matches() ? EventType.ofLabel(versioned.group(1)) : Optional.empty();
        known.ifPresentOrElse(
                other -> envelope.add(UNKNOWN_VERSION, "type", "the version that is known is " + other.wireName()),
                () -> envelope.add(UNKNOWN_TYPE, "type", "type must be one of: " + WIRE_NAMES));
        return null;
    }

    private static @Nullable String text(Fields envelope, String name) {
        JsonNode value = envelope.value(name);
        if (value != null && !value.isTextual()) {
            envelope.add(WRONG_TYPE, name, name + " must be a text");
            return null;
        }
        return value == null ? null : value.textValue();
    }
}
