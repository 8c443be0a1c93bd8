package sla.ingest.event;

import static sla.ingest.event.Fields.NAME;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sla.model.event.DeclaredMeasure;

/** Reads and checks a declared measure. It may be a forecast, so its times may lie ahead. */
final class DeclaredMeasureReader {
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000_000L);
    private static final int DECIMALS = 6;

    private DeclaredMeasureReader() {}

    static @Nullable DeclaredMeasure read(Fields fields) {
        fields.require("vendor", "name", "from", "to", "numerator", "unit");
        String vendor = fields.text("vendor", NAME);
        String name = fields.text("name", NAME);
        String lot = fields.text("lot", NAME);
        Instant from = fields.forecastInstant("from");
        Instant to = fields.forecastInstant("to");
        Numbers numbers = fields.numbers();
        BigDecimal numerator = numbers.decimal("numerator", MOST.negate(), MOST, DECIMALS);
        BigDecimal denominator = numbers.decimal("denominator", BigDecimal.ZERO, MOST, DECIMALS);
        String unit = fields.text("unit", NAME);
        String approver = fields.text("approver", NAME);
        ControlTotalsReader.checkSpan(fields, from, to);
        if (vendor == null || name == null || from == null || to == null || numerator == null || unit == null) {
            return null;
        }
        return new DeclaredMeasure(vendor, name, lot, from, to, numerator, denominator, unit, approver);
    }
}
