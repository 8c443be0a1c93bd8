package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;
import sla.model.event.EventType;

/**
 * The share of customers who were satisfied: who answered with at least so many points. The top two boxes of a scale of 5
 * are 4 and 5.
 *
 * @param scale the best answer; answers on another scale do not count
 * @param satisfiedFrom the least answer that counts as satisfied
 */
public record CsatShare(
        @JsonProperty(required = true) int scale,
        @JsonProperty(required = true) int satisfiedFrom) implements Metric {
    public CsatShare {
        CsatMean.requireScale(scale);
    }

    @Override
    public Unit unit() {
        return Unit.PERCENT;
    }

    @Override
    public EventType measuredFrom() {
        return EventType.SURVEY_ANSWER;
    }
}
