package sla.evaluator.metric;

import java.util.SortedMap;
import java.util.TreeMap;
import sla.model.agreement.AverageHandleTime;
import sla.model.agreement.Unit;
import sla.model.evaluation.Measure;

/** Talk + hold + wrap-up / handled, of the parts that the contract names. */
final class AverageHandleTimeFormula {
    private AverageHandleTimeFormula() {}

    static MetricResult measure(AverageHandleTime metric, Counts counts) {
        Counts.HandledContacts handled = counts.handled(metric.parts());
        Fraction fraction = new Fraction(
                Sum.of("handleTimeMillis", handled.millis()),
                Sum.of("handled", handled.known()),
                Unit.SECONDS,
                HandleTimeParts.words(metric.parts(), metric.unknown()),
                "no contacts were answered");
        MetricResult result = HandleTimeParts.notMeasured(metric.unknown(), handled)
                .map(reason -> fraction.result(new Measure.NotMeasured(reason)))
                .orElseGet(fraction::result);
        return withUnknown(result, handled.unknown());
    }

    private static MetricResult withUnknown(MetricResult result, long unknown) {
        SortedMap<String, Long> counts = new TreeMap<>(result.counts());
        counts.put("handledUnknown", unknown);
        return new MetricResult(
                result.measure(), result.numerator(), result.denominator(), counts, result.formula(), result.working());
    }
}
