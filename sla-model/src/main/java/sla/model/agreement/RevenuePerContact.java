package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Revenue / contacts, in a currency.
 *
 * @param currency ISO 4217; revenue in another one is unknown
 * @param of which contacts are looked at
 * @param unknown what becomes of contacts without a known revenue; it is never taken as 0 unless the contract says so
 */
public record RevenuePerContact(
        @JsonProperty(required = true) String currency,
        @JsonProperty(required = true) Population of,
        Unknown unknown) implements Metric {
    public RevenuePerContact {
        unknown = unknown == null ? Unknown.EXCLUDE : unknown;
    }

    /** What becomes of contacts without a known revenue. */
    public enum Unknown {
        /** They are left out. */
        @JsonProperty("exclude")
        EXCLUDE,
        /** They count as contacts that brought nothing. */
        @JsonProperty("nothing")
        NOTHING
    }

    @Override
    public Unit unit() {
        return Unit.AMOUNT;
    }

    @Override
    public boolean looksAtRecords() {
        return true;
    }
}
