package sla.evaluator.metric;

import static java.util.stream.Collectors.joining;

import java.util.SortedMap;
import java.util.TreeMap;
import sla.model.agreement.AverageHandleTime;
import sla.model.agreement.Unit;
import sla.model.evaluation.Measure;

/**
 * Talk + hold + wrap-up / handled, of the parts that the contract names. An unknown part is never taken as 0: an
 * Asterisk queue log has no wrap-up at all, and would look like the fastest vendor.
 */
final class AverageHandleTimeFormula {
    private AverageHandleTimeFormula() {}

    static MetricResult measure(AverageHandleTime metric, Counts counts) {
        Counts.HandledContacts handled = counts.handled(metric.parts());
        String parts =
                metric.parts().stream().map(AverageHandleTimeFormula::words).collect(joining(" + "));
        boolean refused = metric.unknown() == AverageHandleTime.UnknownParts.NOT_MEASURED && handled.unknown() > 0;
        Fraction fraction = new Fraction(
                Sum.of("handleTimeMillis", handled.millis()),
                Sum.of("handled", handled.known()),
                Unit.SECONDS,
                "handle time: " + parts + "; "
                        + switch (metric.unknown()) {
                            case EXCLUDE -> "answered contacts with an unknown part are left out";
                            case NOT_MEASURED -> "one answered contact with an unknown part makes it not measured";
                        },
                handled.unknown() == 0
                        ? "no contacts were answered"
                        : "a part of the handle time is unknown for every answered contact");
        MetricResult result = refused
                ? fraction.result(new Measure.NotMeasured(
                        "a part of the handle time is unknown for " + handled.unknown() + " answered contacts"))
                : fraction.result();
        return withUnknown(result, handled.unknown());
    }

    private static MetricResult withUnknown(MetricResult result, long unknown) {
        SortedMap<String, Long> counts = new TreeMap<>(result.counts());
        counts.put("handledUnknown", unknown);
        return new MetricResult(result.measure(), counts, result.formula(), result.working());
    }

    private static String words(AverageHandleTime.Part part) {
        return switch (part) {
            case TALK -> "talk";
            case HOLD -> "hold";
            case WRAP_UP -> "wrap-up";
        };
    }
}
