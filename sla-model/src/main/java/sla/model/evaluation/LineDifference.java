package sla.model.evaluation;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sla.model.number.Money;
import sla.model.time.Period;

/**
 * One line of a frozen result beside what it would be now.
 *
 * @param firstSeen when this line was first found to be as it is in {@code after}
 * @param before in the frozen result; absent if it has no such line
 * @param after as the data stand now; absent if there is no such line any more
 * @param amount what is to be added to the frozen amount
 * @param numerator of the KPI, after less before; absent where one side has no such line. What was not measured is 0
 * @param denominator likewise
 * @param causeCount how many records changed what they add to the line's KPI in the period
 * @param causes the first of them, in the order of source and record id
 * @param window of the line, where that is not the period
 * @param origin the earlier period that an earn-back is about; absent on others
 * @param owedFor as {@link Line#owedFor}
 * @param claim how it stands with {@code after}, if that has to be claimed; absent if it need not
 */
public record LineDifference(
        @JsonProperty(required = true) String rule,
        @Nullable String kpi,
        @Nullable String clause,
        @JsonProperty(required = true) Instant firstSeen,
        @Nullable Side before,
        @Nullable Side after,
        @JsonProperty(required = true) Money amount,
        @Nullable BigInteger numerator,
        @Nullable BigInteger denominator,
        @JsonProperty(required = true) long causeCount,
        @JsonProperty(required = true) List<RecordCause> causes,
        @Nullable Period window,
        @Nullable Period origin,
        @Nullable Period owedFor,
        @Nullable ClaimState claim) {

    /** More causes than these are only counted. */
    public static final int MOST_CAUSES = 100;

    public LineDifference {
        causes = List.copyOf(causes);
    }

    /** The key of its line. */
    public String key() {
        return owedFor == null ? Line.key(rule, about()) : Line.keyOfOwed(rule, owedFor);
    }

    /** As {@link Line#about}. */
    public @Nullable Period about() {
        if (owedFor != null) {
            return owedFor;
        }
        return origin == null ? window : origin;
    }

    /** The same with another date. */
    public LineDifference firstSeen(Instant date) {
        return new LineDifference(
                rule,
                kpi,
                clause,
                date,
                before,
                after,
                amount,
                numerator,
                denominator,
                causeCount,
                causes,
                window,
                origin,
                owedFor,
                claim);
    }

    /** The same as one of what its origin has left: as such it was stored before it had a key of its own. */
    public LineDifference ofOwed() {
        return new LineDifference(
                rule,
                kpi,
                clause,
                firstSeen,
                before,
                after,
                amount,
                numerator,
                denominator,
                causeCount,
                causes,
                window,
                null,
                origin,
                claim);
    }

    /**
     * A line as one of the two results has it.
     *
     * @param value what the rule looked at; absent if not measured
     * @param numerator of its KPI, in milliseconds for times, thousandths for points, else a count; 0 if not measured
     * @param denominator of its KPI; 0 if not measured
     * @param sentence all of it in plain words
     */
    public record Side(
            @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal value,

            @JsonProperty(required = true) BigInteger numerator,
            @JsonProperty(required = true) BigInteger denominator,
            @JsonProperty(required = true) Money amount,
            @JsonProperty(required = true) String sentence) {}
}
