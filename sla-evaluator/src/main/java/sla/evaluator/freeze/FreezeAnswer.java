package sla.evaluator.freeze;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import sla.evaluator.freeze.FrozenInputs.CutOff;
import sla.model.evaluation.Difference;
import sla.model.evaluation.Evaluation;

/**
 * A frozen result.
 *
 * @param version of the agreement
 * @param frozenAt when the command was carried out
 * @param cutOff up to where the data are in it
 * @param inputsHash SHA-256 of the bytes that {@code inputs} gives
 * @param evaluationHash SHA-256 of the bytes of {@code evaluation}
 * @param evaluation the result, byte for byte as it was stored
 * @param inputs path of all it was made of
 * @param difference what the data would give instead now; absent while nothing ever differed
 */
record FreezeAnswer(
        String id,
        String agreement,
        int version,
        String vendor,
        String period,
        Instant frozenAt,
        CutOff cutOff,
        String inputsHash,
        String evaluationHash,

        @JsonRawValue @Schema(implementation = Evaluation.class)
        String evaluation,

        String inputs,
        @Nullable Difference difference) {

    static FreezeAnswer of(StoredFreeze freeze, CutOff cutOff, @Nullable Difference difference) {
        return new FreezeAnswer(
                freeze.id(),
                freeze.agreement(),
                freeze.version(),
                freeze.vendor(),
                freeze.period(),
                freeze.frozenAt(),
                cutOff,
                freeze.inputsHash(),
                freeze.evaluationHash(),
                freeze.evaluation(),
                "/v1/freezes/" + freeze.id() + "/inputs",
                difference);
    }

    /** A freeze in a list. */
    @Schema(name = "FreezeSummary")
    record Summary(
            String id,
            String agreement,
            int version,
            String vendor,
            String period,
            Instant frozenAt,
            String inputsHash,
            String evaluationHash) {

        static Summary of(StoredFreeze freeze) {
            return new Summary(
                    freeze.id(),
                    freeze.agreement(),
                    freeze.version(),
                    freeze.vendor(),
                    freeze.period(),
                    freeze.frozenAt(),
                    freeze.inputsHash(),
                    freeze.evaluationHash());
        }
    }

    /**
     * @param next cursor of the next page; absent on the last
     */
    @Schema(name = "FreezeList")
    record Page(List<Summary> items, @Nullable String next) {}

    /** The history of differences, oldest first; the last one is what would be booked. */
    @Schema(name = "FreezeDifferences")
    record History(List<Difference> items) {}

    /**
     * A frozen result computed anew from its inputs alone.
     *
     * @param identical whether it has the same bytes as what was stored
     * @param inputsIntact whether the inputs have the hash they were stored with
     * @param evaluationIntact whether the stored result has
     * @param evaluation the recomputed result
     */
    @Schema(name = "FreezeRecomputed")
    record Recomputed(
            String id,
            boolean identical,
            boolean inputsIntact,
            boolean evaluationIntact,
            String evaluationHash,

            @JsonRawValue @Schema(implementation = Evaluation.class)
            String evaluation) {}
}
