package sla.ingest.event;

import static sla.ingest.event.Fields.NAME;
import static sla.model.event.RejectionCode.CONTRADICTION;
import static sla.model.event.RejectionCode.INVALID_VALUE;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sla.model.event.ControlTotals;

/** Reads and checks control totals. */
final class ControlTotalsReader {
    private static final long MOST = 1_000_000_000_000L;

    private ControlTotalsReader() {}

    static @Nullable ControlTotals read(Fields fields) {
        fields.require("vendor", "queue", "from", "to", "interactions");
        String vendor = fields.text("vendor", NAME);
        String queue = fields.text("queue", NAME);
        Instant from = fields.instant("from");
        Instant to = fields.instant("to");
        Numbers numbers = fields.numbers();
        Long interactions = numbers.whole("interactions", 0, MOST);
        Long answered = numbers.whole("answered", 0, MOST);
        Long abandoned = numbers.whole("abandoned", 0, MOST);
        checkSpan(fields, from, to);
        if (interactions != null) {
            long parts = (answered == null ? 0 : answered) + (abandoned == null ? 0 : abandoned);
            if (parts > interactions) {
                fields.add(CONTRADICTION, "interactions", "answered and abandoned together are more, namely " + parts);
            }
        }
        if (vendor == null || queue == null || from == null || to == null || interactions == null) {
            return null;
        }
        return new ControlTotals(vendor, queue, from, to, interactions, answered, abandoned);
    }

    static void checkSpan(Fields fields, @Nullable Instant from, @Nullable Instant to) {
        if (from != null && to != null && !to.isAfter(from)) {
            fields.add(INVALID_VALUE, "to", "to must be after from, which is " + from);
        }
    }
}
