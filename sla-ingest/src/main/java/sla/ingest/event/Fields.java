package sla.ingest.event;

import static sla.model.event.RejectionCode.INVALID_VALUE;
import static sla.model.event.RejectionCode.IN_FUTURE;
import static sla.model.event.RejectionCode.MISSING_FIELD;
import static sla.model.event.RejectionCode.TOO_OLD;
import static sla.model.event.RejectionCode.WRONG_TYPE;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sla.model.event.RejectionCode;
import sla.model.time.Rfc3339;

/**
 * Reads the fields of one JSON object and notes everything that is wrong with them. A reader returns null for what is
 * absent and for what is wrong; null and blank text on the wire are absent.
 */
final class Fields {
    static final int NAME = 100;
    static final int ID = 200;

    private final JsonNode object;
    private final String pointer;
    private final Reasons reasons;
    private final Instant earliest;
    private final Instant latest;

    Fields(JsonNode object, String pointer, Reasons reasons, Instant earliest, Instant latest) {
        this.object = object;
        this.pointer = pointer;
        this.reasons = reasons;
        this.earliest = earliest;
        this.latest = latest;
    }

    /** Whether something stands there, right or wrong. */
    boolean has(String name) {
        return value(name) != null;
    }

    void require(String... names) {
        for (String name : names) {
            if (value(name) == null) {
                missing(name, name + " is required");
            }
        }
    }

    void missing(String name, String message) {
        add(MISSING_FIELD, name, message);
    }

    /** Notes that the field as sent is wrong. */
    void add(RejectionCode code, String name, String message) {
        reasons.add(code, pointer + '/' + name, object.get(name), message);
    }

    @Nullable
    JsonNode value(String name) {
        JsonNode value = object.get(name);
        if (value == null
                || value.isNull()
                || (value.isTextual() && value.textValue().isBlank())) {
            return null;
        }
        return value;
    }

    /** The fields of an object within this one. */
    @Nullable
    Fields object(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isObject()) {
            add(WRONG_TYPE, name, name + " must be an object");
            return null;
        }
        return new Fields(value, pointer + '/' + name, reasons, earliest, latest);
    }

    /** The same fields, read as numbers. */
    Numbers numbers() {
        return new Numbers(this);
    }

    /** A text without blanks round it. */
    @Nullable
    String text(String name, int most) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            add(WRONG_TYPE, name, name + " must be a text");
            return null;
        }
        String text = value.textValue();
        if (text.length() > most && text.codePointCount(0, text.length()) > most) {
            add(INVALID_VALUE, name, name + " is longer than " + most + " characters");
            return null;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= '\u007f') {
                int codePoint = text.codePointAt(i);
                if (Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE) {
                    add(INVALID_VALUE, name, name + " must not hold control characters or half characters");
                    return null;
                }
                i += Character.charCount(codePoint) - 1;
            }
        }
        return text.strip();
    }

    <E extends Enum<E>> @Nullable E choice(String name, Choice<E> choice) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            add(WRONG_TYPE, name, name + " must be a text, one of: " + choice.allowed());
            return null;
        }
        E found = choice.find(value.textValue());
        if (found == null) {
            add(INVALID_VALUE, name, name + " must be one of: " + choice.allowed());
        }
        return found;
    }

    @Nullable
    Boolean truth(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isBoolean()) {
            add(WRONG_TYPE, name, name + " must be true or false");
            return null;
        }
        return value.booleanValue();
    }

    /** An instant, cut to milliseconds, no earlier and no later than is accepted. */
    @Nullable
    Instant instant(String name) {
        Instant instant = forecastInstant(name);
        if (instant == null || !checkNotInFuture(name, instant)) {
            return null;
        }
        return instant;
    }

    /** An instant that may lie ahead. */
    @Nullable
    Instant forecastInstant(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            add(WRONG_TYPE, name, name + " must be a text, an RFC 3339 instant such as 2026-03-01T09:15:00.250Z");
            return null;
        }
        try {
            Instant instant = Rfc3339.parse(value.textValue().strip());
            if (instant.isBefore(earliest)) {
                add(TOO_OLD, name, name + " is before " + earliest + ", the earliest time that is accepted");
                return null;
            }
            return instant;
        } catch (DateTimeException e) {
            add(INVALID_VALUE, name, name + ": " + e.getMessage());
            return null;
        }
    }

    /** Notes an instant, as sent or derived from the field, that lies further ahead than is accepted. */
    boolean checkNotInFuture(String name, Instant instant) {
        if (instant.isAfter(latest)) {
            add(IN_FUTURE, name, name + " is after " + latest + ", the latest time accepted when it arrived");
            return false;
        }
        return true;
    }
}
