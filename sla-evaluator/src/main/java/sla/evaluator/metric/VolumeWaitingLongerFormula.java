package sla.evaluator.metric;

import java.math.BigInteger;
import java.util.SortedMap;
import java.util.TreeMap;
import sla.model.agreement.Unit;
import sla.model.agreement.VolumeWaitingLonger;
import sla.model.evaluation.Measure;

/** Contacts that waited longer than a limit. None is a number too: it is always measured. */
final class VolumeWaitingLongerFormula {
    private VolumeWaitingLongerFormula() {}

    static MetricResult measure(VolumeWaitingLonger metric, Counts counts) {
        Sum longer = ShareWaitingLongerFormula.longer(metric.within(), metric.of(), counts);
        SortedMap<String, Long> named = new TreeMap<>();
        longer.addTo(named);
        return new MetricResult(
                new Measure.Measured(BigInteger.valueOf(longer.total()), BigInteger.ONE, Unit.COUNT),
                longer.total(),
                1,
                named,
                longer.words() + "; " + ShareWaitingLongerFormula.options(metric.within()),
                longer.numbers());
    }
}
