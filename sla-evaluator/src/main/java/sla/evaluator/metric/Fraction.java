package sla.evaluator.metric;

import java.util.SortedMap;
import java.util.TreeMap;
import sla.model.agreement.Unit;
import sla.model.evaluation.Measure;

/**
 * One sum over another in a unit: what every metric but the plain counts is.
 *
 * @param options the metric's options in words, empty if there are none
 * @param none why nothing was measured if the denominator is 0
 */
record Fraction(Sum numerator, Sum denominator, Unit unit, String options, String none) {

    MetricResult result() {
        return result(Measure.of(numerator.total(), denominator.total(), unit, none));
    }

    /** With a measure of its own, for options that make a KPI "not measured". */
    MetricResult result(Measure measure) {
        SortedMap<String, Long> counts = new TreeMap<>();
        numerator.addTo(counts);
        denominator.addTo(counts);
        String formula = numerator.words() + " / " + denominator.words() + factor(unit);
        String working = numerator.numbers() + " / " + denominator.numbers() + factor(unit);
        return new MetricResult(
                measure,
                numerator.total(),
                denominator.total(),
                counts,
                options.isEmpty() ? formula : formula + "; " + options,
                working);
    }

    /** Must say the same as {@link Unit#factor()}. */
    private static String factor(Unit unit) {
        return switch (unit) {
            case SECONDS, POINTS -> " / 1000";
            case MINUTES -> " / 60000";
            case PERCENT, NET_POINTS -> " × 100";
            case AMOUNT -> " / 10000";
            case COUNT, SCALE_POINTS, NUMBER -> "";
        };
    }
}
