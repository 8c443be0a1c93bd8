package sla.evaluator.freeze;

import java.time.Instant;
import sla.evaluator.fact.Snapshot;

/**
 * A freeze without its inputs.
 *
 * @param period its label
 * @param inputsHash SHA-256 of the inputs' exact bytes, in hexadecimal
 * @param evaluation the result, exact
 * @param evaluationHash SHA-256 of its exact bytes
 */
record StoredFreeze(
        String id,
        String agreement,
        String period,
        int version,
        String vendor,
        Instant frozenAt,
        Snapshot snapshot,
        String inputsHash,
        String evaluation,
        String evaluationHash) {

    boolean isOf(String otherAgreement, String otherPeriod) {
        return agreement.equals(otherAgreement) && period.equals(otherPeriod);
    }
}
