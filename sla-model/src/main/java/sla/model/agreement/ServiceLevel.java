package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The share of contacts answered within the threshold, under the contract's treatment of those that abandoned. A =
 * answered, B = abandoned, S = short abandons, F = overflowed; "in" marks those within the threshold.
 *
 * @param shortAbandon the limit of a short abandon; needed for the two treatments that name them, refused elsewhere
 * @param callbacks whether a callback requested within the threshold counts as success, and every callback requested
 *     in the denominator (Amazon Connect); otherwise they are in neither
 */
public record ServiceLevel(
        @JsonProperty(required = true) WaitBound threshold,
        @JsonProperty(required = true) Abandons abandons,
        @Nullable WaitBound shortAbandon,
        Callbacks callbacks)
        implements Metric {

    public ServiceLevel {
        callbacks = callbacks == null ? Callbacks.NOT_COUNTED : callbacks;
    }

    public enum Abandons {
        /** A in / (A + B): Cisco "negative", Genesys default. */
        @JsonProperty("failures")
        FAILURES,
        /** A in / (A + B − B in): Cisco default. */
        @JsonProperty("ignored-within-threshold")
        IGNORED_WITHIN_THRESHOLD,
        /** (A in + B in) / (A + B): Cisco "positive", Amazon Connect, Asterisk's second. */
        @JsonProperty("success-within-threshold")
        SUCCESS_WITHIN_THRESHOLD,
        /** A in / (A + B − S): Genesys option, many contracts. */
        @JsonProperty("short-removed")
        SHORT_REMOVED,
        /** (A in + S) / (A + B): Call Centre Helper. */
        @JsonProperty("short-as-success")
        SHORT_AS_SUCCESS,
        /** A in / A: Asterisk's first. */
        @JsonProperty("answered-only")
        ANSWERED_ONLY,
        /** A in / (A + B + F): Genesys and Vonage option. */
        @JsonProperty("overflow-counted")
        OVERFLOW_COUNTED;

        public boolean needsShortAbandon() {
            return this == SHORT_REMOVED || this == SHORT_AS_SUCCESS;
        }
    }

    public enum Callbacks {
        @JsonProperty("not-counted")
        NOT_COUNTED,
        @JsonProperty("success-within-threshold")
        SUCCESS_WITHIN_THRESHOLD
    }

    @Override
    public Unit unit() {
        return Unit.PERCENT;
    }

    @Override
    public Set<WaitBound> waitBounds() {
        Set<WaitBound> bounds = new LinkedHashSet<>(Set.of(threshold));
        if (shortAbandon != null) {
            bounds.add(shortAbandon);
        }
        return bounds;
    }

    @Override
    public boolean looksAtAbandoned() {
        return abandons != Abandons.ANSWERED_ONLY;
    }

    @Override
    public boolean limitsAbandoned() {
        return abandons.needsShortAbandon()
                || abandons == Abandons.IGNORED_WITHIN_THRESHOLD
                || abandons == Abandons.SUCCESS_WITHIN_THRESHOLD;
    }
}
