package sla.evaluator.rule;

import java.util.List;
import java.util.function.Predicate;
import sla.evaluator.metric.CountsOverTime;
import sla.evaluator.metric.MetricResult;
import sla.model.evaluation.Measure;
import sla.model.time.Span;

/**
 * Tells what nobody can be blamed for from what was not measured anyhow: what an exclusion leaves nothing of has no effect,
 * whatever the agreement makes of nothing.
 */
final class Excluded {
    private Excluded() {}

    /**
     * Whether exclusions take out all of the time and nothing is left, or are why it is not measured.
     *
     * @param open the time that counts
     * @param counts what they leave of it
     * @param result what these come to
     * @param otherwise whether other ones are measured
     */
    static boolean is(
            List<Span> open, CountsOverTime counts, MetricResult result, Predicate<CountsOverTime> otherwise) {
        boolean isMeasured = isMeasured(result);
        // Where records are deleted an exclusion takes nothing out, whatever its time is.
        boolean isNothing = !isMeasured || result.counts().values().stream().allMatch(number -> number == 0);
        return (isNothing && counts.areExcluded(open))
                || (!isMeasured && counts.beforeExclusions().filter(otherwise).isPresent());
    }

    static boolean isMeasured(MetricResult result) {
        return !(result.measure() instanceof Measure.NotMeasured);
    }

    /** What it is instead of a measure: a count of nothing would be one. */
    static Measure.NotMeasured nothing(MetricResult result) {
        return result.measure() instanceof Measure.NotMeasured not
                ? not
                : new Measure.NotMeasured("nothing of it counts");
    }
}
