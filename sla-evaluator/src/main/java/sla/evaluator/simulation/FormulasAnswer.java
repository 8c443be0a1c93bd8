package sla.evaluator.simulation;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.SortedMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import sla.model.agreement.ServiceLevel;
import sla.model.agreement.WaitBound;
import sla.model.evaluation.KpiResult;
import sla.model.evaluation.Measure;
import sla.model.number.Ratio;

/**
 * One month of a service level under every treatment of abandons.
 *
 * @param freeze id of the freeze, if the period is frozen; else absent
 * @param shortAbandon the limit of a short abandon: the KPI's own, else the one that was asked for; absent without either
 * @param notes on what the figures rest
 */
record FormulasAnswer(
        String evaluation,
        @Nullable String freeze,
        String kpi,
        ServiceLevel.Callbacks callbacks,
        @Nullable WaitBound shortAbandon,
        List<Treated> formulas,
        List<String> notes) {

    /**
     * @param contract whether it is the formula of the contract
     * @param window over what it was measured, where that is not the period
     * @param formula in words, made of the names of the counts
     * @param exact absent if not measured
     * @param value rounded as the contract says, else with at most six decimals; absent if not measured
     * @param missing what it cannot be computed without; else absent
     */
    @Schema(name = "ServiceLevelFormula")
    record Treated(
            ServiceLevel.Abandons abandons,
            boolean contract,
            @Nullable String window,
            @Nullable String formula,
            @Nullable SortedMap<String, Long> counts,
            @Nullable BigInteger numerator,
            @Nullable BigInteger denominator,
            @Nullable Ratio exact,

            @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal value,

            @Nullable String missing) {

        static Treated of(ServiceLevel.Abandons abandons, boolean contract, KpiResult result) {
            BigInteger numerator;
            BigInteger denominator;
            switch (result.measure()) {
                case Measure.Measured(var above, var below, var _) -> {
                    numerator = above;
                    denominator = below;
                }
                case Measure.OfParts(var above, var below, var _, var _) -> {
                    numerator = above;
                    denominator = below;
                }
                case Measure.NotMeasured(var _, var above, var below) -> {
                    numerator = above;
                    denominator = below;
                }
            }
            return new Treated(
                    abandons,
                    contract,
                    result.window() == null ? null : result.window().label(),
                    result.formula(),
                    result.counts(),
                    numerator,
                    denominator,
                    result.exact(),
                    result.value(),
                    null);
        }

        static Treated missing(ServiceLevel.Abandons abandons, String missing) {
            return new Treated(abandons, false, null, null, null, null, null, null, null, missing);
        }
    }
}
