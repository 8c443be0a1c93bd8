package sla.evaluator.metric;

import java.math.BigInteger;
import java.util.SortedMap;
import java.util.TreeMap;
import sla.model.agreement.HandledMinutes;
import sla.model.agreement.Unit;
import sla.model.evaluation.Measure;

/** The chosen parts of handling time of answered contacts, added up in milliseconds. None is a number, too. */
final class HandledMinutesFormula {
    private HandledMinutesFormula() {}

    static MetricResult measure(HandledMinutes metric, Counts counts) {
        Counts.HandledContacts handled = counts.handled(metric.parts());
        SortedMap<String, Long> named = new TreeMap<>();
        named.put("handleTimeMillis", handled.millis());
        named.put("handled", handled.known());
        named.put("handledUnknown", handled.unknown());
        return new MetricResult(
                HandleTimeParts.notMeasured(metric.unknown(), handled)
                        .<Measure>map(Measure.NotMeasured::new)
                        .orElseGet(() -> new Measure.Measured(
                                BigInteger.valueOf(handled.millis()), BigInteger.ONE, Unit.MINUTES)),
                handled.millis(),
                1,
                named,
                "handle time (ms) / 60000; " + HandleTimeParts.words(metric.parts(), metric.unknown()),
                handled.millis() + " / 60000");
    }
}
