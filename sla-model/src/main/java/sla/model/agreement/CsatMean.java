package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import sla.model.event.EventType;

/**
 * Mean of the satisfaction that customers answered with, in points of their scale.
 *
 * @param scale the best answer; answers on another scale do not count, because 4 of 5 is not 4 of 10
 */
public record CsatMean(@JsonProperty(required = true) int scale) implements Metric {
    /** The largest that a source may send. */
    public static final int LARGEST_SCALE = 100;

    public CsatMean {
        requireScale(scale);
    }

    static void requireScale(int scale) {
        if (scale < 2 || scale > LARGEST_SCALE) {
            throw new IllegalArgumentException("scale must be from 2 to " + LARGEST_SCALE);
        }
    }

    @Override
    public Unit unit() {
        return Unit.SCALE_POINTS;
    }

    @Override
    public Band range() {
        return new Band(null, BigDecimal.ONE, null, BigDecimal.valueOf(scale));
    }

    @Override
    public EventType measuredFrom() {
        return EventType.SURVEY_ANSWER;
    }
}
