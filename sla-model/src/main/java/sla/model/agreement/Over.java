package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import sla.model.time.Every;

/**
 * Points of several periods are added up before they are paid on: with a first band that is free, so many of a year cost
 * nothing.
 *
 * @param every those of the periods that begin in the same quarter, half-year or year
 * @param startMonth a month in which these start, 1 to 12; absent means 1
 * @param last instead of these, so many periods, the one that is evaluated included
 * @param pays when; of the last periods each period pays for all of them
 */
public record Over(
        @Nullable Every every,
        @Nullable Integer startMonth,
        @Nullable Integer last,
        @Nullable Pays pays) {
    /** When points of a span are paid on. */
    public enum Pays {
        /** Once, in the last period of the span. */
        @JsonProperty("at-end")
        AT_END,
        /** In each period what it adds. */
        @JsonProperty("as-it-grows")
        AS_IT_GROWS
    }

    public Lookback lookback() {
        return new Lookback(last, every, startMonth, null);
    }

    /** Whether only the last period of the span pays. */
    public boolean paysAtEnd() {
        return every != null && pays != Pays.AS_IT_GROWS;
    }

    /** Whether what earlier periods came to is taken off. */
    public boolean grows() {
        return every != null && pays == Pays.AS_IT_GROWS;
    }
}
