package sla.model.evaluation;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sla.model.agreement.Unit;

/**
 * What had to hold for a rule to pay, and whether it did.
 *
 * @param condition in words, with the titles of the KPIs
 * @param checks each KPI that was asked, in the order of the condition
 */
public record Gate(
        @JsonProperty(required = true) String condition,
        @JsonProperty(required = true) Answer answer,
        @JsonProperty(required = true) List<Check> checks) {

    public Gate {
        checks = List.copyOf(checks);
    }

    /** Whether something holds. */
    public enum Answer {
        @JsonProperty("yes")
        YES,
        @JsonProperty("no")
        NO,
        /** A KPI that it depends on was not measured, and the contract does not say what that means. */
        @JsonProperty("not-measured")
        NOT_MEASURED;

        /** As sentences say it. */
        public String words() {
            return switch (this) {
                case YES -> "yes";
                case NO -> "no";
                case NOT_MEASURED -> "unknown";
            };
        }
    }

    /**
     * One KPI that was asked.
     *
     * @param value as the condition saw it; absent if not measured
     * @param asked in words: {@code at most 5 %}
     */
    public record Check(
            @JsonProperty(required = true) String kpi,

            @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal value,

            @JsonProperty(required = true) Unit unit,
            @JsonProperty(required = true) String asked,
            @JsonProperty(required = true) Answer answer) {
        /** The value with its unit, as sentences say it. */
        public String words() {
            return value == null ? "not measured" : (value.toPlainString() + ' ' + unit.symbol()).strip();
        }
    }
}
