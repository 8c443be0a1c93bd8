package sla.evaluator.metric;

import java.math.BigInteger;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import sla.model.agreement.DeclaredMeasureMetric;
import sla.model.agreement.Metric;
import sla.model.agreement.Unit;
import sla.model.evaluation.Measure;
import sla.model.evaluation.Why;
import sla.model.event.DeclaredMeasure;

/** Numerators of declared measures / their denominators, or the numerators alone. */
final class DeclaredMeasureFormula {
    private static final long MILLION = 1_000_000;

    private DeclaredMeasureFormula() {}

    static MetricResult measure(DeclaredMeasureMetric metric, Counts counts) {
        long measures = counts.tallied(Tallied.MEASURES);
        long numerator = counts.tallied(Tallied.NUMERATOR);
        long denominator = counts.tallied(Tallied.DENOMINATOR);
        String options = "declared as " + metric.measure();
        String none = "nothing was declared as " + metric.measure();
        Sum numerators = Sum.of(Tallied.NUMERATOR, numerator);
        return switch (metric.as()) {
            case SHARE, RATIO ->
                new Fraction(
                                numerators,
                                Sum.of(Tallied.DENOMINATOR, denominator),
                                metric.unit(),
                                options,
                                measures == 0 ? none : "what was declared has no denominator")
                        .result();
            case SUM -> {
                SortedMap<String, Long> named = new TreeMap<>();
                named.put(Tallied.MEASURES.label(), measures);
                named.put(Tallied.NUMERATOR.label(), numerator);
                yield new MetricResult(
                        measures == 0
                                ? new Measure.NotMeasured(none)
                                : new Measure.Measured(
                                        BigInteger.valueOf(numerator), BigInteger.valueOf(MILLION), Unit.NUMBER),
                        numerator,
                        MILLION,
                        named,
                        "numerator (millionths) / 1000000; " + options,
                        numerator + " / 1000000");
            }
        };
    }

    static Optional<Why> why(Metric metric, DeclaredMeasure measure) {
        return metric instanceof DeclaredMeasureMetric declared
                        && declared.as() != DeclaredMeasureMetric.As.SUM
                        && measure.denominator() == null
                ? Optional.of(new Why(Why.Reason.NO_DENOMINATOR, "It was declared without a denominator."))
                : Optional.empty();
    }
}
