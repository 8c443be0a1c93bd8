package sla.evaluator.freeze;

import java.time.Instant;
import java.time.YearMonth;
import sla.evaluator.fact.Snapshot;

/**
 * A freeze without its inputs.
 *
 * @param period a calendar month of the contract's zone
 * @param inputsHash SHA-256 of the inputs' exact bytes, in hexadecimal
 * @param evaluation the result, exact
 * @param evaluationHash SHA-256 of its exact bytes
 */
record StoredFreeze(
        String id,
        String agreement,
        YearMonth period,
        int version,
        String vendor,
        Instant frozenAt,
        Snapshot snapshot,
        String inputsHash,
        String evaluation,
        String evaluationHash) {

    boolean isOf(String otherAgreement, YearMonth otherPeriod) {
        return agreement.equals(otherAgreement) && period.equals(otherPeriod);
    }
}
