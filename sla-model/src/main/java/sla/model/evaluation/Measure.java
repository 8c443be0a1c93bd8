package sla.model.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import sla.model.agreement.Unit;
import sla.model.number.Ratio;

/** What a metric came to. "Not measured" is a value of its own: nothing measured is never 0 % or 100 %. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Measure.Measured.class, name = "measured"),
    @JsonSubTypes.Type(value = Measure.OfParts.class, name = "of-parts"),
    @JsonSubTypes.Type(value = Measure.NotMeasured.class, name = "not-measured")
})
public sealed interface Measure {
    /**
     * A fraction of two sums over contacts.
     *
     * @param numerator in milliseconds where the unit is seconds, in thousandths where it is points, else a count
     * @param denominator a count, more than 0
     */
    record Measured(
            @JsonProperty(required = true) BigInteger numerator,
            @JsonProperty(required = true) BigInteger denominator,
            @JsonProperty(required = true) Unit unit)
            implements Measure {
        public Measured {
            if (denominator.signum() <= 0) {
                throw new IllegalArgumentException("A measured value needs a denominator above 0");
            }
        }

        /** The exact value in the unit. */
        public Ratio value() {
            return new Ratio(numerator, denominator).times(unit.factor());
        }
    }

    /**
     * A value that is made of the values of parts of a window. What was counted is told as for any other; the value itself
     * does not follow from these sums.
     *
     * @param numerator over the whole window, as {@link Measured#numerator}
     * @param denominator over the whole window
     * @param parts how many the value is made of
     */
    record OfParts(
            @JsonProperty(required = true) BigInteger numerator,
            @JsonProperty(required = true) BigInteger denominator,
            @JsonProperty(required = true) int parts,
            @JsonProperty(required = true) Unit unit)
            implements Measure {}

    /**
     * @param reason a short sentence, such as "no contacts"
     * @param numerator of a sample that is too small; absent if there is nothing at all
     * @param denominator likewise
     */
    record NotMeasured(
            @JsonProperty(required = true) String reason,
            @Nullable BigInteger numerator,
            @Nullable BigInteger denominator)
            implements Measure {
        /** Of nothing. */
        public NotMeasured(String reason) {
            this(reason, null, null);
        }
    }

    static Measure of(long numerator, long denominator, Unit unit, String reasonIfNone) {
        return denominator == 0
                ? new NotMeasured(reasonIfNone)
                : new Measured(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator), unit);
    }
}
