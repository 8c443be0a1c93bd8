package sla.evaluator.tally;

import org.jspecify.annotations.Nullable;
import sla.evaluator.count.CountedInteraction;

/**
 * A contact as a KPI counts it: one leg, or the legs of a journey joined.
 *
 * @param knownParts of the handling time; see {@code Series}
 * @param cameBack whether its customer came back in time; null if the customer is not known, or nobody asks
 */
public record Contact(
        CountedInteraction counted,
        int knownParts,
        ContactDetails details,
        @Nullable Boolean cameBack) {
    /** Without asking whether its customer came back. */
    public Contact(CountedInteraction counted, int knownParts, ContactDetails details) {
        this(counted, knownParts, details, null);
    }
}
