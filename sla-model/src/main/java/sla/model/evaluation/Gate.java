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
 * @param checks each question that was asked, in the order of the condition
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
     * One question that was asked.
     *
     * @param kpi whose value was asked for; absent if it was about earlier periods
     * @param value as the condition saw it; absent if not measured
     * @param asked in words: {@code at most 5 %}
     * @param subject what was counted over several periods, in words; absent if a KPI was asked
     * @param counted what makes up such a count; absent likewise
     */
    public record Check(
            @Nullable String kpi,

            @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal value,

            @JsonProperty(required = true) Unit unit,
            @JsonProperty(required = true) String asked,
            @JsonProperty(required = true) Answer answer,
            @Nullable String subject,
            @Nullable Counted counted) {
        /** Of a KPI. */
        public Check(String kpi, @Nullable BigDecimal value, Unit unit, String asked, Answer answer) {
            this(kpi, value, unit, asked, answer, null, null);
        }

        /** What was asked about: the KPI, or what was counted. */
        public String about() {
            return kpi == null ? String.valueOf(subject) : kpi;
        }

        /** The value with its unit, as sentences say it: {@code 5.1 %}, {@code 2 (2026-01, 2026-03)}. */
        public String words() {
            String number = value == null ? "not measured" : (value.toPlainString() + ' ' + unit.symbol()).strip();
            return counted == null || counted.number() == 0 ? number : number + " (" + counted.words() + ")";
        }
    }
}
