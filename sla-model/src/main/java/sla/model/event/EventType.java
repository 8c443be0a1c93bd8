package sla.model.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** What a source may send. On the wire a CloudEvents {@code type} such as {@code sla.interaction.v1}. */
public enum EventType {
    INTERACTION("interaction"),
    QUALITY_EVALUATION("quality-evaluation"),
    SURVEY_ANSWER("survey-answer"),
    RETRACTION("retraction"),
    CONTROL_TOTALS("control-totals"),
    DECLARED_MEASURE("declared-measure");

    private final String label;

    EventType(String label) {
        this.label = label;
    }

    /** The type's name without product and version: {@code interaction}. */
    @JsonValue
    public String label() {
        return label;
    }

    /** The CloudEvents type of version 1: {@code sla.interaction.v1}. */
    public String wireName() {
        return "sla." + label + ".v1";
    }

    public static Optional<EventType> ofLabel(String label) {
        return Arrays.stream(values()).filter(type -> type.label.equals(label)).findFirst();
    }

    @JsonCreator
    static EventType parse(String label) {
        return ofLabel(label).orElseThrow(() -> new IllegalArgumentException("unknown event type " + label));
    }
}
