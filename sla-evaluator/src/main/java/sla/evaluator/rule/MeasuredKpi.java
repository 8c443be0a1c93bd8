package sla.evaluator.rule;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.evaluator.metric.Counts;
import sla.evaluator.metric.CountsOverTime;
import sla.evaluator.metric.MetricFormula;
import sla.evaluator.metric.MetricResult;
import sla.evaluator.metric.NoCounts;
import sla.model.agreement.Journeys;
import sla.model.agreement.Kpi;
import sla.model.agreement.KpiWindow;
import sla.model.agreement.Parts;
import sla.model.agreement.Ring;
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
 * @param isExcluded whether it is not measured because of exclusions
 */
record MeasuredKpi(
        Kpi kpi,
        KpiWindow window,
        MetricResult result,
        Optional<Ratio> exact,
        Optional<KpiValue> value,
        @Nullable List<KpiResult.Part> parts,
        boolean isExcluded) {

    /**
     * @param listsParts whether the parts of the window are few enough to be listed
     */
    static MeasuredKpi of(Kpi kpi, KpiWindow window, CountsOverTime counts, boolean listsParts) {
        MetricResult whole = Samples.atLeast(kpi.minimumSample(), measure(kpi, counts.within(window.open())));
        Parts parts = kpi.parts();
        if (parts == null || tooFew(kpi, whole)) {
            return of(
                    kpi,
                    window,
                    whole,
                    whole.measure() instanceof Measure.Measured measured
                            ? Optional.of(measured.value())
                            : Optional.empty(),
                    null);
        }
        PartsMeasure.Result result = PartsMeasure.of(kpi, parts, window, counts, whole);
        return of(kpi, window, result.result(), result.exact(), listsParts ? result.parts() : null);
    }

    /**
     * The same without what a corridor does not hold against the vendor in its window.
     *
     * @param surplus of the corridor that relieves the KPI
     * @param lastIn what came last, where the order of contacts decides
     */
    static MeasuredKpi relieved(
            MeasuredKpi whole,
            CountsOverTime counts,
            boolean listsParts,
            CorridorSurplus surplus,
            LastInCounts lastIn) {
        Kpi kpi = whole.kpi();
        List<CorridorSurplus.Above> above = surplus.within(whole.window());
        return switch (surplus.corridor().surplus()) {
            case WHOLE -> {
                KpiWindow left = whole.window()
                        .without(above.stream().map(CorridorSurplus.Above::span).toList());
                MeasuredKpi of = of(kpi, left, counts, listsParts);
                yield of(kpi, left, of.result().with("without " + surplus.words(above.size())), of.exact(), of.parts());
            }
            case LAST_IN -> {
                MeasuredKpi of =
                        of(kpi, whole.window(), lastIn.less(kpi, counts, surplus.corridor(), above), listsParts);
                yield of(
                        kpi,
                        whole.window(),
                        of.result().with("without what came last in " + surplus.words(above.size())),
                        of.exact(),
                        of.parts());
            }
            case PRO_RATA -> {
                if (whole.result().measure() instanceof Measure.NotMeasured) {
                    yield whole;
                }
                WeighedMeasure weighed = WeighedMeasure.of(whole, counts, surplus, above);
                yield of(
                        kpi,
                        whole.window(),
                        weighed.result(),
                        Optional.of(weighed.exact())
                                .filter(_ -> weighed.result().measure() instanceof Measure.OfParts),
                        null);
            }
        };
    }

    /** None at all are too few, too, where more than one is asked for: what empty parts are does not matter then. */
    private static boolean tooFew(Kpi kpi, MetricResult whole) {
        Integer least = kpi.minimumSample();
        return least != null
                && whole.measure() instanceof Measure.NotMeasured(var _, var numerator, var _)
                && (numerator != null || (least > 1 && whole.denominator() == 0));
    }

    private static MetricResult measure(Kpi kpi, Counts counts) {
        MetricResult result = MetricFormula.measure(kpi.metric(), counts);
        Journeys journeys = kpi.journeys();
        MetricResult joined = journeys == null ? result : result.with(journeys.describe());
        Ring ring = kpi.ring();
        return ring == null ? joined : joined.with(ring.describe());
    }

    /**
     * One whose value is given, and not counted.
     *
     * @param value null if it is not measured
     */
    static MeasuredKpi given(Kpi kpi, KpiWindow window, @Nullable BigDecimal value) {
        MetricResult nothing = measure(kpi, NoCounts.NONE);
        Measure measure = value == null
                ? new Measure.NotMeasured("no value is given")
                : new Measure.OfParts(BigInteger.ZERO, BigInteger.ZERO, 1, kpi.unit());
        MetricResult result = new MetricResult(
                measure, 0, 0, nothing.counts(), nothing.formula(), value == null ? "" : value.toPlainString());
        return of(kpi, window, result, Optional.ofNullable(value).map(Ratio::of), null);
    }

    private static MeasuredKpi of(
            Kpi kpi,
            KpiWindow window,
            MetricResult result,
            Optional<Ratio> exact,
            @Nullable List<KpiResult.Part> parts) {
        return new MeasuredKpi(
                kpi,
                window,
                result,
                exact,
                exact.map(ratio -> new KpiValue(
                        kpi.rounding() == null ? ratio : Ratio.of(kpi.rounding().apply(ratio)), kpi.unit())),
                parts,
                false);
    }

    /** The same without a value; a count of nothing would have one. */
    MeasuredKpi excluded() {
        Measure.NotMeasured not = Excluded.nothing(result);
        Measure why =
                new Measure.NotMeasured(not.reason() + ", because of exclusions", not.numerator(), not.denominator());
        return new MeasuredKpi(kpi, window, result.with(why), Optional.empty(), Optional.empty(), parts, true);
    }

    /** What rules make of it when it is not measured. */
    Kpi.NotMeasured notMeasured() {
        return isExcluded ? Kpi.NotMeasured.NO_EFFECT : kpi.notMeasured();
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
                .orElse(isExcluded ? KpiResult.TargetState.EXCLUDED : KpiResult.TargetState.NOT_MEASURED);
    }
}
