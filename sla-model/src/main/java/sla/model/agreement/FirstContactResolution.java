package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import sla.model.event.EventType;

/**
 * The share of contacts that settled the matter, of those of which it is known.
 *
 * @param by who says so
 * @param days for {@link By#NO_REPEAT}: so many times 24 hours after its end the customer must not have come back
 * @param repeats for {@link By#NO_REPEAT}: where coming back counts
 */
public record FirstContactResolution(
        @JsonProperty(required = true) By by,
        @Nullable Integer days,
        @Nullable Repeats repeats) implements Metric {

    /** One that needs no days. */
    public FirstContactResolution(By by) {
        this(by, null, null);
    }

    public enum By {
        /** The customer, asked afterwards. */
        @JsonProperty("survey")
        SURVEY,
        /** The agent, in the record of the contact. */
        @JsonProperty("agent")
        AGENT,
        /** Nobody: the same customer did not come back in time. */
        @JsonProperty("no-repeat")
        NO_REPEAT
    }

    /** Among which contacts of the same source a customer who comes back is looked for. */
    public enum Repeats {
        /** Those of the KPI's lot. */
        @JsonProperty("lot")
        LOT,
        /** All of the vendor. */
        @JsonProperty("vendor")
        VENDOR
    }

    /** How long after its end a contact can still turn out not to have been the last; zero if nobody waits for that. */
    public Duration repeatWindow() {
        return days == null ? Duration.ZERO : Duration.ofDays(days);
    }

    @Override
    public Unit unit() {
        return Unit.PERCENT;
    }

    @Override
    public EventType measuredFrom() {
        return by == By.SURVEY ? EventType.SURVEY_ANSWER : EventType.INTERACTION;
    }

    @Override
    public boolean looksAtRecords() {
        return by != By.SURVEY;
    }
}
