package sla.evaluator.rule;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.evaluator.metric.CountsOverTime;
import sla.evaluator.metric.MetricFormula;
import sla.evaluator.metric.MetricResult;
import sla.model.agreement.Kpi;
import sla.model.agreement.KpiWindow;
import sla.model.agreement.Parts;
import sla.model.agreement.Target;
import sla.model.evaluation.KpiResult;
import sla.model.evaluation.Measure;
import sla.model.number.Ratio;

/**
 * A KPI over one of its windows, with what its metric came to.
 *
 * @param exact empty if not measured
 * @param value what target and rules look at; empty if not measured
 * @param parts those of the window, if it is measured in few enough
 */
record MeasuredKpi(
        Kpi kpi,
        KpiWindow window,
        MetricResult result,
        Optional<Ratio> exact,
        Optional<KpiValue> value,
        @Nullable List<KpiResult.Part> parts) {

    static MeasuredKpi of(Kpi kpi, KpiWindow window, CountsOverTime counts) {
        MetricResult whole =
                Samples.atLeast(kpi.minimumSample(), MetricFormula.measure(kpi.metric(), counts.within(window.open())));
        Parts parts = kpi.parts();
        boolean tooFew =
                whole.measure() instanceof Measure.NotMeasured(var _, var numerator, var _) && numerator != null;
        if (parts == null || tooFew) {
            return of(kpi, window, whole, null);
        }
        PartsMeasure.Result result = PartsMeasure.of(kpi, parts, window, counts, whole);
        return of(kpi, window, result.result(), result.listed());
    }

    private static MeasuredKpi of(
            Kpi kpi, KpiWindow window, MetricResult result, @Nullable List<KpiResult.Part> parts) {
        Optional<Ratio> exact = switch (result.measure()) {
            case Measure.Measured measured -> Optional.of(measured.value());
            case Measure.NotMeasured _ -> Optional.empty();
        };
        return new MeasuredKpi(
                kpi,
                window,
                result,
                exact,
                exact.map(ratio -> new KpiValue(
                        kpi.rounding() == null ? ratio : Ratio.of(kpi.rounding().apply(ratio)), kpi.unit())),
                parts);
    }

    KpiResult asResult() {
        Target target = kpi.target();
        return new KpiResult(
                kpi.id(),
                kpi.title(),
                kpi.clause(),
                kpi.lot(),
                result.formula(),
                kpi.unit(),
                result.counts(),
                result.measure(),
                exact.orElse(null),
                shown().orElse(null),
                kpi.rounding() == null ? null : kpi.rounding().describe(),
                target == null ? null : target.band().describe(kpi.unit().symbol()),
                state(target),
                kpi.reportedOnly(),
                window.named().orElse(null),
                window.due() ? null : Boolean.TRUE,
                parts);
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
