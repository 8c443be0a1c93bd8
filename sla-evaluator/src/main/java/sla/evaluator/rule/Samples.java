package sla.evaluator.rule;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import sla.evaluator.metric.MetricResult;
import sla.model.evaluation.Measure;

/** With fewer than the contract asks for, nothing is measured: two calls say nothing about a month. */
final class Samples {
    private Samples() {}

    /**
     * @param least null if any sample will do
     */
    static MetricResult atLeast(@Nullable Integer least, MetricResult result) {
        return least != null
                        && result.measure() instanceof Measure.Measured(BigInteger numerator, BigInteger sample, var _)
                        && sample.compareTo(BigInteger.valueOf(least)) < 0
                ? result.with(new Measure.NotMeasured(
                        "a sample of " + sample + " is less than the " + least + " agreed", numerator, sample))
                : result;
    }
}
