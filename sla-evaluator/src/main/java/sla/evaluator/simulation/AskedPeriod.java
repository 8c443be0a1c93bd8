package sla.evaluator.simulation;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.freeze.FrozenCounts.Frozen;

/**
 * A period that is to be simulated.
 *
 * @param standing what covers it now, as it was frozen or else by the active versions; null if nothing does
 * @param frozen its freeze, with the same edges
 * @param simulated the same period under the changed terms, as a version of the agreement with which it is compared
 * @param named the agreement that the changed terms name themselves
 * @param currency of the agreement with which it is compared, and so of what its earlier periods paid
 */
record AskedPeriod(
        @Nullable AgreementPeriod standing,
        Optional<Frozen> frozen,
        AgreementPeriod simulated,
        String named,
        String currency) {
    /** Amounts of earlier periods cannot be looked back on then. */
    boolean isInOtherCurrency() {
        return !simulated.agreement().currency().equals(currency);
    }

    String label() {
        return simulated.label();
    }
}
