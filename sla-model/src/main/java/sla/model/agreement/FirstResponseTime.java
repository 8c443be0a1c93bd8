package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Time from the offer to the first response / contacts with a first response, in minutes.
 *
 * @param hours by which clock
 */
public record FirstResponseTime(
        @JsonProperty(required = true) ResponseHours hours) implements Metric {
    @Override
    public Unit unit() {
        return Unit.MINUTES;
    }

    @Override
    public boolean looksAtRecords() {
        return true;
    }

    @Override
    public boolean countsAtAllHours() {
        return hours == ResponseHours.OPENING;
    }
}
