package sla.evaluator.freeze;

import java.nio.charset.StandardCharsets;

/**
 * A frozen result computed anew from its inputs alone.
 *
 * @param inputsIntact whether the inputs have the hash they were stored with
 * @param evaluationIntact whether the stored result has
 * @param identical whether the recomputed result has the same bytes as the stored one
 * @param evaluation the recomputed result, exact
 */
record Recomputation(boolean inputsIntact, boolean evaluationIntact, boolean identical, String evaluation) {

    static Recomputation of(StoredFreeze freeze, byte[] inputs) {
        String recomputed = EvaluationDocument.write(FrozenInputs.ofJson(inputs).evaluate());
        return new Recomputation(
                FreezeTable.hash(inputs).equals(freeze.inputsHash()),
                FreezeTable.hash(freeze.evaluation().getBytes(StandardCharsets.UTF_8))
                        .equals(freeze.evaluationHash()),
                recomputed.equals(freeze.evaluation()),
                recomputed);
    }

    boolean isRight() {
        return inputsIntact && evaluationIntact && identical;
    }
}
