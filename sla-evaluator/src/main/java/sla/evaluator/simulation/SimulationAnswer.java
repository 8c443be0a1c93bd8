package sla.evaluator.simulation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import sla.model.evaluation.Evaluation;
import sla.model.number.Money;

/**
 * What other terms would have given.
 *
 * @param agreement what the draft or the change is compared with
 * @param periods oldest first
 * @param bonus over all periods that have an {@code after}; absent if they are in several currencies
 * @param malus likewise
 * @param charged likewise; absent where nothing is charged
 * @param notes what could not be computed, and on what the rest rests
 * @param warnings what people regret about the changed document
 */
record SimulationAnswer(
        String agreement,
        List<OfPeriod> periods,
        @Nullable Totals bonus,
        @Nullable Totals malus,
        @Nullable Totals charged,
        List<String> notes,
        List<DocumentFinding> warnings) {

    /**
     * @param frozen id of the freeze, if the period is frozen; else absent
     * @param before the evaluation as it stands, byte for byte; absent if no active version covers the period
     * @param after the evaluation under the changed terms; absent if it cannot be computed
     * @param lines that differ in anything, in the order of {@code before} and then of {@code after}
     * @param bonus absent without an {@code after}, or if the currencies differ
     * @param malus likewise
     * @param charged likewise; absent where nothing is charged, before and after
     * @param charges that differ in anything, in the same order; absent if there are none
     * @param alerts that differ in anything; absent if there are none
     */
    @Schema(name = "SimulatedPeriod")
    record OfPeriod(
            String period,
            @Nullable String frozen,

            @Nullable @JsonRawValue @Schema(implementation = Evaluation.class)
            String before,

            @Nullable @JsonRawValue @Schema(implementation = Evaluation.class)
            String after,

            List<LineChange> lines,
            @Nullable Totals bonus,
            @Nullable Totals malus,
            @Nullable Totals charged,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ChargeChange> charges,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<AlertChange> alerts) {
        /** Of one that cannot be compared. */
        OfPeriod(String period, @Nullable String frozen, @Nullable String before, @Nullable String after) {
            this(period, frozen, before, after, List.of(), null, null, null, List.of(), List.of());
        }
    }

    /**
     * @param difference {@code after} less {@code before}
     */
    @Schema(name = "SimulatedTotals")
    record Totals(Money before, Money after, Money difference) {
        static Totals of(Money before, Money after) {
            return new Totals(before, after, after.minus(before));
        }

        Totals plus(Totals other) {
            return of(before.plus(other.before), after.plus(other.after));
        }
    }
}
