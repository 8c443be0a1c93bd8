package sla.evaluator.metric;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import sla.model.evaluation.Measure;

/**
 * A metric over some counts, with what is needed to redo it by hand.
 *
 * @param numerator as counted, also where nothing is measured: one record may add to it alone
 * @param denominator likewise
 * @param counts what went in, by name
 * @param formula in words, made of the names of the counts, with the options: {@code answered within threshold /
 *     (answered + abandoned) × 100; within threshold: at most 20 s}
 * @param working the formula with the numbers put in: {@code 860 / (1000 + 60) × 100}
 */
public record MetricResult(
        Measure measure,
        long numerator,
        long denominator,
        SortedMap<String, Long> counts,
        String formula,
        String working) {
    public MetricResult {
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }

    /** With one more option in the formula's words. */
    public MetricResult with(String option) {
        return new MetricResult(measure, numerator, denominator, counts, formula + "; " + option, working);
    }

    /** The same counts as something else. */
    public MetricResult with(Measure other) {
        return new MetricResult(other, numerator, denominator, counts, formula, working);
    }
}
