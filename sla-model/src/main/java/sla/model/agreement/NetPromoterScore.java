package sla.model.agreement;

import sla.model.event.EventType;

/**
 * Promoters (9 and 10) less detractors (0 to 6), per hundred answers: from −100 to 100. A difference of two shares, not a
 * percentage.
 */
public record NetPromoterScore() implements Metric {
    @Override
    public Unit unit() {
        return Unit.NET_POINTS;
    }

    @Override
    public EventType measuredFrom() {
        return EventType.SURVEY_ANSWER;
    }
}
