package sla.ingest.event;

import static sla.model.event.RejectionCode.INVALID_VALUE;
import static sla.model.event.RejectionCode.NEGATIVE_DURATION;
import static sla.model.event.RejectionCode.WRONG_TYPE;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads the numbers of one JSON object, as {@link Fields} reads the rest: null is absent or wrong. */
final class Numbers {
    static final Duration LONGEST = Duration.ofDays(31);

    private static final long LONGEST_MILLIS = LONGEST.toMillis();
    private static final BigDecimal LARGEST_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

    private final Fields fields;

    Numbers(Fields fields) {
        this.fields = fields;
    }

    /** A duration in milliseconds, 0 to 31 days. */
    @Nullable
    Long millis(String name) {
        BigDecimal number = wholeNumber(name, "a whole number of milliseconds");
        if (number == null) {
            return null;
        }
        if (number.signum() < 0) {
            fields.add(NEGATIVE_DURATION, name, name + " must not be negative; leave it out if it is unknown");
            return null;
        }
        return checkNotTooLong(name, number);
    }

    private @Nullable Long checkNotTooLong(String name, BigDecimal millis) {
        if (millis.compareTo(BigDecimal.valueOf(LONGEST_MILLIS)) > 0) {
            fields.add(INVALID_VALUE, name, name + " is longer than 31 days (" + LONGEST_MILLIS + " ms)");
            return null;
        }
        return millis.longValue();
    }

    /** A whole number within bounds. */
    @Nullable
    Long whole(String name, long least, long most) {
        BigDecimal number = wholeNumber(name, "a whole number");
        if (number == null) {
            return null;
        }
        if (number.compareTo(BigDecimal.valueOf(least)) < 0 || number.compareTo(BigDecimal.valueOf(most)) > 0) {
            fields.add(INVALID_VALUE, name, name + " must be " + least + " to " + most);
            return null;
        }
        return number.longValue();
    }

    @Nullable
    Integer wholeInt(String name, int least, int most) {
        Long number = whole(name, least, most);
        return number == null ? null : Math.toIntExact(number);
    }

    private @Nullable BigDecimal wholeNumber(String name, String wanted) {
        JsonNode value = fields.value(name);
        if (value == null) {
            return null;
        }
        if (!value.isNumber()) {
            fields.add(WRONG_TYPE, name, name + " must be a number: " + wanted);
            return null;
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return BigDecimal.valueOf(value.longValue());
        }
        BigDecimal number = value.decimalValue();
        // Beyond a long the digits are of no interest, and 1e999999999 written out would not fit in memory.
        if (number.abs().compareTo(LARGEST_LONG) <= 0
                && number.stripTrailingZeros().scale() > 0) {
            fields.add(WRONG_TYPE, name, name + " must be " + wanted);
            return null;
        }
        return number;
    }

    /** A decimal within bounds, without trailing zeros: equal numbers have equal content. */
    @Nullable
    BigDecimal decimal(String name, BigDecimal least, BigDecimal most, int decimals) {
        JsonNode value = fields.value(name);
        if (value == null) {
            return null;
        }
        if (!value.isNumber()) {
            fields.add(WRONG_TYPE, name, name + " must be a number");
            return null;
        }
        BigDecimal number = value.decimalValue();
        if (number.compareTo(least) < 0 || number.compareTo(most) > 0) {
            fields.add(INVALID_VALUE, name, name + " must be " + least.toPlainString() + " to " + most.toPlainString());
            return null;
        }
        BigDecimal shortest = number.stripTrailingZeros();
        if (shortest.scale() > decimals) {
            fields.add(INVALID_VALUE, name, name + " has more than " + decimals + " decimals");
            return null;
        }
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }
}
