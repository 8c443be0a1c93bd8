package sla.evaluator.rule;

import java.util.List;
import java.util.function.Function;
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
     * Whether exclusions are why something is not measured: they take out all of its time, or it is measured without them.
     *
     * @param open the time of what is not measured
     * @param counts by which it is not
     * @param measured what it comes to by other counts
     */
    static boolean is(List<Span> open, CountsOverTime counts, Function<CountsOverTime, MetricResult> measured) {
        return counts.areExcluded(open)
                || counts.beforeExclusions()
                        .filter(before -> !(measured.apply(before).measure() instanceof Measure.NotMeasured))
                        .isPresent();
    }
}
