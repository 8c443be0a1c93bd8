package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;

/**
 * What a KPI makes of the time for which a contact rang at agents. It is the ring time that its record gives; without one,
 * the whole wait counts as it is.
 *
 * @param time whether ringing is part of the wait
 * @param noAnswer what an abandoned contact counts as that has rung and was not answered
 */
public record Ring(Time time, NoAnswer noAnswer) {
    public Ring {
        time = time == null ? Time.COUNTED : time;
        noAnswer = noAnswer == null ? NoAnswer.COUNTED : noAnswer;
    }

    public enum Time {
        @JsonProperty("counted")
        COUNTED,
        /** The wait is that in the queue alone. */
        @JsonProperty("not-counted")
        NOT_COUNTED
    }

    public enum NoAnswer {
        /** As any other that was abandoned. */
        @JsonProperty("counted")
        COUNTED,
        /** As abandoned after every limit: an agent could have taken it. */
        @JsonProperty("never-short")
        NEVER_SHORT,
        /** Not at all. */
        @JsonProperty("not-counted")
        NOT_COUNTED
    }

    public String describe() {
        List<String> parts = new ArrayList<>();
        if (time == Time.NOT_COUNTED) {
            parts.add("ring time is no part of the wait");
        }
        switch (noAnswer) {
            case NEVER_SHORT -> parts.add("abandoned after it rang is beyond every limit");
            case NOT_COUNTED -> parts.add("abandoned after it rang is not counted");
            case COUNTED -> {
                // Nothing to say of the usual.
            }
        }
        return String.join("; ", parts);
    }
}
