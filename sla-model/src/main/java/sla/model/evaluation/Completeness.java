package sla.model.evaluation;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import sla.model.number.Ratio;

/**
 * How much of what sources declared by control totals was received. Only declared intervals are compared, each for
 * itself: a contact too many in one makes up for none that is missing in another. "Not declared" is a value of its own,
 * never 0 % or 100 %.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Completeness.Declared.class, name = "declared"),
    @JsonSubTypes.Type(value = Completeness.NotDeclared.class, name = "not-declared")
})
public sealed interface Completeness {
    Completeness NOT_DECLARED = new NotDeclared();

    /**
     * Sums over the declared intervals that lie wholly within what is looked at; contacts of every outcome.
     *
     * @param intervals how many were compared, at least one
     * @param declared contacts that the sources declared
     * @param received contacts that were received and count, in the same intervals
     * @param missing declared less received, where that is more than 0
     * @param extra received less declared, where that is more than 0
     * @param undeclared contacts that were received and of which no compared interval speaks
     */
    record Declared(
            @JsonProperty(required = true) long intervals,
            @JsonProperty(required = true) long declared,
            @JsonProperty(required = true) long received,
            @JsonProperty(required = true) long missing,
            @JsonProperty(required = true) long extra,
            @JsonProperty(required = true) long undeclared)
            implements Completeness {

        /** {@code (declared − missing) / declared × 100}, exact; null if no contact was declared. */
        @JsonIgnore
        public @Nullable Ratio exact() {
            return declared == 0 ? null : Ratio.of(declared - missing, declared).times(Ratio.of(100));
        }

        /**
         * The same with six decimals, cut and not rounded: only what is complete says 100. Null if no contact was
         * declared.
         */
        @JsonProperty
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        public @Nullable BigDecimal percent() {
            Ratio exact = exact();
            return exact == null ? null : exact.round(6, RoundingMode.DOWN);
        }

        /** This and what others sum up to. */
        public Declared plus(Declared other) {
            return new Declared(
                    intervals + other.intervals,
                    declared + other.declared,
                    received + other.received,
                    missing + other.missing,
                    extra + other.extra,
                    undeclared + other.undeclared);
        }

        /** The same beside so many contacts that no interval speaks of. */
        public Declared withUndeclared(long contacts) {
            return new Declared(intervals, declared, received, missing, extra, contacts);
        }
    }

    /** Nobody declared anything. */
    record NotDeclared() implements Completeness {}
}
