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
        HandledMinutes.Each each = metric.each();
        Counts.HandledContacts handled = handled(metric, counts);
        SortedMap<String, Long> named = new TreeMap<>();
        named.put(each == null ? "handleTimeMillis" : Tallied.COUNTED_MILLIS.label(), handled.millis());
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
                (each == null ? "handle time (ms) / 60000; " : "counted (ms) / 60000; " + words(each) + "; ")
                        + HandleTimeParts.words(metric.parts(), metric.unknown()),
                handled.millis() + " / 60000");
    }

    static Counts.HandledContacts handled(HandledMinutes metric, Counts counts) {
        return metric.each() == null
                ? counts.handled(metric.parts())
                : new Counts.HandledContacts(
                        counts.tallied(Tallied.HANDLED),
                        counts.tallied(Tallied.HANDLED_UNKNOWN),
                        counts.tallied(Tallied.COUNTED_MILLIS));
    }

    private static String words(HandledMinutes.Each each) {
        String least = each.atLeastSeconds() == null ? "" : " of at least " + each.atLeastSeconds() + " s";
        return "counted: the handle time of each contact," + least
                + switch (each.steps()) {
                    case STARTED -> " in started steps of ";
                    case FULL -> " in full steps of ";
                    case NEAREST -> " to the nearest step of ";
                }
                + each.seconds() + " s";
    }
}
