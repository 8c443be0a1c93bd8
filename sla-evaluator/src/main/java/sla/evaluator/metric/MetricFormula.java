package sla.evaluator.metric;

import java.util.Set;
import java.util.TreeMap;
import sla.model.agreement.Metric;
import sla.model.agreement.WaitBound;
import sla.model.evaluation.Measure;

public final class MetricFormula {
    private MetricFormula() {}

    public static MetricResult measure(Metric metric, Counts counts) {
        return new MetricResult(new Measure.NotMeasured("x"), new TreeMap<>(), "");
    }

    public static Set<WaitBound> waitBounds(Metric metric) {
        return Set.of();
    }
}
