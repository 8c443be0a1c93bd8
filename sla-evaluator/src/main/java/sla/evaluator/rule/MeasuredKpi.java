package sla.evaluator.rule;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.evaluator.metric.Counts;
import sla.evaluator.metric.MetricFormula;
import sla.evaluator.metric.MetricResult;
import sla.model.agreement.Kpi;
import sla.model.agreement.Target;
import sla.model.evaluation.KpiResult;
import sla.model.evaluation.Measure;
import sla.model.number.Ratio;

/**
 * A KPI with what its metric came to.
 *
 * @param exact empty if not measured
 * @param value what target and rules look at; empty if not measured
 */
record MeasuredKpi(Kpi kpi, MetricResult result, Optional<Ratio> exact, Optional<KpiValue> value) {

    static MeasuredKpi of(Kpi kpi, Counts counts) {
        MetricResult result = sampled(kpi, MetricFormula.measure(kpi.metric(), counts));
        Optional<Ratio> exact = switch (result.measure()) {
            case Measure.Measured measured -> Optional.of(measured.value());
            case Measure.NotMeasured _ -> Optional.empty();
        };
        return new MeasuredKpi(
                kpi,
                result,
                exact,
                exact.map(ratio -> new KpiValue(
                        kpi.rounding() == null ? ratio : Ratio.of(kpi.rounding().apply(ratio)),
                        kpi.metric().unit())));
    }

    /** With fewer than the contract asks for, nothing is measured: two calls say nothing about a month. */
    private static MetricResult sampled(Kpi kpi, MetricResult result) {
        Integer least = kpi.minimumSample();
        return least != null
                        && result.measure() instanceof Measure.Measured(BigInteger numerator, BigInteger sample, var _)
                        && sample.compareTo(BigInteger.valueOf(least)) < 0
                ? new MetricResult(
                        new Measure.NotMeasured(
                                "a sample of " + sample + " is less than the " + least + " agreed", numerator, sample),
                        result.numerator(),
                        result.denominator(),
                        result.counts(),
                        result.formula(),
                        result.working())
                : result;
    }

    KpiResult asResult() {
        Target target = kpi.target();
        return new KpiResult(
                kpi.id(),
                kpi.title(),
                kpi.clause(),
                kpi.lot(),
                result.formula(),
                kpi.metric().unit(),
                result.counts(),
                result.measure(),
                exact.orElse(null),
                shown().orElse(null),
                kpi.rounding() == null ? null : kpi.rounding().describe(),
                target == null
                        ? null
                        : target.band().describe(kpi.metric().unit().symbol()),
                state(target),
                kpi.reportedOnly());
    }

    /** The value for people: as rounded, else with at most six decimals. */
    Optional<BigDecimal> shown() {
        return exact.map(ratio -> kpi.rounding() == null
                ? new BigDecimal(Amounts.decimal(ratio))
                : kpi.rounding().apply(ratio));
    }

    private KpiResult.TargetState state(@Nullable Target target) {
        if (target == null) {
            return KpiResult.TargetState.NO_TARGET;
        }
        return value.map(measured ->
                        target.met(measured.ratio()) ? KpiResult.TargetState.MET : KpiResult.TargetState.MISSED)
                .orElse(KpiResult.TargetState.NOT_MEASURED);
    }
}
